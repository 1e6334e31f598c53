"""The two sentences that answer « may I close? » and « have I the others' work? »."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout, QWidget

from desktop.services.exchanging.standing import Standing
from desktop.services.jobs import Progress
from desktop.ui import words
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import Picture, column, label, line, picture, push
from desktop.ui.workplace import Workplace

_BY_ITSELF = "Échanger automatiquement quand le réseau est là"
_BY_ITSELF_HELP = (
    "Après un enregistrement, au démarrage, quand le réseau revient, puis tous les quarts d’heure. "
    "Sans cela, l’échange se fait quand vous le demandez, avec F5."
)


class Head(QFrame):
    """Where one stands, and the button that exchanges, or the one that joins."""

    def __init__(self, work: Workplace, join: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._icons = work.sources.icons
        self._exchanging = work.exchanges.exchanging
        self._keeping = work.exchanges.keeping
        self.alone, self.put_out = True, False
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
        self._add_progress(inside)
        self._add_choice(inside)

    def show_standing(self, now: Standing) -> None:
        """Say where one stands."""
        self.alone, self.put_out = not now.joined, now.put_out
        _say(self.close_line, now.may_i_close)
        _say(self.others_line, now.the_others)
        self._show(self.close_line[0], sound=True)
        self._show(self.others_line[0], sound=now.joined and not now.trouble)
        self._remarks.setText("\n".join(filter(None, (*now.remarks, now.advice))))
        self._remarks.setVisible(bool(self._remarks.text()))
        self.join_button.setVisible(self.alone)
        self.by_itself.setVisible(now.joined)
        self.by_itself.setChecked(self._keeping.by_itself)
        self._follow()

    def _add_progress(self, inside: QVBoxLayout) -> None:
        self._under_way = QWidget()
        self._progress = label("", wrap=True)
        self.stop_button = push("Arrêter", self._exchanging.stop, quiet=True)
        self.stop_button.setAccessibleName("Arrêter l’échange")
        row = line(self._progress, self.stop_button)
        row.setStretch(0, 1)
        self._under_way.setLayout(row)
        inside.addWidget(self._under_way)
        self._exchanging.began.connect(self._follow)
        self._exchanging.progressed.connect(self._show_progress)

    def _add_choice(self, inside: QVBoxLayout) -> None:
        self.by_itself = QCheckBox(_BY_ITSELF)
        self.by_itself.setToolTip(_BY_ITSELF_HELP)
        self.by_itself.setAccessibleDescription(_BY_ITSELF_HELP)
        self.by_itself.clicked.connect(self._choose)
        inside.addWidget(self.by_itself)

    def _choose(self, wanted: bool) -> None:
        self._keeping.by_itself = wanted

    def _follow(self) -> None:
        # The button stays as it is: disabled, it would give the keyboard away.
        self._under_way.setVisible(self._exchanging.running)
        self._progress.setText("L’échange est en cours\u00a0; vous pouvez continuer à écrire.")

    def _show_progress(self, progress: Progress) -> None:
        total = f" sur {words.number(progress.total)}" if progress.total else ""
        self._progress.setText(f"{progress.what}\u00a0: {words.number(progress.done)}{total}")

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
