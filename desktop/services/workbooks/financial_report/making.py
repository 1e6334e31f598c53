"""Make the financial report of an action: through the gate, into a file, into the registry."""

from datetime import date
from pathlib import Path

from desktop.errors import BadInput
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.reading import Reading
from desktop.services.workbooks.choice import Choice, Format
from desktop.services.workbooks.financial_report.content import CODE, content, sources_of
from desktop.services.workbooks.gate.gate import Checked
from desktop.services.workbooks.gate.passages import Remarks
from desktop.services.workbooks.leaving import Leaving, check_place, checked_content
from desktop.services.workbooks.naming import file_name, plain
from desktop.services.workbooks.register import Sent
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action


def prepared(
    notebook: Notebook,
    action_id: str,
    *,
    today: date,
    remarks: Remarks,
    note: str = "",
    ticket: Ticket | None = None,
) -> Checked:
    """Return what the report of an action would say; raises NotFound or NotTellable."""
    followed = ticket or Ticket()
    sources = _sources(notebook, action_id, today)
    made = content(sources, action_id)
    return checked_content(made, sources, remarks, note=note, ticket=followed)


def write_report(
    notebook: Notebook,
    action_id: str,
    path: Path,
    *,
    today: date,
    remarks: Remarks,
    note: str = "",
    ticket: Ticket | None = None,
) -> Sent:
    """Write the report of an action, in the format that its name asks for, and register it.

    Raises what `prepared` raises, Held, Blocked, BadInput, NotWritten, DiskFull, or Cancelled.
    """
    format = format_of(path)
    check_place(path, format)
    followed = ticket or Ticket()
    with notebook.base.at_one_moment():
        checked = prepared(
            notebook, action_id, today=today, remarks=remarks, note=note, ticket=followed
        )
        action = _action(notebook, action_id)
        scope = sources_of(notebook, action.year, today).scope
        leaving = Leaving(notebook, Choice(CODE, scope), _stem(action), today, followed)
        leaving.write(checked, path, format)
    return leaving.register(checked, path, format)


def offered_name(reading: Reading, action_id: str, today: date) -> str:
    """Return the name offered for the file of a report, without its ending."""
    return file_name(_stem(_action(reading, action_id)), 1, today)


def format_of(path: Path) -> Format:
    """Return the format that the name of a file asks for; raises BadInput."""
    ending = path.suffix.lower()
    for format in Format:
        if format.ending == ending:
            return format
    raise BadInput(
        "Un compte rendu financier s’écrit en .odt (texte), .xlsx ou .ods (classeur), ou .zip "
        "(CSV)\u00a0: changez la fin du nom du fichier. Rien n’a été écrit.",
        "out",
    )


def _sources(notebook: Notebook, action_id: str, today: date) -> Sources:
    return sources_of(notebook, _action(notebook, action_id).year, today)


def _action(reading: Reading, action_id: str) -> Action:
    found = reading.get(action_id)
    if not isinstance(found, Action):
        raise BadInput("Cette fiche n’est pas une action. Rien n’a été écrit.", "action")
    return found


def _stem(action: Action) -> str:
    return "_".join(filter(None, (CODE, plain(action.code), plain(action.title), str(action.year))))
