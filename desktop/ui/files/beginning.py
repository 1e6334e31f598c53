"""A new attachment begun from the list: a file first, cleaned and put away, then its form."""

from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.services.jobs import Ticket
from desktop.ui.workplace import Workplace


def begin_attachment(work: Workplace, ask_file: Callable[[], Path | None]) -> None:
    """Ask for a file, read it on another thread, then open its form.

    Answers nothing at once: the form opens when the file is safely in the notebook. What stops it
    is told in the bar.
    """
    path = ask_file()
    if path is None:
        return
    notebook = work.notebook

    def job(_ticket: Ticket) -> Mapping[str, object]:
        # Late: the window imports this module, and no start waits for what reads pictures.
        from desktop.services.attaching.files import begun

        return begun(notebook, path)

    def open_form(values: Mapping[str, object]) -> None:
        work.begin("attachment", values)

    work.tasks.run(job, lane="files", owner=work.notices, done=open_form)
