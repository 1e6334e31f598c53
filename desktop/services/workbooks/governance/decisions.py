"""What was decided, by whom it is carried, and whether it is done."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from desktop.export.content import As, Check, Column, LeftOut, Remark, Row, Sheet
from desktop.services.steering.decisions import OPEN
from desktop.services.steering.linked import late
from desktop.services.workbooks.columns import count
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.to_correct import not_shown, remark, without_row
from sync.records.decision import Decision, DecisionNature, DecisionState
from sync.records.meeting import Meeting

NAME: Final = "Décisions"
FOLLOWED: Final = "Suivi des décisions"
_UNDATED: Final = "Décisions sans date ni séance datée"
_ALL: Final = "Décisions"
_NO_NATURE: Final = "Nature non précisée"


def _written(title: str, meaning: str, origin: str, width: int) -> Column:
    return Column(title, As.TEXT, meaning, origin=origin, width=width, written=True)


_COLUMNS: Final = (
    Column(
        "Décidée le",
        As.DAY,
        "Le jour de la décision\u00a0; à défaut, celui de la séance.",
        origin="decision.decided_on, meeting.held_on",
    ),
    _written("Décision", "Ce qui est décidé, en une phrase.", "decision.title", 30),
    Column(
        "Nature",
        As.TEXT,
        "Orientation, financement, arbitrage, etc.",
        origin="decision.nature",
        listed="Nature",
        width=14,
    ),
    Column(
        "Instance",
        As.TEXT,
        "Le type de l’instance qui a décidé.",
        origin="decision.meeting, meeting.meeting_type",
        width=20,
    ),
    Column("Quartier", As.TEXT, "Le quartier.", origin="decision.territory", width=16),
    _written("Motif", "Pourquoi.", "decision.reason", 28),
    _written("Pilote", "Le service ou l’organisme qui s’en charge.", "decision.owner", 20),
    Column(
        "Échéance",
        As.DAY,
        "Le jour où elle doit être réalisée.",
        origin="decision.due_on",
    ),
    Column(
        "État",
        As.TEXT,
        "Où elle en est au jour de l’extraction.",
        origin="decision.state",
        listed="État de la décision",
        width=11,
    ),
    Column(
        "Retard (jours)",
        As.WHOLE,
        "Depuis l’échéance, pour ce qui reste à faire\u00a0; vide sans retard.",
        unit="jours",
        origin="calcul depuis decision.due_on",
        width=9,
    ),
    _written("Communiquée à", "À qui elle a été dite.", "decision.communicated_to", 20),
    Column("Communiquée le", As.DAY, "Le jour où ils l’ont su.", origin="decision.communicated_on"),
)


def day_of(sources: Sources, each: Decision) -> date | None:
    """Return the day of a decision: its own, else that of its session."""
    if each.decided_on is not None:
        return each.decided_on
    meeting = sources.get(Meeting, each.meeting)
    return meeting.held_on if meeting else None


def taken(sources: Sources) -> tuple[Decision, ...]:
    """Return the decisions of the period, the first first."""
    dated = ((day_of(sources, each), each) for each in sources.anywhen(Decision))
    kept = [(day, each) for day, each in dated if sources.scope.period.holds(day)]
    return tuple(each for _, each in sorted(kept, key=lambda pair: (str(pair[0]), pair[1].code)))


def is_late(sources: Sources, each: Decision) -> bool:
    """Tell whether a decision is still to be carried out after its day."""
    return late(each.due_on, sources.today, ended=each.state not in OPEN) > 0


def decisions(sources: Sources) -> Part:
    """Return the decisions that may be told, the follow-up of all, and what to correct."""
    all_taken = taken(sources)
    told = [each for each in all_taken if sources.tellable(each)]
    hidden = [each for each in all_taken if not sources.tellable(each)]
    undated = [e for e in sources.anywhen(Decision) if day_of(sources, e) is None]
    rows = Sheet(
        NAME,
        "Décisions et leurs suites",
        "Une ligne par décision validée et diffusable.",
        _COLUMNS,
        tuple(_row(sources, each) for each in told),
        references=tuple(each.id for each in told),
        when_empty="Aucune décision diffusable sur ce périmètre\u00a0: "
        "«\u00a0Suivi des décisions\u00a0» compte celles qui sont validées.",
    )
    return Part(
        (rows, _followed(sources, all_taken)),
        (
            Check("Décisions diffusables", len(all_taken) - len(hidden), NAME),
            Check("Décisions validées, par nature", len(all_taken), FOLLOWED, _ALL),
            Check(
                "Décisions faites",
                sum(each.state is DecisionState.DONE for each in all_taken),
                FOLLOWED,
                "Faites",
            ),
        ),
        (
            *sources.left_out(Decision),
            LeftOut("Décisions sans date", len(undated), "Ni date, ni séance datée."),
            without_row(Decision, len(hidden)),
        ),
        (*_remarks(all_taken), *remark(_UNDATED, undated), *not_shown(Decision, hidden)),
    )


def _remarks(all_taken: Sequence[Decision]) -> tuple[Remark, ...]:
    waiting = [each for each in all_taken if each.state in OPEN]
    return (
        *remark("Décisions à mener sans échéance", (e for e in waiting if e.due_on is None)),
        *remark("Décisions à mener sans pilote", (e for e in waiting if not e.owner)),
        *remark(
            "Décisions qui n’ont pas encore été communiquées",
            (e for e in all_taken if e.communicated_on is None),
        ),
    )


def _row(sources: Sources, each: Decision) -> Row:
    meeting = sources.get(Meeting, each.meeting)
    return (
        day_of(sources, each),
        each.title,
        sources.label(Decision, "nature", each.nature),
        sources.label(Meeting, "meeting_type", meeting.meeting_type) if meeting else "",
        sources.name(each.territory),
        each.reason or "",
        each.owner or "",
        each.due_on,
        sources.label(Decision, "state", each.state),
        late(each.due_on, sources.today, ended=each.state not in OPEN) or None,
        each.communicated_to or "",
        each.communicated_on,
    )


_FOLLOWED: Final = (
    Column(
        "Nature",
        As.TEXT,
        "La nature de la décision.",
        origin="decision.nature",
        listed="Nature",
        width=24,
    ),
    count(_ALL, "Décisions validées.", "nombre de fiches «\u00a0Décision\u00a0»"),
    count("À faire", "Pas commencées.", "decision.state"),
    count("En cours", "Commencées.", "decision.state"),
    count("Faites", "Réalisées.", "decision.state"),
    count("Caduques", "Qui n’ont plus lieu d’être.", "decision.state"),
    count("En retard", "À faire ou en cours, échéance passée.", "decision.due_on"),
    count(
        "Communiquées",
        "Dites à celles et ceux qu’elles touchent.",
        "decision.communicated_on",
    ),
)


def _followed(sources: Sources, all_taken: Sequence[Decision]) -> Sheet:
    rows: list[Row] = []
    silent = any(each.nature is None for each in all_taken)
    for nature in (*DecisionNature, *([None] if silent else [])):
        those = [each for each in all_taken if each.nature is nature]
        states = Counter(each.state for each in those)
        rows.append(
            (
                nature.label if nature else _NO_NATURE,
                len(those),
                *(states[state] for state in DecisionState),
                sum(is_late(sources, each) for each in those),
                sum(each.communicated_on is not None for each in those),
            )
        )
    return Sheet(
        FOLLOWED,
        "Où en sont les décisions",
        "Toutes les décisions validées de la période, diffusables ou non.",
        _FOLLOWED,
        tuple(rows),
        filters=False,
    )
