"""What was said of the ideas on the board, kept until a verb may have changed it."""

from collections.abc import Mapping, Sequence

from desktop.services.ideas.board import Card, Echo, echoes
from desktop.services.notebook import Changed
from desktop.services.reading import Reading

_SPEAK = frozenset({"visit", "observation", "meeting"})


class Hearing:
    """Asks the notebook once for each card seen, so that moving one reads nothing again."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[str, Echo] = {}

    @property
    def known(self) -> Mapping[str, Echo]:
        """Return what was asked so far, by idea."""
        return self._known

    def of(self, cards: Sequence[Card]) -> Mapping[str, Echo]:
        """Return what was said of these ideas."""
        unheard = [card for card in cards if card.id not in self._known]
        if unheard:
            self._known.update(echoes(self._reading, unheard))
        return {card.id: self._known[card.id] for card in cards}

    def on_changed(self, changed: Changed) -> None:
        """Forget what a verb may have changed."""
        if changed.kinds & _SPEAK:
            self._known.clear()
        for idea in changed.ids:
            self._known.pop(idea, None)
