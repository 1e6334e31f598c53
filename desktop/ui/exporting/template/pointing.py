"""Which figure goes in which cell, while it is being pointed at; nothing of it is written."""

from collections.abc import Mapping as Told
from pathlib import Path

from desktop.export.content import As, Passed, Typed
from desktop.export.template.seen import Entry, SheetSeen, Spot, TemplateSeen, named
from desktop.services.workbooks.gate.gate import nothing
from desktop.services.workbooks.template.mapping import Link, Mapping
from desktop.services.workbooks.template.picks import Picked, PickKind
from desktop.services.workbooks.template.planning import Plan, obstacle, plan
from desktop.ui.exporting.saying import value_said


class Pointing:
    """The template on screen, its mapping, and what it would write with the figures of now."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.seen: TemplateSeen | None = None
        self.mapping = Mapping("", "")
        self.passed: dict[str, Passed] = {}
        self.plan = Plan()

    def begin(self, path: Path, seen: TemplateSeen) -> None:
        """Take another template; a mapping already chosen is tried on it."""
        self.path, self.seen = path, seen
        self.mapping = Mapping(self.mapping.name, path.name, self.mapping.links)

    def count(self, passed: Told[str, Passed]) -> None:
        """Take the figures of now, and see what they would write."""
        self.passed = dict(passed)
        self.look()

    def put(self, sheet: SheetSeen, spot: Spot, picked: Picked) -> None:
        """Put a figure in a cell, or pour a column under its header."""
        down = picked.pick.kind is PickKind.COLUMN
        label = sheet.at(spot).text if down else sheet.label_of(spot)
        self.mapping = self.mapping.with_link(
            Link(sheet.name, named(spot), picked.pick, label, down)
        )
        self.look()

    def take_out(self, sheet: SheetSeen, spot: Spot) -> bool:
        """Leave a cell as it is; return whether something was to go there."""
        before = self.mapping
        self.mapping = before.without(sheet.name, named(spot))
        self.look()
        return self.mapping != before

    def look(self) -> None:
        """See again what would be written; a workbook that is not counted yet writes nothing."""
        if self.seen is not None:
            self.plan = plan(self.seen, self.mapping, self._passed)

    def filled(self, sheet: SheetSeen) -> dict[Spot, str]:
        """Return what would be written in a sheet, as it reads."""
        return {one.spot: _said(one) for one in self.plan.entries if one.sheet == sheet.name}

    def link_at(self, sheet: SheetSeen, spot: Spot) -> Link | None:
        """Return what goes in a cell, or is poured under it."""
        return self.mapping.link_at(sheet.name, named(spot))

    def writes(self, sheet: SheetSeen, spot: Spot) -> bool:
        """Tell whether something would be written in a cell today."""
        return any((one.sheet, one.spot) == (sheet.name, spot) for one in self.plan.entries)

    def refusal(self, sheet: SheetSeen, spot: Spot, picked: Picked) -> str:
        """Return why a figure may not be put in a cell; "" when it may."""
        if picked.pick.kind is PickKind.COLUMN:
            return ""  # the header stays as it is, the cells under it are judged one by one
        return obstacle(sheet, spot)

    def _passed(self, code: str) -> Passed:
        return self.passed.get(code) or nothing(code)


def _said(entry: Entry) -> str:
    held = As.SHARE if entry.share else As.TEXT if isinstance(entry.value, str) else As.NUMBER
    return value_said(Typed(entry.value, held), held)
