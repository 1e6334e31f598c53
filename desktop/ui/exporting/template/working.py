"""The jobs of the filling, each on a notebook of its own: read a template, count, fill."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UserError
from desktop.export.content import Passed
from desktop.export.template.seen import TemplateSeen
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.workbooks.template import mapping as kept
from desktop.services.workbooks.template.filling import Figures, Filled, Origin
from desktop.services.workbooks.template.opening import look_into
from desktop.services.workbooks.template.sending import fill_and_remember


@dataclass(frozen=True, slots=True)
class Counted:
    """What passed the gate by workbook, which of them wait for a reading, and what failed."""

    passed: Mapping[str, Passed]
    held: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def read_template(path: Path, ticket: Ticket) -> TemplateSeen:
    """Return what a template holds."""
    ticket.report(0, 0, "Lecture du modèle")
    return look_into(path, ticket.check)


def count(notebook: Notebook, origin: Origin, codes: Collection[str], ticket: Ticket) -> Counted:
    """Return the figures of some workbooks; one that cannot be made is told, not raised."""
    passed: dict[str, Passed] = {}
    held: list[str] = []
    told: list[str] = []
    with notebook.second() as own:
        figures = Figures(own, origin)
        for code in codes:
            ticket.check()
            try:
                checked = figures.checked(code)
            except UserError as error:
                told.append(error.sentence)
                continue
            passed[code] = checked.passed
            held += [code] if checked.held else []
            told += [one.sentence for one in checked.passed.content.remarks if one.blocking]
    return Counted(passed, tuple(held), tuple(told))


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy to write: of which template, with which filling, where."""

    template: Path
    mapping: kept.Mapping
    out: Path


def write_filled_copy(notebook: Notebook, origin: Origin, copy: Copy, ticket: Ticket) -> Filled:
    """Write the filled copy of a template."""
    ticket.report(0, 0, "Remplissage du modèle")
    with notebook.second() as own:
        return fill_and_remember(
            own, origin, copy.template, copy.mapping, copy.out, check=ticket.check
        )
