"""Which numbers count people so few that they could be recognised."""

import re
from collections.abc import Collection, Sequence
from typing import Any, Final

from pydantic import BaseModel

from sync.records.fields import FieldSpec, Kind

FEW: Final = 5
FEW_SAID: Final = f"moins de {FEW}"
FEW_WHY: Final = "Moins de 5 personnes\u00a0: on pourrait les reconnaître."
# Numbers of people met or reached; what an organisation says of its own staff is public.
COUNTED: Final = frozenset(
    {
        "count",
        "actual",
        "participants_count",
        "residents_present",
        "carriers_count",
        "told_by_count",
    }
)
_OF_PEOPLE: Final = re.compile(
    r"\b(personne|participant|habitant|bénéficiaire|adhérent|bénévole|jeune|enfant|élève|femme"
    r"|homme|fille|garçon|parent|mère|père|famille|foyer|ménage|senior|adulte|adolescent"
    r"|stagiaire)",
    re.IGNORECASE,
)
Place = tuple[int, str]


def too_few(field: FieldSpec, value: Any) -> bool:
    """Tell whether a number of people must be said « moins de 5 »; none at all may be said."""
    counts = field.kind is Kind.INTEGER and field.name in COUNTED
    return counts and isinstance(value, int) and 0 < value < FEW


def measures_people(*words: object) -> bool:
    """Tell whether an indicator counts people, from its unit and its name."""
    return any(_OF_PEOPLE.search(str(word)) for word in words if word)


def masked(lines: Sequence[BaseModel], fields: Collection[FieldSpec]) -> frozenset[Place]:
    """Return the places (line, field) of the counts to hide.

    When a single count of a column is too small, the next one is hidden as well: with a total
    known elsewhere, the first could be worked out.
    """
    return frozenset((row, field.name) for field in fields for row in _rows_to_hide(field, lines))


def _rows_to_hide(field: FieldSpec, lines: Sequence[BaseModel]) -> list[int]:
    counts = {
        row: value
        for row, line in enumerate(lines)
        if isinstance(value := getattr(line, field.name, None), int | float) and value > 0
    }
    few = [row for row, value in counts.items() if _small(field, lines[row], value)]
    others = sorted((row for row in counts if row not in few), key=lambda row: counts[row])
    return few + (others[:1] if len(few) == 1 and field.kind is Kind.INTEGER else [])


def _small(field: FieldSpec, line: BaseModel, value: float) -> bool:
    words = (getattr(line, name, None) for name in ("measure", "name"))
    indicator = field.name == "actual" and measures_people(*words)
    return too_few(field, value) or (indicator and value < FEW)
