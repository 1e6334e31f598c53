"""What is followed up, as lines of a panel: a state is an icon and the words that say the same."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from desktop.services.steering.decisions import FollowedDecision
from desktop.services.steering.linked import Linked, LinkedTask
from desktop.ui import words
from desktop.ui.panels.rows import Mark, RecordRows, RowLine
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES
from sync.records.commitment import CommitmentState
from sync.records.decision import DecisionState
from sync.records.task import TaskState

_TO_DO, _GOING = ("calendar-blank", "text"), ("path", "action")
_DONE, _LEFT = ("check-circle", "ok"), ("x", "secondary")
_DECISIONS = MappingProxyType(
    {
        DecisionState.TO_DO: _TO_DO,
        DecisionState.IN_PROGRESS: _GOING,
        DecisionState.DONE: _DONE,
        DecisionState.LAPSED: _LEFT,
    }
)
_TASKS = MappingProxyType(
    {
        TaskState.TO_DO: _TO_DO,
        TaskState.IN_PROGRESS: _GOING,
        TaskState.DONE: _DONE,
        TaskState.DROPPED: _LEFT,
    }
)
_COMMITMENTS = MappingProxyType(
    {
        CommitmentState.TO_NEGOTIATE: ("handshake", "text"),
        CommitmentState.AGREED: ("check-square", "action"),
        CommitmentState.IN_PROGRESS: _GOING,
        CommitmentState.KEPT: _DONE,
        CommitmentState.PARTLY_KEPT: ("scales", "attention"),
        CommitmentState.NOT_KEPT: ("x", "error"),
    }
)


def rows(work: Workplace, name: str, empty: str = "", *, checkable: bool = False) -> RecordRows:
    """Return an empty list whose lines open on the page of their kind."""
    icons, opens = work.sources.icons, work.sources.open_record
    return RecordRows(name, icons, opens, empty=empty, checkable=checkable)


def lateness(days: int) -> str:
    """Return « en retard de 12 jours », nothing when it is not."""
    return f"en retard de {words.counted(days, 'jour')}" if days else ""


def decision_mark(state: DecisionState, late: int = 0) -> Mark:
    """Return the state of a decision."""
    return _marked(state.label, _DECISIONS[state], late)


def task_mark(state: TaskState, late: int = 0) -> Mark:
    """Return the state of a task."""
    return _marked(state.label, _TASKS[state], late)


def commitment_mark(state: CommitmentState, late: int = 0) -> Mark:
    """Return the state of a roadmap."""
    return _marked(state.label, _COMMITMENTS[state], late)


def decision_line(decision: FollowedDecision) -> RowLine:
    """Return a decision with who carries it and by when."""
    owner = f"pilote\u00a0: {decision.owner}" if decision.owner else ""
    mark = decision_mark(decision.state, decision.late)
    return RowLine(decision.id, decision.title, joined(owner, by(decision.due_on)), mark)


def task_line(work: Workplace, task: LinkedTask) -> RowLine:
    """Return a task with who does it and by when; the name goes when the screen is shown."""
    who = work.discretion.shown(task.who)
    mark = task_mark(task.state, task.late)
    return RowLine(task.id, task.what, joined(who, by(task.due_on)), mark)


def plain_line(one: Linked) -> RowLine:
    """Return a record with its kind."""
    return RowLine(one.id, one.heading, RECORD_TYPES[one.kind].label)


def short_lines(several: Sequence[Linked]) -> tuple[RowLine, ...]:
    """Return records whose kind is said by the heading above them."""
    return tuple(RowLine(one.id, one.heading) for one in several)


def by(due_on: date | None) -> str:
    """Return « pour le 13/11/2026 », nothing without a day."""
    return f"pour le\u00a0{words.short_day(due_on)}" if due_on else ""


def joined(*parts: str) -> str:
    """Return what is there, with a dot between."""
    return " · ".join(part for part in parts if part)


def _marked(said: str, look: tuple[str, str], late: int) -> Mark:
    if late:
        return Mark("warning", f"{said}, {lateness(late)}", "attention")
    icon, role = look
    return Mark(icon, said, role)
