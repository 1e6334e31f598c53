"""Fill a financer's template with figures that passed the gate, into a new file beside theirs."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import BadInput, UserError
from desktop.export.content import Passed
from desktop.files import told, write_atomically
from desktop.services.notebook import Notebook
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.exporting import preview
from desktop.services.workbooks.financial_report.content import CODE
from desktop.services.workbooks.financial_report.making import prepared
from desktop.services.workbooks.gate.gate import Checked
from desktop.services.workbooks.gate.passages import Remarks
from desktop.services.workbooks.leaving import Blocked, Held
from desktop.services.workbooks.scope import Scope
from desktop.services.workbooks.template.mapping import Mapping
from desktop.services.workbooks.template.opening import take

if TYPE_CHECKING:
    from desktop.export.template.seen import Entry, SheetSeen, Spot, TemplateSeen


class NothingToFill(BadInput):
    """Report a filling that would write no cell; nothing was written."""

    says = "Aucune cellule de ce modèle ne peut être remplie. Rien n’a été écrit."


class NotSafe(UserError):  # noqa: N818 - named after what happened
    """Report a copy that did not read back as it should; nothing was written."""

    says = (
        "Ce modèle n’a pas pu être rempli sans risque de l’abîmer\u00a0: rien n’a été écrit, et "
        "votre fichier est intact."
    )
    advises = "Enregistrez-le une fois dans Excel ou LibreOffice, puis recommencez."


@dataclass(frozen=True, slots=True)
class Filled:
    """A template that was filled: how many cells, and what was left out, in sentences."""

    path: Path
    cells: int
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the figures of a filling come from: a scope, or an action for its report."""

    today: date
    remarks: Remarks
    scope: Scope | None = None
    action: str = ""


class Figures:
    """Gives what passed the gate of each workbook, made once."""

    def __init__(self, notebook: Notebook, origin: Origin) -> None:
        self._notebook = notebook
        self._origin = origin
        self._made: dict[str, Checked] = {}

    def checked(self, code: str) -> Checked:
        """Return what a workbook says, held or not; raises BadInput without its scope."""
        if code not in self._made:
            self._made[code] = self._report() if code == CODE else self._workbook(code)
        return self._made[code]

    def passed(self, code: str) -> Passed:
        """Return what a workbook says; raises Held or Blocked, as for a file that is sent."""
        checked = self.checked(code)
        if checked.held:
            raise Held(checked.passages)
        blocking = [one.sentence for one in checked.passed.content.remarks if one.blocking]
        if blocking:
            raise Blocked(" ".join([*blocking, "Rien n’a été écrit."]))
        return checked.passed

    def _report(self) -> Checked:
        origin = self._origin
        if not origin.action:
            raise BadInput(
                "Ce remplissage parle d’une action\u00a0: choisissez-la. Rien n’a été écrit.",
                "action",
            )
        return prepared(self._notebook, origin.action, today=origin.today, remarks=origin.remarks)

    def _workbook(self, code: str) -> Checked:
        origin = self._origin
        if origin.scope is None:
            raise BadInput(
                "Ce remplissage parle d’une période\u00a0: choisissez-la. Rien n’a été écrit.",
                "period",
            )
        choice = Choice(code, origin.scope)
        return preview(self._notebook, choice, today=origin.today, remarks=origin.remarks).checked


def fill(
    template: Path,
    mapping: Mapping,
    passed_of: Callable[[str], Passed],
    out: Path,
    *,
    check: Callable[[], object] = lambda: None,
) -> Filled:
    """Write a filled copy of a template in another file; the template is never touched.

    `check` is called now and then; what it raises stops the work, and nothing is written.
    Raises BadInput, NothingToFill, Held, NotSafe, NotWritten, or DiskFull.
    """
    from desktop.export.template.filling import write_filled
    from desktop.services.workbooks.template.planning import plan

    _check_place(template, out)
    taken = take(template, check)
    seen = taken.seen
    wanted = plan(seen, mapping, passed_of)
    if not wanted.entries:
        raise NothingToFill(" ".join((NothingToFill.says, *wanted.told)))
    made = BytesIO()
    write_filled(made, BytesIO(taken.content), seen, wanted.entries)
    check()
    _read_back(made, seen, wanted.entries)
    check()
    write_atomically(out, made.getvalue())
    return Filled(out, len(wanted.entries), wanted.told)


def _read_back(made: BytesIO, seen: "TemplateSeen", entries: "tuple[Entry, ...]") -> None:
    """Refuse a copy whose sheets, formulas or merged cells are not those of the template."""
    from desktop.export.template.inspection import NotATemplate, inspect

    made.seek(0)
    try:
        copy = inspect(made, seen.file_name)
    except NotATemplate as error:
        raise NotSafe from error
    written: dict[str, dict[Spot, Entry]] = {sheet.name: {} for sheet in seen.sheets}
    for entry in entries:
        written[entry.sheet][entry.spot] = entry
    for before in seen.sheets:
        after = copy.sheet(before.name)
        if after is None or not _alike(before, after, written[before.name]):
            raise NotSafe


def _alike(before: "SheetSeen", after: "SheetSeen", written: "dict[Spot, Entry]") -> bool:
    """Tell whether a sheet is as it was but for what was written, which reads as it was meant."""
    if before.merged != after.merged or before.tables != after.tables:
        return False
    kept = all(
        (cell.text, cell.formula) == (after.at(spot).text, after.at(spot).formula)
        for spot, cell in before.cells.items()
        if spot not in written
    )
    return kept and all(_reads(after.at(spot).text, entry) for spot, entry in written.items())


def _reads(text: str, entry: "Entry") -> bool:
    """Tell whether a cell shows what was written in it: a number to its last figure."""
    if isinstance(entry.value, date):
        return text == f"{entry.value:%d/%m/%Y}"
    if isinstance(entry.value, str):
        return bool(text)
    with suppress(ValueError):
        return float(text) == entry.value
    return False


def _check_place(template: Path, out: Path) -> None:
    if out.suffix.lower() != template.suffix.lower():
        raise BadInput(
            f"Le fichier rempli doit finir par «\u00a0{template.suffix}\u00a0», comme le modèle. "
            "Rien n’a été écrit.",
            "out",
        )
    with told(out):
        there, same = out.parent.is_dir(), out.exists() and out.samefile(template)
    if not there:
        raise BadInput("Le dossier choisi n’existe pas. Rien n’a été écrit.", "out")
    if same:
        raise BadInput(
            "Le modèle du financeur reste vierge\u00a0: donnez un autre nom au fichier rempli. "
            "Rien n’a été écrit.",
            "out",
        )
