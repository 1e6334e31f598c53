"""The effects that were seen, wanted or not, good or bad, and how well they are established."""

from collections.abc import Sequence
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.workbooks.account.notes import Notes, ids
from desktop.services.workbooks.parts import Part
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_stories import Direction, Strength

EFFECTS: Final = "Effets constatés"
SOLIDITY: Final = "Solidité des effets"
_FORM: Final = EvaluationForm.EFFECT
_ALL: Final = "Effets"
_NOT_SAID: Final = "Sens non précisé"
_NONE: Final = "Aucun effet constaté validé dans ce périmètre."
_NONE_TOLD: Final = (
    "Des effets ont été constatés\u00a0; aucun ne peut encore être lu hors de l’équipe. Ils sont"
    " comptés dans la feuille «\u00a0Solidité des effets\u00a0»."
)


def effects_part(notes: Notes) -> Part:
    """Return a row for each effect that may be read, and all of them by solidity."""
    found, told, kept = notes.of(_FORM), notes.told(_FORM), notes.kept(_FORM)
    rows = Sheet(
        EFFECTS,
        "Les effets constatés, voulus ou non",
        "Qui a changé, en quoi, et ce qui le montre\u00a0; les effets négatifs sont gardés.",
        _columns(),
        [_row(notes, note) for note in told],
        references=ids(told),
        when_empty=_NONE_TOLD if found else _NONE,
    )
    checks = (
        Check("Effets qui peuvent être lus", len(found) - sum(e.count for e in kept), EFFECTS),
        Check("Effets constatés", len(found), SOLIDITY, _ALL),
    )
    return Part((rows, _solidity(found)), checks, kept)


def _columns() -> tuple[Column, ...]:
    return (
        _written("Qui a changé", "Un groupe, un rôle ou un service.", "who_changed", 17),
        _written("Ce qui a changé", "Le changement constaté.", "what_changed", 32),
        _listed("Sens", "Positif, négatif ou mêlé.", "direction", 8),
        _written("Quand", "Quand cela a changé.", "changed_when", 12),
        _written("Où", "Dans quel lieu public.", "changed_where", 12),
        _listed("Type", "La sorte de changement.", "change_type", 13),
        _listed("Portée", "Jusqu’où va le changement.", "reach", 8),
        Column(
            "Prévu",
            As.YES_NO,
            "Oui si l’action voulait ce changement.",
            origin="evaluation.expected",
            width=8,
        ),
        _written("Contribution de l’action", "Sa part dans ce changement.", "contribution", 26),
        _written("Preuves", "Ce qui le montre.", "evidence", 24),
        _listed("Recoupé par", "Le rôle de qui l’a confirmé.", "confirmed_by", 13),
        _listed("Solidité", "Déclaré, recoupé ou vérifié.", "strength", 11),
        Column("Porte sur", As.TEXT, "Ce dont on parle.", origin="evaluation.about", width=18),
        Column("Territoire", As.TEXT, "Le quartier.", origin="evaluation.territory", width=15),
    )


def _written(title: str, meaning: str, name: str, width: int) -> Column:
    origin = f"evaluation.{name}"
    return Column(title, As.LONG_TEXT, meaning, origin=origin, width=width, written=True)


def _listed(title: str, meaning: str, name: str, width: int) -> Column:
    return Column(title, As.TEXT, meaning, origin=f"evaluation.{name}", width=width)


def _row(notes: Notes, note: Evaluation) -> Row:
    return (
        note.who_changed,
        note.what_changed,
        notes.label(note, "direction"),
        note.changed_when,
        note.changed_where,
        notes.label(note, "change_type"),
        notes.label(note, "reach"),
        note.expected,
        note.contribution,
        note.evidence,
        notes.label(note, "confirmed_by"),
        notes.label(note, "strength"),
        notes.about(note),
        notes.place(note),
    )


def _solidity(found: Sequence[Evaluation]) -> Sheet:
    ways = (*Direction, None)
    titles = [_direction(way) for way in ways]
    return Sheet(
        SOLIDITY,
        "Ce que l’on peut affirmer, et ce que l’on nous a dit",
        "Tous les effets validés, selon qu’ils sont seulement déclarés, recoupés ou vérifiés.",
        (
            Column("Solidité", As.TEXT, "Déclaré, recoupé ou vérifié.", width=22),
            *(_counted(title, "Les effets de ce sens.", "direction") for title in titles),
            _counted(_ALL, "Tous les effets de cette solidité.", "strength"),
        ),
        [_solid(level, found, ways) for level in _levels(found)],
        charts=(
            Chart(
                "Effets constatés selon leur solidité et leur sens",
                Marks.STACKED,
                "Solidité",
                tuple(titles),
                "Chaque barre est une solidité, partagée entre les effets positifs, négatifs et"
                " mêlés.",
            ),
        ),
        filters=False,
        when_empty=_NONE,
    )


def _levels(found: Sequence[Evaluation]) -> tuple[Strength | None, ...]:
    """Return the levels of solidity, with none of them when some effect has none."""
    told = tuple(Strength) if found else ()
    return (*told, None) if any(note.strength is None for note in found) else told


def _direction(way: Direction | None) -> str:
    return way.label if way else _NOT_SAID


def _counted(title: str, meaning: str, name: str) -> Column:
    origin = f"evaluation.{name}"
    return Column(title, As.WHOLE, meaning, origin=origin, width=16, total=True)


def _solid(
    level: Strength | None, found: Sequence[Evaluation], ways: Sequence[Direction | None]
) -> Row:
    mine = [note for note in found if note.strength is level]
    name = level.label if level else "Solidité non précisée"
    return (name, *(sum(note.direction is way for note in mine) for way in ways), len(mine))
