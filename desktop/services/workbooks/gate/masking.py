"""Hides the counts of few people, and all that would give them back."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from desktop.export.content import (
    Chart,
    Check,
    Content,
    Figure,
    Hidden,
    LeftOut,
    Note,
    Row,
    Sheet,
    Typed,
    Value,
)
from desktop.services.sharing.counts import FEW
from desktop.services.workbooks.gate.deduction import deduced
from desktop.services.workbooks.gate.hiding import Cell, Hiding
from desktop.services.workbooks.gate.people import People, equations_of, people_of

RULE: Final = Note(
    "Petits effectifs",
    "Un effectif de 1 à 4 personnes est remplacé par «\u00a0<5\u00a0», pour que personne ne soit"
    " reconnu. D’autres le sont par «\u00a0n. c.\u00a0» (non communiqué) quand ils permettraient"
    " de le retrouver. Un zéro reste un zéro. Le total d’une colonne où des effectifs sont masqués"
    " est celui des seuls effectifs montrés.",
)
_FEW_WHY: Final = "Moins de 5 personnes\u00a0: remplacé par «\u00a0<5\u00a0»."
_BESIDE_WHY: Final = "Permettraient de retrouver un effectif masqué\u00a0: «\u00a0n. c.\u00a0»."
_NOT_SAID: Final = "Certains effectifs sont masqués\u00a0: voir le tableau."
_SMALL: Final = re.compile(rf"(?<![\d,.])[1-{FEW - 1}](?![\d,.])")


class Masking:
    """Hides in one content; `hidden` tells what was, for the first sheet.

    `check` is called at each small count, and may raise to stop there.
    """

    def __init__(self, content: Content, check: Callable[[], None] = lambda: None) -> None:
        self._content = content
        self._people = people_of(content)
        self._hiding = _hiding_of(content, self._people, check)
        self._marks = _with_computed(content, self._people, self._hiding)
        self._sheets = {at for at, _, _ in self._marks}

    @property
    def hidden(self) -> tuple[LeftOut, ...]:
        """Return how many counts of each sheet are hidden, and why."""
        names = [sheet.name for sheet in self._content.sheets]
        told = Counter((cell[0], mark) for cell, mark in self._marks.items())
        why = {Hidden.FEW: _FEW_WHY, Hidden.BESIDE: _BESIDE_WHY}
        return tuple(
            LeftOut(f"Effectifs de la feuille «\u00a0{names[at]}\u00a0»", count, why[mark])
            for (at, mark), count in sorted(told.items())
        )

    def masked(self) -> Content:
        """Return the content with its small counts hidden, and the rule on its first sheet."""
        content = self._content
        people = self._people
        if not (people.counts or people.computed or people.small or _counted(content)):
            return content
        return replace(
            content,
            sheets=tuple(self._sheet(at, sheet) for at, sheet in enumerate(content.sheets)),
            checks=tuple(map(self._check, content.checks)),
            figures=tuple(map(self._figure, content.figures)),
            notes=(*content.notes, RULE),
        )

    def _sheet(self, at: int, sheet: Sheet) -> Sheet:
        if at not in self._sheets:
            return sheet
        hidden: dict[int, dict[int, Hidden]] = {}
        for (each, number, place), mark in self._marks.items():
            if each == at:
                hidden.setdefault(number, {})[place] = mark
        rows = (
            _hiding(row, hidden[number]) if number in hidden else row
            for number, row in enumerate(sheet.rows)
        )
        return replace(sheet, rows=tuple(rows), charts=tuple(map(_said, sheet.charts)))

    def _check(self, check: Check) -> Check:
        """Return a check that expects the sum of what is shown."""
        for at, sheet in enumerate(self._content.sheets):
            if sheet.name == check.sheet and check.column:
                place = sheet.place_of(check.column)
                hidden = [cell for cell in self._marks if cell[0] == at and cell[2] == place]
                unseen = sum(self._people.counts.get(cell, 0) for cell in hidden)
                return replace(check, expected=check.expected - unseen) if hidden else check
        return check

    def _figure(self, figure: Figure) -> Figure:
        typed = figure.value if isinstance(figure.value, Typed) else None
        held = typed.value if typed else figure.value
        if not isinstance(held, int) or isinstance(held, bool):
            return figure
        mark = self._mark_of(held, people=typed is not None and typed.people)
        return replace(figure, value=mark) if mark else figure

    def _mark_of(self, value: int, *, people: bool) -> Hidden | None:
        if people and 0 < value < FEW:
            return Hidden.FEW
        given_back = value in self._untold() or (people and value in self._beside())
        return Hidden.BESIDE if given_back else None

    def _untold(self) -> set[int]:
        """Return the totals of columns that would give a hidden count back."""
        totals: Counter[tuple[int, int]] = Counter()
        for (at, _, place), value in self._people.counts.items():
            if (at, place) in self._hiding.untold:
                totals[(at, place)] += value
        return set(totals.values())

    def _beside(self) -> set[int]:
        marks = self._hiding.marks.items()
        return {self._people.counts[cell] for cell, mark in marks if mark is Hidden.BESIDE}


def _hiding_of(content: Content, people: People, check: Callable[[], None]) -> Hiding:
    few = [cell for cell, value in people.counts.items() if 0 < value < FEW]
    equations = tuple(equations_of(content, people)) if few else ()
    return deduced(people.counts, equations, few, check=check)


def _with_computed(content: Content, people: People, hiding: Hiding) -> dict[Cell, Hidden]:
    """Return the marks with those of the shares that would give a hidden count back.

    A share tells its part of its whole: of the same row, of the total of a column that is not
    told, or of another row in a table of unlike figures.
    """
    marks = {**hiding.marks, **dict.fromkeys(people.small, Hidden.FEW)}
    rows = {(at, number) for at, number, _ in marks}
    sheets = {at for at, _ in hiding.untold} | {c[0] for c in marks if _is_typed(content, c)}
    beside = (cell for cell in people.computed if cell[:2] in rows or cell[0] in sheets)
    return {**marks, **dict.fromkeys(beside, Hidden.BESIDE)}


def _is_typed(content: Content, cell: Cell) -> bool:
    at, number, place = cell
    return isinstance(content.sheets[at].rows[number][place], Typed)


def _counted(content: Content) -> bool:
    return any(isinstance(one.value, Typed) and one.value.people for one in content.figures)


def _hiding(row: Row, marks: Mapping[int, Hidden]) -> Row:
    return tuple(_hidden(value, marks.get(place)) for place, value in enumerate(row))


def _hidden(value: Value, mark: Hidden | None) -> Value:
    if mark is None:
        return value
    return replace(value, value=mark) if isinstance(value, Typed) else mark


def _said(chart: Chart) -> Chart:
    """Return a chart whose words tell no small number any more."""
    return replace(chart, said=_NOT_SAID) if _SMALL.search(chart.said) else chart
