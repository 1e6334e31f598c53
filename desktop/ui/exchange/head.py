"""The two sentences that answer « may I close? » and « have I the others' work? »."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desktop.services.exchanging.standing import Standing
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import Picture, column, label, line, picture, push
from desktop.ui.workplace import Workplace


class Head(QFrame):
    """Where one stands, and the button that exchanges, or the one that joins."""

    def __init__(self, work: Workplace, join: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._icons = work.sources.icons
        self.alone = True
        inside = column(self, margin=16, spacing=8)
        self.close_line = self._line(inside)
        self.others_line = self._line(inside)
        self._remarks = label("", wrap=True)
        inside.addWidget(self._remarks)
        self.exchange_button = push(
            "Échanger maintenant  F5", lambda: work.act("exchange"), primary=True
        )
        self.exchange_button.setAccessibleName("Échanger maintenant")
        self.join_button = push("Rejoindre un serveur…", join)
        inside.addWidget(buttons(self.exchange_button, self.join_button))

    def show_standing(self, now: Standing) -> None:
        """Say where one stands."""
        self.alone = not now.joined
        _say(self.close_line, now.may_i_close)
        _say(self.others_line, now.the_others)
        self._show(self.close_line[0], sound=True)
        self._show(self.others_line[0], sound=now.joined and not now.trouble)
        self._remarks.setText("\n".join(filter(None, (*now.remarks, now.advice))))
        self._remarks.setVisible(bool(self._remarks.text()))
        self.join_button.setVisible(self.alone)

    def _line(self, inside: QVBoxLayout) -> tuple[Picture, QLabel]:
        sign, said = picture(), label("", wrap=True)
        row = line(sign, said)
        row.setStretch(1, 1)
        inside.addLayout(row)
        return sign, said

    def _show(self, sign: Picture, *, sound: bool) -> None:
        icon, role = ("check-circle", "ok") if sound else ("info", "secondary")
        sign.show_icon(self._icons.icon(icon, role), 20)


def _say(row: tuple[Picture, QLabel], sentence: str) -> None:
    row[1].setText(sentence)
