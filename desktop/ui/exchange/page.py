"""The page « Échanges »: may I close, have I the others' work, and what waits for my opinion."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.services.differences.asking import Undecided, count, differences, may_decide
from desktop.services.differences.merged import Reunion, merged, seen
from desktop.services.differences.resolving import postpone, resolve
from desktop.services.exchanging.standing import standing
from desktop.services.jobs import Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.store.enrolment import enrolment_of
from desktop.store.exchange_facts import ExchangeFacts
from desktop.ui import words
from desktop.ui.carrying.card import UsbCard
from desktop.ui.exchange.difference_card import DifferenceCard, cards_for
from desktop.ui.exchange.exchanging import LANE, End
from desktop.ui.exchange.head import Head
from desktop.ui.exchange.join_form import JoinForm
from desktop.ui.exchange.journal import JournalCard
from desktop.ui.exchange.merges_card import MergesCard
from desktop.ui.exchange.network_card import NetworkCard
from desktop.ui.exchange.removals_card import RemovalsCard
from desktop.ui.notices import Offer
from desktop.ui.pages.page import Page
from desktop.ui.pieces import column, label
from desktop.ui.revealing import reveal
from desktop.ui.tab_order import anchor, lead_tab
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES

if TYPE_CHECKING:
    from desktop.services.exchanging.joining import Joined

_JOURNAL = 30
_CALM = "Aucune fiche ne demande votre avis."


class ExchangePage(Page):
    """What was typed on a card stays for as long as its record waits for a choice."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self.head = Head(work, self.show_join)
        self.join_form = JoinForm(work)
        self.join_form.hide()
        self.join_form.asked.connect(self.join)
        self.cards: list[DifferenceCard] = []
        self.merges: MergesCard | None = None
        self.removals: RemovalsCard | None = None
        self.usb, self.network = UsbCard(work, self.show_join), NetworkCard(work)
        self.journal = JournalCard()
        self._calm = label(_CALM, "quiet", wrap=True)
        self._differences = _Block()
        self._together = _Block()
        self._guarded = _Block()
        self._build()
        work.discretion.tell(self, self._show_again)
        work.exchanges.exchanging.ended.connect(self._on_end)

    def refresh(self) -> None:
        """Read where one stands, what is to decide and what was put together."""
        notebook, inside = self._work.notebook, self._holds_focus()
        self.head.show_standing(standing(notebook))
        self.usb.refresh()
        self._show_form()
        self._show_removals()
        self._show_differences(differences(notebook) if may_decide(notebook) else ())
        self._show_merges(merged(notebook))
        self.journal.show_lines(ExchangeFacts(notebook.base.db).journal(_JOURNAL))
        if inside and not self._holds_focus():
            self.take_focus()

    def on_changed(self, _changed: Changed) -> None:
        """Read again when on screen; it is read anyway when it is shown."""
        if self.isVisible():
            self.refresh()

    def turn_to(self, view: str) -> None:
        """Open one of the two forms of the key."""
        {"make_key": self.usb.prepare, "read_key": self.usb.read}[view]()

    def look_at(self, path: Path) -> None:
        """Say what an exchange file holds."""
        self.usb.look_at(path)

    def take_focus(self) -> None:
        """Begin with the exchange, or with the first choice that waits."""
        first = self.cards[0].boxes[0].choices[0] if self.cards else self.head.exchange_button
        if self.removals is not None:
            first = self.removals.refuse_button
        first.setFocus()
        # The cards that were taken away still have their room until the next turn.
        QTimer.singleShot(0, first, lambda: self._scroll.ensureWidgetVisible(first, 20, 80))

    def show_join(self) -> None:
        """Open the form that joins a server, or that takes one's place there again."""
        self.join_form.show()
        (self.join_form.code if self.head.put_out else self.join_form.server).setFocus()

    def join(self) -> None:
        """Join the server in the background."""
        form = self.join_form
        given = tuple(box.text().strip() for box in (form.server, form.code, form.computer))
        form.join_button.setEnabled(False)
        self._work.tasks.run(
            partial(_entered, self._work.notebook, given),
            lane=LANE,
            owner=self,
            done=self._joined,
            failed=self._not_joined,
            stopped=self._show_joined,
        )

    def keep_result(self, card: DifferenceCard) -> None:
        """Write the result of a card."""
        if card.fault():
            self._work.notices.warn(card.fault())
            return
        try:
            resolve(self._work.notebook, card.asked, card.values())
        except UserError as error:
            self._work.notices.failed(error)
            self.refresh()
            return
        undo = Offer("Annuler", partial(self._work.act, "undo"))
        self._work.notices.done("Votre choix est gardé.", undo)
        self.take_focus()

    def put_off(self, card: DifferenceCard) -> None:
        """Leave a record for later."""
        postpone(self._work.notebook, card.asked.record)
        self.refresh()
        self.take_focus()
        self._work.notices.tell("La fiche attend votre avis, en bas de la liste.")

    def mark_seen(self) -> None:
        """Take what was put together off the list."""
        if self.merges is not None:
            seen(self._work.notebook, [each.number for each in self.merges.reunions])
        self.refresh()
        self.take_focus()

    def _holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _joined(self, joined: "Joined") -> None:
        self._show_joined()
        self._work.notices.done(
            f"Ce carnet échange maintenant avec «\u00a0{joined.space_name}\u00a0»."
        )
        if joined.trouble is not None:
            self._work.notices.failed(joined.trouble)

    def _show_joined(self) -> None:
        """Read all again: also stopped, once its code has served, a notebook has joined."""
        self.join_form.join_button.setEnabled(True)
        self._work.notebook.tell(Changed(frozenset(RECORD_TYPES), ()))
        self.refresh()

    def _not_joined(self, error: BaseException) -> None:
        self.join_form.join_button.setEnabled(True)
        if not isinstance(error, UserError):
            raise error
        self.join_form.show_fault(f"{error.sentence} {error.advice}".strip())
        if getattr(error, "field", "") == "code" and self.isVisible():
            self.join_form.type_again()
            reveal(self.join_form)

    def _show_differences(self, asked: tuple[Undecided, ...]) -> None:
        self._show_cards(asked, anew=False)
        self._calm.setText(_calm(self._work.notebook))
        self._calm.setVisible(not asked)

    def _show_cards(self, asked: Iterable[Undecided], *, anew: bool) -> None:
        self.cards = cards_for(asked, self.cards, self._new_card, anew=anew)
        self._differences.show_parts(self.cards)

    def _new_card(self, asked: Undecided, before: DifferenceCard | None) -> DifferenceCard:
        made = DifferenceCard(asked, self._work.sources, before)
        made.kept.connect(partial(self.keep_result, made))
        made.later.connect(partial(self.put_off, made))
        made.opened.connect(partial(self.chosen.emit, asked.record))
        return made

    def _show_form(self) -> None:
        """Show where to type a code: when it was asked for, or when the server knows us no more."""
        out, here = self.head.put_out, enrolment_of(self._work.notebook.base.settings)
        self.join_form.turn(again=out, server=here.url if here is not None else "")
        self.join_form.setVisible(out or (self.join_form.isVisible() and self.head.alone))

    def _show_removals(self) -> None:
        asked = self._work.exchanges.exchanging.removals
        if (self.removals.asked if self.removals is not None else None) is asked:
            return
        self.removals = RemovalsCard(self._work, asked) if asked is not None else None
        self._guarded.show_parts([self.removals] if self.removals is not None else [])

    def _on_end(self, _end: End) -> None:
        if self.isVisible():
            self.refresh()

    def _show_merges(self, reunions: tuple[Reunion, ...]) -> None:
        if self.merges is not None and self.merges.reunions == reunions:
            return
        self.merges = MergesCard(reunions, self._work.sources) if reunions else None
        if self.merges is not None:
            self.merges.seen.connect(self.mark_seen)
            self.merges.opened.connect(self.chosen)
        self._together.show_parts([self.merges] if self.merges is not None else [])

    def _show_again(self) -> None:
        """Draw the values again: they are hidden, or shown, from now on."""
        self._show_cards([card.asked for card in self.cards], anew=True)
        self.merges, self.removals = None, None
        if self.isVisible():
            self.refresh()

    def _build(self) -> None:
        self._scroll = scroll = QScrollArea()
        holder = QWidget()
        holder.setObjectName("scrolled")
        inside = column(holder, margin=16, spacing=12)
        inside.addWidget(label("Échanges", "title"))
        parts = (self.head, self.join_form, self._guarded, self._calm, self._differences)
        for part in (*parts, self._together, self.usb, self.network, self.journal):
            inside.addWidget(part)
        inside.addStretch(1)
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        column(self).addWidget(scroll)


def _entered(notebook: Notebook, given: tuple[str, ...], ticket: Ticket) -> "Joined":
    # Late: a notebook that lives alone never loads what joins.
    from desktop.services.exchanging.joining import join

    with notebook.second() as own:
        return join(own, *given, ticket=ticket)


def _calm(notebook: Notebook) -> str:
    """Return what stands where no choice is asked: a reader leaves them to those who write."""
    waiting = count(notebook)
    if may_decide(notebook) or not waiting:
        return _CALM
    verb = "attend" if waiting < 2 else "attendent"
    fiches = words.counted(waiting, "fiche")
    return f"{fiches} {verb} le choix d’une personne qui écrit dans cet espace."


class _Block(QWidget):
    """A column of cards, some of which may stay from one reading to the next."""

    def __init__(self) -> None:
        super().__init__()
        self._place = anchor(self)
        self._inside: QVBoxLayout = column(self, spacing=12)

    def show_parts(self, parts: Sequence[QFrame]) -> None:
        """Show these and let the others go."""
        kept = set(parts)
        while (item := self._inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in kept:
                widget.hide()
                widget.deleteLater()
        for part in parts:
            self._inside.addWidget(part)
            part.show()
        lead_tab(self._place, parts)
        self.setVisible(bool(parts))
