"""What happens when a card changes place: one act, a word about it, the way back, a reason."""

from PySide6.QtCore import QObject

from desktop.errors import UserError
from desktop.services.ideas.board import Card
from desktop.services.ideas.stages import (
    ASIDE,
    Move,
    give_reason,
    pass_to,
    plain_name,
    stage_before,
    take_back,
)
from desktop.ui.ideas.board import IdeaBoard
from desktop.ui.ideas.reason_bar import ReasonBar
from desktop.ui.notices import Offer
from desktop.ui.workplace import Workplace
from sync.records.idea import Idea
from sync.records.idea_items import IdeaStage


class Moving(QObject):
    """Listens to the board; the chosen card keeps the keyboard."""

    def __init__(self, work: Workplace, board: IdeaBoard, reason: ReasonBar) -> None:
        super().__init__(board)
        self._work = work
        self._board = board
        self._reason = reason
        board.moved.connect(self.move_card)
        board.ended.connect(self._at_the_end)
        reason.given.connect(self._keep_reason)
        reason.over.connect(board.take_focus)

    def move_card(self, idea: str, stage: IdeaStage) -> None:
        """Give an idea another stage, and say so."""
        self._reason.settle()
        try:
            move = pass_to(self._work.notebook, idea, stage, self._work.sources.today())
        except UserError as error:
            self._work.notices.failed(error)
            return
        if move is not None:
            self._follow(idea)
            self._tell(move)

    def _tell(self, move: Move) -> None:
        sentence = f"«\u00a0{move.title}\u00a0» passée à «\u00a0{plain_name(move.after)}\u00a0»."
        self._work.notices.done(sentence, Offer("Annuler", lambda: self._back(move)))
        if move.after in ASIDE:
            self._reason.ask(move)
        elif not self._reason.isHidden():
            self._reason.close_bar()

    def _back(self, move: Move) -> None:
        try:
            take_back(self._work.notebook, move)
        except UserError as error:
            self._work.notices.failed(error)
            return
        self._reason.close_bar()
        self._follow(move.idea)
        name = plain_name(move.before)
        self._work.notices.done(f"«\u00a0{move.title}\u00a0» est revenue à «\u00a0{name}\u00a0».")

    def _keep_reason(self, move: Move, text: str) -> None:
        try:
            give_reason(self._work.notebook, move, text)
        except UserError as error:
            self._work.notices.failed(error)
            return
        self._follow(move.idea)
        self._work.notices.done("La raison est notée dans l’histoire de l’idée.")

    def _at_the_end(self, card: Card, side: int) -> None:
        """Take a card back from the shelf, or say where the other stages are."""
        if card.stage in ASIDE and side < 0:
            record = self._work.notebook.get(card.id)
            if isinstance(record, Idea):
                self.move_card(card.id, stage_before(record))
            return
        self._work.notices.tell(
            "Cette idée est au bout de ce chemin. Pour la ranger ou la reprendre, ouvrez"
            " «\u00a0Passer à…\u00a0»."
        )

    def _follow(self, idea: str) -> None:
        self._board.select(idea)
        self._board.take_focus()
