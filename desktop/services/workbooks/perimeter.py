"""The filters of a workbook as its first sheet tells them, in French."""

from collections.abc import Collection, Iterator

from desktop.services.reading import Reading
from desktop.services.refusals import NotFound
from desktop.services.workbooks.links import Links
from desktop.services.workbooks.scope import Scope
from sync.records.action import Action
from sync.records.fields import field_of

ALL = "Tous"
GONE = "Retiré du carnet depuis"
UNNAMED = "Non nommé\u00a0: fiche pas encore validée, ou confidentielle"


def perimeter_of(reading: Reading, scope: Scope) -> tuple[tuple[str, str], ...]:
    """Return each filter, its title and its text; one that lets all through says « Tous »."""
    return tuple(_lines(reading, scope))


def _lines(reading: Reading, scope: Scope) -> Iterator[tuple[str, str]]:
    yield "Période", str(scope.period)
    yield "Territoires", " ; ".join(_headings(reading, scope.territories)) or ALL
    yield "Thèmes", " ; ".join(_themes(reading, scope.themes)) or ALL
    field = field_of(Action, "dispositif")
    dispositifs = sorted(reading.label_of(field, code) for code in scope.dispositifs)
    yield "Dispositifs", " ; ".join(dispositifs) or ALL
    types = sorted(each.label for each in scope.funder_types)
    funders = [*_headings(reading, scope.funders), *types]
    yield "Financeurs", " ; ".join(funders) or ALL
    yield "Destinataire", scope.recipient.name if scope.recipient else "Plusieurs financeurs"
    yield "Paroles", "Celles dont l’accord est donné" if scope.words else "Non reprises"


def _headings(reading: Reading, ids: Collection[str]) -> list[str]:
    """Return the names of what was chosen; what may not be named still narrows the content."""
    links = Links(reading)
    found = {key: links.find(key) for key in ids}
    unnamed = {_why_unnamed(reading, key) for key, record in found.items() if record is None}
    return sorted(record.heading() for record in found.values() if record) + sorted(unnamed)


def _why_unnamed(reading: Reading, key: str) -> str:
    try:
        return UNNAMED if reading.get(key).deleted_at is None else GONE
    except NotFound:
        return GONE


def _themes(reading: Reading, codes: Collection[str]) -> Iterator[str]:
    """Yield each theme with its number, by which the State calls it."""
    field = field_of(Action, "theme")
    for code in sorted(codes):
        yield f"{code.rpartition(':')[2]} {reading.label_of(field, code)}"
