"""Ideas on their way: the one rule for passing to another stage, and what else is written there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.services.notebook import Notebook
from desktop.services.reading import Reading
from sync.operations.operation import Value
from sync.records.coding import to_json
from sync.records.idea import Idea
from sync.records.idea_items import IdeaStage, StageStep

ASIDE: Final = (IdeaStage.PAUSED, IdeaStage.REDIRECTED, IdeaStage.DROPPED)
"""Off the path; a reason helps whoever asks later."""

PATH: Final = tuple(stage for stage in IdeaStage if stage not in ASIDE)


@dataclass(frozen=True, slots=True)
class Move:
    """An idea that passed from one stage to another, and how to go back."""

    idea: str
    title: str
    before: IdeaStage
    after: IdeaStage
    history: Sequence[Value]
    act: int


def pass_to(notebook: Notebook, idea_id: str, stage: IdeaStage, today: date) -> Move | None:
    """Give an idea another stage and write the dated step in its history, as one act.

    Return None when it is already there; raises NotFound or Refused.
    """
    idea = _idea(notebook, idea_id)
    if idea.stage == stage:
        return None
    kept = to_json(idea).get("stage_history")
    history = list(kept) if isinstance(kept, list) else []
    told = history or [_json(step) for step in _opening(idea)]
    reached = _json(StageStep(stage=stage, on=today))
    notebook.edit(idea_id, {"stage": stage.value, "stage_history": [*told, reached]})
    return Move(idea_id, idea.title, idea.stage, stage, history, _last_act(notebook))


def take_back(notebook: Notebook, move: Move) -> None:
    """Put an idea back where it was, as undo does; or by hand when something was done since."""
    if _last_act(notebook) == move.act:
        notebook.undo()
        return
    notebook.edit(move.idea, {"stage": move.before.value, "stage_history": move.history or None})


def give_reason(notebook: Notebook, move: Move, reason: str) -> None:
    """Write why an idea changed stage beside the step of that day."""
    idea = _idea(notebook, move.idea)
    steps = [_json(step) for step in idea.stage_history]
    if steps and reason.strip():
        steps[-1] = {**steps[-1], "note": reason.strip()}
        notebook.edit(move.idea, {"stage_history": steps})


def tell_residents(notebook: Notebook, idea_id: str, today: date) -> None:
    """Write that the answer was given to the residents today."""
    notebook.edit(idea_id, {"told_residents_on": today.isoformat()})


def stage_before(idea: Idea) -> IdeaStage:
    """Return the last stage on the path that an idea put aside had reached."""
    on_path = [step.stage for step in idea.stage_history if step.stage in PATH]
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


def _json(step: StageStep) -> dict[str, Value]:
    return step.model_dump(mode="json", exclude_none=True)


def _last_act(notebook: Notebook) -> int:
    act = notebook.next_undo()
    return act.number if act is not None else 0
