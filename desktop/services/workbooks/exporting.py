"""Preview a workbook, export it, and make an old export again, for the window and the commands."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.errors import BadInput
from desktop.export.content import Content, Figure, LeftOut, Remark
from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.workbooks.catalogue import WORKBOOKS, workbook
from desktop.services.workbooks.choice import Choice, Format, scope_to_json
from desktop.services.workbooks.figures import several
from desktop.services.workbooks.gate.gate import Checked
from desktop.services.workbooks.gate.passages import Remarks
from desktop.services.workbooks.leaving import Leaving, check_place, checked_content
from desktop.services.workbooks.naming import file_name, stem_of
from desktop.services.workbooks.register import Sent, one_sent, sent
from desktop.services.workbooks.since import Since, since
from desktop.services.workbooks.sources import Sources
from desktop.store.sent_workbooks import LookedAt, SentWorkbooks

_READING = "Lecture des fiches"


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export would be today: `since` compares it with the last one of the same filters.

    `file_name` is the name offered for the file, without its ending.
    """

    checked: Checked
    file_name: str
    since: Since | None = None

    @property
    def content(self) -> Content:
        """Return what would leave, after the gate."""
        return self.checked.passed.content

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Return the few figures that sum it up."""
        return self.content.figures

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what is not in it and why: records left out, and what the gate took away."""
        return (*self.content.left_out, *self.checked.passed.withheld)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Return what to look at before sending."""
        return (*self.content.remarks, *self._close)

    @property
    def _close(self) -> tuple[Remark, ...]:
        """Return that whoever holds the last file as well would count a few people, if so."""
        if self.since is None or not self.since.close:
            return ()
        told = several(self.since.close, "effectif a varié", "effectifs ont varié")
        last = f"{self.since.sent.at.astimezone():%d/%m/%Y}"
        return (
            Remark(
                f"Depuis l’envoi du {last}, {told} de moins de 5 personnes\u00a0: qui a les deux"
                " fichiers peut les compter. Attendez d’autres fiches si l’on pourrait reconnaître"
                " quelqu’un."
            ),
        )


def preview(
    notebook: Notebook,
    choice: Choice,
    *,
    today: date,
    remarks: Remarks,
    note: str = "",
    ticket: Ticket | None = None,
) -> Preview:
    """Return what a workbook would say today, and what stands in its way; writes nothing.

    `remarks` reads a free text and points out what may tell too much. Raises BadInput for a
    code that is none, or Cancelled.
    """
    with notebook.base.at_one_moment():
        checked = _checked(notebook, choice, today, remarks, note=note, ticket=ticket)
        stem = stem_of(notebook, workbook(choice.code), choice.scope)
        version = SentWorkbooks(notebook.base.db).last_version(stem) + 1
        before = _last_like(notebook, choice)
        change = since(notebook, before, checked.passed.content) if before else None
    return Preview(checked, file_name(stem, version, today), change)


def once_written(preview: Preview, made: Sent) -> Preview:
    """Return a preview after its file was written: another would be the next version of it."""
    name = file_name(made.stem, made.version + 1, made.day)
    return replace(preview, file_name=name, since=Since(made))


def export(
    notebook: Notebook,
    choice: Choice,
    path: Path,
    *,
    format: Format,
    today: date,
    remarks: Remarks,
    note: str = "",
    ticket: Ticket | None = None,
) -> Sent:
    """Write a workbook, whole or not at all, and enter it in the registry.

    `note` goes to its first sheet. Raises Held while passages were not looked at, Blocked for a
    remark that blocks, BadInput for a name or a place, NotWritten, DiskFull, or Cancelled.
    """
    check_place(path, format)
    with notebook.base.at_one_moment():
        checked = _checked(notebook, choice, today, remarks, note=note, ticket=ticket)
        stem = stem_of(notebook, workbook(choice.code), choice.scope)
        leaving = Leaving(notebook, choice, stem, today, ticket or Ticket())
        leaving.write(checked, path, format)
    return leaving.register(checked, path, format)


def look_at(notebook: Notebook, keys: Collection[str]) -> None:
    """Let passages leave: somebody read them; a word that changes in one holds it again."""
    with notebook.base.writing():
        LookedAt(notebook.base.db).add(keys, notebook.base.now_ms())


def hold_again(notebook: Notebook) -> int:
    """Hold every passage that was let go, whatever the workbook; return how many."""
    with notebook.base.writing():
        return LookedAt(notebook.base.db).forget()


def changes_since(
    notebook: Notebook,
    sent_id: int,
    *,
    today: date,
    remarks: Remarks,
    ticket: Ticket | None = None,
) -> Since:
    """Return what differs between an old export and the same one today; raises NotFound."""
    with notebook.base.at_one_moment():
        old = _old(notebook, sent_id)
        checked = _checked(notebook, old.choice, today, remarks, ticket=ticket)
        return since(notebook, old, checked.passed.content)


def _checked(
    notebook: Notebook,
    choice: Choice,
    today: date,
    remarks: Remarks,
    *,
    note: str = "",
    ticket: Ticket | None = None,
) -> Checked:
    followed = ticket or Ticket()
    followed.report(0, 0, _READING)
    sources = Sources(notebook, choice.scope, today, followed.check)
    content = workbook(choice.code).content(sources)
    return checked_content(content, sources, remarks, note=note, ticket=followed)


def _old(notebook: Notebook, sent_id: int) -> Sent:
    """Return an old export of a workbook; other documents are made again where they came from."""
    old = one_sent(notebook, sent_id)
    if old.choice.code not in WORKBOOKS:
        raise BadInput(
            f"L’envoi n°\u00a0{sent_id} («\u00a0{old.title}\u00a0») n’est pas un des six "
            "classeurs\u00a0: refaites-le de la façon dont il a été fait."
        )
    return old


def _last_like(notebook: Notebook, choice: Choice) -> Sent | None:
    """Return the last export of the same workbook with the same filters."""
    wanted = scope_to_json(choice.scope)
    for each in sent(notebook):
        if each.choice.code == choice.code and scope_to_json(each.choice.scope) == wanted:
            return each
    return None
