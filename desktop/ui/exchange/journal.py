"""The last exchanges: when, how long, how much, and how each ended."""

from PySide6.QtWidgets import QFrame, QWidget

from desktop.store.exchange_facts import DONE, JournalLine
from desktop.store.stored import moment_of
from desktop.ui import words
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import column, label, push

_WAYS = {"server": "par le serveur", "usb": "par clé USB"}


class JournalCard(QFrame):
    """Folded at first."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        inside = column(self, margin=16, spacing=8)
        self.fold = push("Journal des échanges", lambda: None, quiet=True)
        self.fold.setCheckable(True)
        inside.addWidget(buttons(self.fold))
        self._holder = QWidget()
        self._lines = column(self._holder, spacing=4)
        self._holder.hide()
        self.fold.toggled.connect(self._holder.setVisible)
        inside.addWidget(self._holder)

    def show_lines(self, lines: tuple[JournalLine, ...]) -> None:
        """Show these, the newest first."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in lines:
            self._lines.addWidget(label(sentence(each), wrap=True))
        if not lines:
            self._lines.addWidget(label("Aucun échange n’a encore eu lieu.", "quiet"))


def sentence(each: JournalLine) -> str:
    """Return « 23/11/2026 à 14:10 par le serveur – 3 envoyées, 12 reçues, en 2 s »."""
    way = _WAYS.get(each.way, "")
    head = " ".join(filter(None, (words.moment(moment_of(each.at)), way)))
    if each.way != "server":
        return f"{head} – {_carried(each)}"
    sent = words.counted(each.sent, "modification envoyée", "modifications envoyées")
    received = words.counted(each.received, "reçue")
    seconds = words.number(max(1, round(each.duration_ms / 1000)))
    end = "" if each.outcome == DONE else ", arrêté avant la fin"
    return f"{head} – {sent}, {received}, en {seconds}\u00a0s{end}"


def _carried(each: JournalLine) -> str:
    if each.sent:
        return words.counted(each.sent, "modification emportée", "modifications emportées")
    return words.counted(each.received, "modification reprise", "modifications reprises")
