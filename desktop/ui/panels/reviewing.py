"""The review of a roadmap: when the next one is due, noting one, and those that were held."""

from typing import Any

from PySide6.QtWidgets import QComboBox

from desktop.services.steering.commitments import Review, Roadmap, next_review, review_noted
from desktop.ui import words
from desktop.ui.panels.follow_up import joined
from desktop.ui.panels.parts import Facts, Section, buttons
from desktop.ui.panels.undoing import edited
from desktop.ui.pieces import CalmCombo, label, push
from desktop.ui.workplace import Workplace
from sync.records.commitment import Commitment, CommitmentState
from sync.records.fields import field_of

_STATES = tuple(CommitmentState)
_DONE = "Revue notée. La prochaine est proposée dans trois mois, le"


class Reviewing(Section):
    """Notes a review held today, and the state that it leaves, in one act."""

    def __init__(self, work: Workplace) -> None:
        super().__init__("Revue tous les trois mois")
        self._work = work
        self._record_id = ""
        self.state: QComboBox = CalmCombo()
        self.state.setMinimumContentsLength(max(len(state.label) for state in _STATES))
        self.state.addItems([state.label for state in _STATES])
        self.state.setAccessibleName("État après la revue")
        said = label("État après la revue", "quiet")
        said.setBuddy(self.state)
        self.note = push("Noter une revue aujourd’hui", self._note)
        self.past = Facts()
        self.add(said, buttons(self.state), buttons(self.note), self.past)

    def show_roadmap(self, told: Roadmap) -> None:
        """Show the reviews of a roadmap; the choice of a state waits for the button."""
        self._record_id = told.commitment.id
        self.state.setCurrentIndex(_STATES.index(told.commitment.state))
        self.say(self._due(told))
        self.past.show_facts([self._held(review) for review in told.reviews])

    def _due(self, told: Roadmap) -> str:
        if not told.going_on:
            return "L’engagement est clos\u00a0: aucune revue n’est attendue."
        on = next_review(told.commitment.last_review_on, told.commitment.next_review_on)
        if on is None:
            return "Aucune revue n’a encore eu lieu."
        days = (self._work.sources.today() - on).days
        if days > 0:
            return f"La revue attend depuis {words.counted(days, 'jour')}."
        return f"Prochaine revue\u00a0: {words.long_day(on)}."

    def _held(self, review: Review) -> tuple[str, str]:
        state = field_of(Commitment, "state").label_of(review.state)
        author = self._work.discretion.shown(review.author)
        who = f"notée par {author}" if author else ""
        return words.short_day(review.held_on), joined(state, who)

    def _note(self) -> None:
        changes: dict[str, Any] = dict(
            review_noted(self._work.sources.today(), _STATES[self.state.currentIndex()])
        )
        said = f"{_DONE} {words.short_day(changes['next_review_on'])}."
        edited(self._work, self._record_id, changes, said)
