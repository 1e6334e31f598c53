"""The health of the application in plain French, to read aloud to whoever helps."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.services.condition import Fact, condition, note_check, told
from desktop.services.health import CheckReport
from desktop.services.jobs import Ticket
from desktop.ui.pages.page import Page
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import Picture, announce, card, column, label, line, picture, push
from desktop.ui.workplace import Workplace


class HealthPage(Page):
    """Facts with a sign and a word each; a full check on demand."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._facts: tuple[Fact, ...] = ()
        self.summary = label("", wrap=True)
        self._sign = picture()
        self._frame, self._lines = card()
        scroll, holder = QScrollArea(), QWidget()
        holder.setObjectName("scrolled")
        inside = column(holder, margin=16, spacing=12)
        inside.addWidget(label("Santé de l’application", "title"))
        head = line(self._sign, self.summary)
        head.setStretch(1, 1)
        inside.addLayout(head)
        inside.addWidget(self._frame)
        self.check_button = push("Vérifier maintenant", self.check, primary=True)
        inside.addWidget(
            buttons(
                self.check_button,
                push("Copier ce rapport", self.copy),
                push("Ouvrir le dossier du carnet", lambda: work.act("folder")),
            )
        )
        inside.addStretch(1)
        scroll.setWidget(holder)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        column(self).addWidget(scroll)

    def refresh(self) -> None:
        """Look at everything again."""
        self._facts = condition(self._work.notebook, self._work.version)
        sound = all(fact.sound for fact in self._facts)
        calm = "Tout va bien. Vous pouvez fermer l’application à tout moment : rien ne se perd."
        self.summary.setText(calm if sound else "Un point mérite un regard, ci-dessous.")
        self._show_sign(self._sign, sound=sound)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for fact in self._facts:
            self._lines.addWidget(self._line(fact))

    def take_focus(self) -> None:
        """Begin with the check."""
        self.check_button.setFocus()

    def copy(self) -> None:
        """Put the report in the clipboard: it holds nothing of the records."""
        QGuiApplication.clipboard().setText(told(self._facts))
        self._work.notices.done("Le rapport est copié. Il ne contient rien de vos fiches.")

    def check(self) -> None:
        """Read every page of the base, in the background."""
        self.check_button.setEnabled(False)
        notebook = self._work.notebook

        def job(_ticket: Ticket) -> CheckReport:
            return notebook.check(full=True)

        self._work.tasks.run(job, lane="check", owner=self, done=self._checked)

    def _checked(self, report: CheckReport) -> None:
        self.check_button.setEnabled(True)
        if report.sound:
            note_check(self._work.notebook)
        tell = self._work.notices.done if report.sound else self._work.notices.warn
        tell(" ".join(report.sentences))
        self.refresh()
        announce(self, self.summary.text())

    def _line(self, fact: Fact) -> QWidget:
        made = QFrame()
        sign = picture()
        self._show_sign(sign, sound=fact.sound)
        state = "" if fact.sound else "À voir : "
        said = label(f"{state}{fact.sentence}", wrap=True)
        title = label(fact.title, "field")
        title.setMinimumWidth(self.fontMetrics().averageCharWidth() * 16)
        inside = line(sign, title, said)
        inside.setStretch(2, 1)
        made.setLayout(inside)
        return made

    def _show_sign(self, sign: Picture, *, sound: bool) -> None:
        icon, role = ("check-circle", "ok") if sound else ("warning", "attention")
        sign.show_icon(self._work.sources.icons.icon(icon, role), 20)
