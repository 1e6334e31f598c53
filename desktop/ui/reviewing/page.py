"""The page « À relire »: what colleagues brought, read one by one, validated or sent back."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed
from desktop.services.reviewing.inbox import PAGE, Inbox, Line, inbox
from desktop.services.reviewing.verdicts import (
    SUPERVISORS_ALONE,
    looked,
    may_review,
    send_back,
    validate,
)
from desktop.ui import words
from desktop.ui.notices import Offer
from desktop.ui.pages.page import Page
from desktop.ui.panels.parts import buttons
from desktop.ui.panels.undoing import carried_out
from desktop.ui.pieces import announce, column, label, line, push
from desktop.ui.reviewing.filters import Narrowing
from desktop.ui.reviewing.pane import Pane
from desktop.ui.reviewing.queue import Queue
from desktop.ui.workplace import Workplace

_PAUSE: Final = 250
_LANE: Final = "review"
_NOTHING: Final = (
    "Rien à relire. Les fiches de vos collègues arrivent ici après chaque échange, et celles "
    "qu’on vous envoie pour relecture."
)
_NOT_FOUND: Final = "Aucune fiche à relire ne répond à ces filtres."


class ReviewPage(Page):
    """Keys in the list: V validates what is selected, R sends back, C or Enter opens the sheet to
    correct it, S or J goes to the next, K to the one before.
    """

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._ticket: Ticket | None = None
        self._limit = PAGE
        self.inbox = Inbox()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self.refresh() if self.isVisible() else None)
        self._count = label("", "quiet")
        self._only_read = label(SUPERVISORS_ALONE, "attention", wrap=True)
        self.filters = Narrowing()
        self.queue = Queue(work.sources.icons, work.discretion)
        self.pane = Pane(work)
        self.validate_button = push("Valider (V)", self.validate, primary=True)
        self.return_button = push("Renvoyer avec ce commentaire (R)", self.send_back)
        self.open_button = push("Corriger (C)", self.open_sheet)
        self.next_button = push("Suivante (S)", self.queue.step, quiet=True)
        self.all_button = push("", self.ask_all)
        self.seen_button = push("Tout est vu", self.all_seen, quiet=True)
        self.more_button = push("Afficher la suite", self.more, quiet=True)
        self._empty = label("", "quiet", wrap=True)
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read what waits again, on another thread."""
        self._pause.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        notebook, wanted, limit = self._work.notebook, self.filters.wanted, self._limit

        def job(ticket: Ticket) -> Inbox:
            ticket.check()
            with notebook.second() as own:
                return inbox(own, wanted, limit=limit)

        self._ticket = self._work.tasks.run(job, lane=_LANE, owner=self, done=self._show)

    def on_changed(self, changed: Changed) -> None:  # noqa: ARG002 - whatever it is, it may wait
        """Read again once changes have calmed down."""
        self._pause.start()

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self.queue.setFocus()

    def validate(self) -> None:
        """Say that what is selected is right, as one act."""
        keys = [each.id for each in self.queue.selected]
        if keys:
            self._validate(keys)

    def send_back(self) -> None:
        """Send the record back; without a comment, put the cursor where it is written."""
        chosen = self.queue.line
        if chosen is None or len(self.queue.selected) > 1:
            return
        if not self.pane.asked:
            self.pane.comment.setFocus()
            announce(self, "Écrivez ce qui est à compléter, puis renvoyez la fiche.")
            return
        deed = partial(send_back, self._work.notebook, chosen.id, self.pane.asked)
        said = "La fiche est renvoyée. La personne verra votre commentaire au prochain échange."
        if carried_out(self._work, deed, said):
            self.pane.comment.clear()
            self.queue.setFocus()

    def open_sheet(self) -> None:
        """Show the whole record on the page of its kind, where it is read and corrected."""
        if self.queue.line is not None:
            self.chosen.emit(self.queue.line.id)

    def ask_all(self) -> None:
        """Ask before validating what is shown now and raises no remark, and nothing later."""
        keys = [each.id for each in self._sound()]
        count = words.counted(len(keys), "fiche")
        said = f"Valider {count} sans alerte\u00a0? Les fiches signalées restent à relire."
        offer = Offer("Valider ces fiches", partial(self._validate, keys))
        self._work.notices.tell(said, offer)

    def all_seen(self) -> None:
        """Remember that all this was seen; nothing is validated."""
        looked(self._work.notebook, self.inbox)
        self._work.notices.done("C’est noté\u00a0: seul ce qui arrivera ensuite sera nouveau.")
        self.refresh()

    def more(self) -> None:
        """Show more of the list."""
        self._limit += PAGE
        self.refresh()

    def _validate(self, keys: Sequence[str]) -> None:
        deed = partial(validate, self._work.notebook, keys)
        carried_out(self._work, deed, _validated(len(keys)))

    def _sound(self) -> list[Line]:
        return [each for each in self.inbox.lines if not each.flags]

    def _show(self, found: Inbox) -> None:
        self.inbox = found
        self._only_read.setVisible(not self._may)
        self.filters.offer_authors(found.authors)
        self._count.setText(words.counted(found.total, "fiche") if found.total else "")
        self.queue.show_lines(found.lines)
        self._fit_to_selection()
        sound = len(self._sound())
        self.all_button.setText(f"Tout valider sans alerte ({sound})…")
        self.all_button.setEnabled(sound > 0 and self._may)
        self.more_button.setVisible(found.total > len(found.lines))
        self._empty.setText(_NOT_FOUND if found.authors else _NOTHING)
        self._stack.setCurrentIndex(0 if found.lines else 1)
        self.shown.emit()

    def _point(self, chosen: Line | None) -> None:
        if chosen is not None:
            self.pane.show_line(chosen)

    @property
    def _may(self) -> bool:
        return may_review(self._work.notebook)

    def _connect(self) -> None:
        self.queue.chosen.connect(self._point)
        self.queue.itemActivated.connect(lambda _item: self.open_sheet())
        self.queue.itemSelectionChanged.connect(self._fit_to_selection)
        keys = (
            ("V", self.validate),
            ("R", self.send_back),
            ("C", self.open_sheet),
            ("S", self.queue.step),
            ("J", self.queue.step),
            ("K", partial(self.queue.step, -1)),
        )
        for key, act in keys:
            self.queue.on_key(key, act)
        self.filters.changed.connect(self._narrow)

    def _fit_to_selection(self) -> None:
        """Say how many would be validated, and whether one may; a comment is for one record."""
        count = len(self.queue.selected)
        text = "Valider (V)" if count < 2 else f"Valider les {count} fiches (V)"
        self.validate_button.setText(text)
        self.validate_button.setEnabled(self._may)
        self.return_button.setEnabled(self._may and count < 2)

    def _narrow(self) -> None:
        self._limit = PAGE
        self.refresh()

    def _build(self) -> None:
        inside = column(self, margin=12)
        title = label("À relire", "title")
        inside.addLayout(line(title, self._count, None, self.seen_button, self.all_button))
        inside.addWidget(self.filters)
        inside.addWidget(self._only_read)
        self._only_read.setVisible(not self._may)
        self._stack.addWidget(self._two_halves())
        nothing = QWidget()
        inner = column(nothing, margin=24)
        inner.addStretch(1)
        inner.addWidget(self._empty)
        inner.addWidget(buttons(push("Retour à aujourd’hui", lambda: self._work.go("home"))))
        inner.addStretch(2)
        self._stack.addWidget(nothing)
        inside.addWidget(self._stack, 1)

    def _two_halves(self) -> QSplitter:
        left = QWidget()
        beside = column(left)
        beside.addWidget(self.queue, 1)
        beside.addWidget(self.more_button)
        verdict = (self.validate_button, self.return_button, self.open_button, self.next_button)
        self.pane.add_buttons(buttons(*verdict))
        self._fit_to_selection()
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(left)
        halves.addWidget(self.pane)
        halves.setSizes([420, 620])
        return halves


def _validated(count: int) -> str:
    if count < 2:
        return "La fiche est validée."
    return f"{words.counted(count, 'fiche')}\u00a0: c’est validé."
