"""Ideas on their way: the one rule for passing to another stage, and what else is written there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from desktop.services.notebook import Notebook
from desktop.services.reading import Reading
from desktop.services.stored_values import code_of
from sync.operations.operation import Value
from sync.records.coding import to_json, understood
from sync.records.idea import Idea
from sync.records.idea_items import IdeaStage, StageStep

ASIDE: Final = (IdeaStage.PAUSED, IdeaStage.REDIRECTED, IdeaStage.DROPPED)
"""Off the path; a reason helps whoever asks later."""

PATH: Final = tuple(stage for stage in IdeaStage if stage not in ASIDE)


@dataclass(frozen=True, slots=True)
class Move:
    """An idea that passed from one stage to another; `place` is that of its step in the history."""

    idea: str
    title: str
    before: IdeaStage
    after: IdeaStage
    place: int
    act: int


def pass_to(notebook: Notebook, idea_id: str, stage: IdeaStage, today: date) -> Move | None:
    """Give an idea another stage and write the dated step in its history, as one act.

    Return None when it is already there; raises NotFound or Refused.
    """
    idea = _idea(notebook, idea_id)
    if idea.stage == stage:
        return None
    reached = _json(StageStep(stage=stage, on=today))
    told = _history(idea) or [_json(step) for step in _opening(idea)]
    notebook.edit(idea_id, {"stage": stage.value, "stage_history": [*told, reached]})
    before = code_of(IdeaStage, idea.stage, IdeaStage.HEARD)
    return Move(idea_id, idea.title, before, stage, len(told), _last_act(notebook))


def take_back(notebook: Notebook, move: Move) -> None:
    """Put an idea back where it was, as undo does; or by hand when something was done since.

    Only the step of this move leaves the history: what was written since stays. An idea that
    passed to another stage since stays there.
    """
    if _last_act(notebook) == move.act:
        notebook.undo()
        return
    idea = _idea(notebook, move.idea)
    history = _history(idea)
    if _is_of(move, history):
        del history[move.place]
    stage = move.before.value if idea.stage == move.after else idea.stage
    notebook.edit(move.idea, {"stage": stage, "stage_history": history or None})


def give_reason(notebook: Notebook, move: Move, reason: str) -> None:
    """Write why an idea changed stage beside the step of that day."""
    steps = _history(_idea(notebook, move.idea))
    if _is_of(move, steps) and reason.strip():
        steps[move.place] = {**steps[move.place], "note": reason.strip()}
        notebook.edit(move.idea, {"stage_history": steps})


def tell_residents(notebook: Notebook, idea_id: str, today: date) -> None:
    """Write that the answer was given to the residents today."""
    notebook.edit(idea_id, {"told_residents_on": today.isoformat()})


def stage_before(idea: Idea) -> IdeaStage:
    """Return the last stage on the path that an idea put aside had reached."""
    on_path = [step.stage for step in understood(idea).stage_history if step.stage in PATH]
    return on_path[-1] if on_path else IdeaStage.HEARD


def plain_name(stage: IdeaStage) -> str:
    """Return the name of a stage without its rank: « Porteur trouvé »."""
    return stage.label.partition(" – ")[2] or stage.label


def _idea(reading: Reading, idea_id: str) -> Idea:
    record = reading.get(idea_id)
    assert isinstance(record, Idea)
    return record


def _opening(idea: Idea) -> tuple[StageStep, ...]:
    """Return the first step that a history without any begins with."""
    made = Idea.suggestions({"stage": idea.stage, "heard_on": idea.heard_on})
    return tuple(made.get("stage_history", ()))


def _history(idea: Idea) -> list[Any]:
    """Return the steps of an idea as they are kept, those of a newer version too."""
    kept = to_json(idea).get("stage_history")
    return list(kept) if isinstance(kept, list) else []


def _is_of(move: Move, steps: Sequence[Any]) -> bool:
    """Tell whether the step of a move is still where the move wrote it."""
    step = steps[move.place] if move.place < len(steps) else None
    return isinstance(step, Mapping) and step.get("stage") == move.after


def _json(step: StageStep) -> dict[str, Value]:
    return step.model_dump(mode="json", exclude_none=True)


def _last_act(notebook: Notebook) -> int:
    act = notebook.next_undo()
    return act.number if act is not None else 0
