"""The counts of people that add up to one another from sheet to sheet, told to the gate.

Each count is told once as a sum of those just below it; the finest are sums of groups.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from desktop.export.content import Place, Sheet, Sum, Typed
from desktop.services.workbooks.first_figures import SYNTHESIS
from desktop.services.workbooks.programming.audience import AGES
from desktop.services.workbooks.programming.places import PLACES, RESIDENCES
from desktop.services.workbooks.programming.themes import SUB_THEMES, THEMES
from sync.records.audiences import Gender, Residence

_WHICH: Final = ("prévu", "touché")


def totals(sheets: Sequence[Sheet]) -> Iterator[Sum]:
    """Yield the sums between the sheets of the programmation."""
    by_name = {sheet.name: sheet for sheet in sheets}
    for which in _WHICH:
        yield from _across(by_name[AGES], which, [gender.label for gender in Gender])
        yield from _across(by_name[RESIDENCES], which, [home.label for home in Residence])
        yield from _themes(by_name, f"Public {which}")
        yield from _places(by_name, which)
        yield from _first_figures(by_name, which)


def _across(sheet: Sheet, which: str, labels: Sequence[str]) -> Iterator[Sum]:
    """Yield that each total is the sum of the counts of its row."""
    total = sheet.place_of(f"Total {which}")
    parts = [sheet.place_of(f"{label}, {which}") for label in labels]
    for at, row in enumerate(sheet.rows):
        if row[total] is not None:
            yield Sum(Place(sheet.name, at, total), tuple(Place(sheet.name, at, p) for p in parts))


def _themes(sheets: Mapping[str, Sheet], title: str) -> Iterator[Sum]:
    """Yield that each theme is the sum of its sub-themes."""
    wide, fine = sheets[THEMES], sheets[SUB_THEMES]
    place = fine.place_of(title)
    for at, row in enumerate(wide.rows):
        under = (
            number
            for number, line in enumerate(fine.rows)
            if line[0] == row[0] and str(line[1]).partition(".")[0] == row[1]
        )
        parts = tuple(Place(SUB_THEMES, number, place) for number in under)
        yield from _sum(Place(THEMES, at, wide.place_of(title)), parts, row)


def _places(sheets: Mapping[str, Sheet], which: str) -> Iterator[Sum]:
    """Yield that each neighbourhood has the same public in its two sheets."""
    sheet, living = sheets[PLACES], sheets[RESIDENCES]
    for at, row in enumerate(sheet.rows):
        parts = (Place(RESIDENCES, at, living.place_of(f"Total {which}")),)
        yield from _sum(Place(PLACES, at, sheet.place_of(f"Public {which}")), parts, row)


def _first_figures(sheets: Mapping[str, Sheet], which: str) -> Iterator[Sum]:
    """Yield that the first figures are the totals of columns."""
    sheet = sheets[SYNTHESIS]
    for what, name, title in (
        (f"Public {which}", AGES, f"Total {which}"),
        (f"Public {which} des QPV", RESIDENCES, f"{Residence.INSIDE.label}, {which}"),
        (f"Public {which}, femmes", AGES, f"{Gender.WOMEN.label}, {which}"),
    ):
        at = next(number for number, row in enumerate(sheet.rows) if row[0] == what)
        place = sheets[name].place_of(title)
        parts = tuple(Place(name, number, place) for number in range(len(sheets[name].rows)))
        yield from _sum(Place(SYNTHESIS, at, 1), parts, sheet.rows[at])


def _sum(total: Place, parts: tuple[Place, ...], row: Sequence[object]) -> Iterator[Sum]:
    value = row[total.column]
    if (value.value if isinstance(value, Typed) else value) is not None:
        yield Sum(total, parts)
