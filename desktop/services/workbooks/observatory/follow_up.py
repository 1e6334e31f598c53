"""Who answers, and in how many days: the follow-up by responsible body, and the delays."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Remark, Row, Sheet
from desktop.services.observing.recurrences import Seen
from desktop.services.workbooks.observatory.watch import (
    UNDER_WAY,
    Watch,
    answered_in,
    answers,
    is_at,
    middle,
    waiting,
)
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.to_correct import remark
from sync.records.observation import FollowUp
from sync.records.observation import ObservationNature as Nature

BY_BODY: Final = "Suivi par responsable"
DELAYS: Final = "Délais de réponse"
NOBODY: Final = "Aucun responsable indiqué"
UNNAMED: Final = "Responsable dont la fiche n’est pas validée"
_COUNTED: Final = "Observations à suivre"
_SLOTS: Final = ((7, "7 jours ou moins"), (30, "8 à 30 jours"), (90, "31 à 90 jours"))
_LATER: Final = "Plus de 90 jours"
_UNKNOWN: Final = "Réponse connue, jour non noté"
_STEPS: Final = (
    ("À transmettre", (FollowUp.TO_FORWARD,), "Personne ne l’a encore reçue."),
    (
        "Transmises, sans réponse",
        (FollowUp.FORWARDED, FollowUp.IN_PROGRESS),
        "Transmises ou en cours au jour de l’extraction.",
    ),
    ("Résolues", (FollowUp.SOLVED,), "Le fait n’est plus."),
    ("Sans suite, expliquées", (FollowUp.EXPLAINED,), "Une réponse a été donnée et expliquée."),
)

_FIGURES: Final = (
    Column(
        "Part avec réponse",
        As.SHARE,
        "Résolues ou expliquées, sur toutes celles qui le désignent.",
        origin="calcul",
        width=11,
    ),
    Column(
        "Délai médian (jours)",
        As.NUMBER,
        "De la transmission à la réponse\u00a0: la moitié sont venues en moins de temps.",
        unit="jours",
        origin="médiane de observation.closed_on moins observation.forwarded_on",
        width=15,
    ),
    Column(
        "Plus longue attente (jours)",
        As.WHOLE,
        "La plus ancienne transmission encore sans réponse, au jour de l’extraction.",
        unit="jours",
        origin="calcul depuis observation.forwarded_on",
        width=17,
    ),
    Column(
        "Retours faits",
        As.WHOLE,
        "Réponses redites à qui avait signalé le fait.",
        origin="observation.returned_on",
        total=True,
        width=11,
    ),
)


def follow_up(watch: Watch) -> Part:
    """Return the follow-up by responsible body and the delays, with what to correct."""
    asking = [record for record in watch.records if record.nature is not Nature.RESOURCE]
    solved = sum(record.follow_up is FollowUp.SOLVED for record in asking)
    return Part(
        (_by_body(watch), _delays(watch)),
        (
            Check("Observations à suivre, par responsable", len(asking), BY_BODY, _COUNTED),
            Check("Observations résolues, par responsable", solved, BY_BODY, "Résolues"),
            Check("Observations à suivre, par délai", len(asking), DELAYS, _COUNTED),
        ),
        remarks=tuple(_remarks(watch)),
    )


def _by_body(watch: Watch) -> Sheet:
    groups: dict[str, list[Seen]] = defaultdict(list)
    for one in watch.asking:
        groups[_body(watch, one)].append(one)
    last = (UNNAMED, NOBODY)
    ordered = sorted(groups, key=lambda name: (name in last, -len(groups[name]), name))
    rows = tuple(_row(watch, name, groups[name]) for name in ordered)
    return Sheet(
        BY_BODY,
        "Suivi par responsable",
        "Ce qui demande une réponse\u00a0: toutes les observations validées, sauf les ressources.",
        (
            Column(
                "Responsable",
                As.TEXT,
                "Le partenaire qui peut agir.",
                origin="observation.responsible",
                form="Relevé de marche GUSP\u00a0: qui doit agir",
                width=44,
            ),
            _counted("Toutes les observations qui le désignent, ressources exceptées."),
            *(
                Column(
                    title, As.WHOLE, meaning, origin="observation.follow_up", total=True, width=13
                )
                for title, _, meaning in _STEPS
            ),
            *_FIGURES,
        ),
        rows,
        filters=False,
        when_empty="Aucune observation de ce périmètre ne demande de réponse.",
    )


def _counted(meaning: str) -> Column:
    return Column(
        _COUNTED,
        As.WHOLE,
        meaning,
        unit="observations",
        origin="nombre de fiches «\u00a0Observation\u00a0»",
        total=True,
        width=14,
    )


def _body(watch: Watch, one: Seen) -> str:
    if not one.responsible:
        return NOBODY
    return watch.sources.name(one.responsible) or UNNAMED


def _row(watch: Watch, name: str, seen: Sequence[Seen]) -> Row:
    waits = [days for one in seen if (days := waiting(one, watch.sources.today)) is not None]
    return (
        name,
        len(seen),
        *(sum(is_at(one, *steps) for one in seen) for _, steps, _ in _STEPS),
        answers(seen) / len(seen),
        middle(map(answered_in, seen)),
        max(waits, default=None),
        sum(one.returned_on is not None for one in seen),
    )


def _delays(watch: Watch) -> Sheet:
    groups: dict[str, int] = dict.fromkeys([label for _, label in _SLOTS], 0)
    groups |= {_LATER: 0, _UNKNOWN: 0}
    groups |= {title: 0 for title, _, _ in _STEPS[:2]}
    for one in watch.asking:
        groups[_slot(one)] += 1
    delay = middle(map(answered_in, watch.asking))
    said = (
        "Aucune réponse datée sur la période."
        if delay is None
        else f"La moitié des réponses sont venues en {_days(delay)} ou moins."
    )
    return Sheet(
        DELAYS,
        "Délais de réponse",
        "En combien de jours ce qui est transmis trouve une réponse.",
        (
            Column(
                "Délai",
                As.TEXT,
                "De la transmission à la réponse\u00a0; de l’observation si le jour de la "
                "transmission manque.",
                origin="observation.closed_on moins observation.forwarded_on",
                width=34,
            ),
            _counted("Les observations validées, ressources exceptées."),
        ),
        tuple(groups.items()),
        charts=(
            Chart("Délais de réponse", Marks.BARS, "Délai", (_COUNTED,), said, rows=len(groups)),
        ),
        filters=False,
    )


def _slot(one: Seen) -> str:
    days = answered_in(one)
    if days is not None:
        return next((label for most, label in _SLOTS if days <= most), _LATER)
    if one.closed:
        return _UNKNOWN
    return _STEPS[1][0] if one.follow_up in UNDER_WAY else _STEPS[0][0]


def _days(delay: float) -> str:
    return f"{delay:g}".replace(".", ",") + (" jour" if delay < 2 else " jours")


def _remarks(watch: Watch) -> Iterator[Remark]:
    """Yield what somebody should look at before this leaves."""
    sent = [one for one in watch.asking if one.follow_up in UNDER_WAY]
    answered = [one for one in watch.asking if one.closed]
    yield from remark(
        "Observations transmises sans responsable indiqué",
        (one for one in sent if not one.responsible),
    )
    yield from remark(
        "Observations transmises sans date de transmission",
        (one for one in sent if one.forwarded_on is None),
    )
    yield from remark(
        "Observations closes sans date de réponse",
        (one for one in answered if one.closed_on is None),
    )
    yield from remark(
        "Réponses connues qui n’ont pas encore été dites aux habitantes et habitants",
        (one for one in answered if one.awaits_return),
    )
    yield from remark("Observations sans lieu", (one for one in watch.seen if not one.place))
