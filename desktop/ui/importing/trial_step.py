"""The third step: what the import would do, said before anything is written."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from desktop.importing.plan import Outcome, Remark
from desktop.services.importing.trial import Sample, Trial
from desktop.ui import words
from desktop.ui.discretion import Discretion
from desktop.ui.flow import FlowLayout
from desktop.ui.icons import Icons
from desktop.ui.importing import saying
from desktop.ui.importing.scrolled import over_its_buttons
from desktop.ui.observations.rows import Heading, Line, RowsView
from desktop.ui.panels.parts import buttons
from desktop.ui.pieces import announce, column, label, line, picture, push, repolish
from sync.records.fields import FieldSpec

_REMARKS = (
    Heading("Ligne", "Ligne du fichier", number=True),
    Heading("Quoi", "Ce qu’il faut en faire"),
    Heading("Colonne"),
    Heading("Ce qu’il en est"),
)
_WRITTEN = {Outcome.CREATE: "nouvelle", Outcome.MODIFY: "modifiée"}


class TrialStep(QWidget):
    """Tells `accepted`, `reread` or `left`; shows the first remarks and the first records."""

    accepted = Signal()
    reread = Signal()
    left = Signal()

    def __init__(self, icons: Icons, discretion: Discretion) -> None:
        super().__init__()
        self._icons = icons
        self._discretion = discretion
        self._trial: Trial | None = None
        self.file = label("", "section", wrap=True)
        self.advice = label("", wrap=True)
        self.tabs = QTabWidget()
        self.remarks = RowsView("Remarques sur les lignes", _REMARKS, telling=3)
        self.detail = label("", wrap=True)
        self.more = label("", "quiet", wrap=True)
        self.copy_button = push("Copier les remarques", self._copy)
        self.accept_button = push("Importer", self.accepted.emit, primary=True)
        self.reread_button = push("Relire le fichier", self.reread.emit)
        self.back = push("Revenir aux colonnes", self.left.emit, quiet=True)
        self.preview: RowsView | None = None
        self._build()
        self.remarks.turned.connect(lambda _id: self._show_detail())
        discretion.tell(self, self._show_again)

    def show_trial(self, trial: Trial) -> None:
        """Show what an import would do."""
        self._trial = trial
        self.file.setText(
            f"{saying.about_file(trial.sketch)} – {saying.title_of(trial.sketch.read_as)}"
        )
        self._show_counts(trial)
        self.advice.setText(saying.advice(trial))
        self.accept_button.setText(saying.accept_said(trial))
        self.accept_button.setEnabled(not trial.refused and trial.writes > 0)
        self.reread_button.setProperty("primary", trial.refused)
        repolish(self.reread_button)
        self._show_again()
        self.tabs.setCurrentIndex(1 if trial.refused or not trial.samples else 0)

    def take_focus(self) -> None:
        """Put the keyboard on what comes next."""
        following = self.accept_button if self.accept_button.isEnabled() else self.reread_button
        following.setFocus()

    def fit(self) -> None:
        """Fit the tables to another size of text."""
        self.remarks.fit()
        if self.preview is not None:
            self.preview.fit()

    def told(self) -> str:
        """Return the counts and the advice as one says them aloud."""
        if self._trial is None:
            return ""
        counts = ", ".join(text for text, _, _ in saying.counts_said(self._trial))
        return f"{counts}. {saying.advice(self._trial)}"

    def _show_again(self) -> None:
        if self._trial is not None:
            self._show_remarks(self._trial)
            self._show_preview(self._trial)

    def _show_counts(self, trial: Trial) -> None:
        while (item := self._counts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for text, icon, colour in saying.counts_said(trial):
            sign, block = picture(), QWidget()
            sign.show_icon(self._icons.icon(icon, colour), 20)
            block.setLayout(line(sign, label(text, "field"), spacing=6))
            self._counts.addWidget(block)
            block.show()

    def _show_remarks(self, trial: Trial) -> None:
        found = trial.remarks
        shown = found[: saying.MOST_REMARKS]
        self.remarks.show_lines([self._remark_line(at, one) for at, one in enumerate(shown)])
        self.tabs.setTabText(1, f"Remarques ({words.number(len(found))})")
        self.copy_button.setEnabled(bool(found))
        self.more.setText(
            saying.more_said(len(found)) if found else "Aucune remarque sur les lignes."
        )
        if found and not self.remarks.current:
            self.remarks.choose("0")
        self._show_detail()

    def _remark_line(self, at: int, one: Remark) -> Line:
        cells = (words.number(one.line), saying.NATURES[one.nature], one.column, self._said(one))
        return Line(str(at), cells)

    def _said(self, one: Remark) -> str:
        """Return a sentence as it may be shown now: it may quote a cell."""
        return self._discretion.shown(one.sentence)

    def _show_detail(self) -> None:
        """Say the current remark whole: a column of a table may cut it."""
        if self._trial is None or not self.remarks.current:
            self.detail.hide()
            return
        one = self._trial.remarks[int(self.remarks.current)]
        self.detail.setText(f"Ligne {words.number(one.line)}\u00a0: {self._said(one)}")
        self.detail.show()

    def _show_preview(self, trial: Trial) -> None:
        if self.preview is not None:
            self._previewed.removeWidget(self.preview)
            self.preview.hide()
            self.preview.deleteLater()
        self.preview = RowsView(
            "Premières fiches qui seraient écrites", _headings(trial), telling=3
        )
        self.preview.show_lines([self._sample_line(trial, one) for one in trial.samples])
        self._previewed.insertWidget(0, self.preview, 1)
        QWidget.setTabOrder(self.tabs.tabBar(), self.preview)
        left = trial.writes - len(trial.samples)
        self._rest.setText(
            f"Et {words.counted(left, 'autre fiche', 'autres fiches')}." if left else ""
        )
        self._rest.setVisible(left > 0)

    def _sample_line(self, trial: Trial, one: Sample) -> Line:
        pairs = zip(trial.fields, one.cells, strict=True)
        cells = [self._cell(field, value) for field, value in pairs]
        return Line(str(one.line), (words.number(one.line), _WRITTEN[one.outcome], *cells))

    def _cell(self, field: FieldSpec, value: str | int | float | None) -> str:
        text = words.cell(field, value)
        return self._discretion.shown(text) if self._discretion.hides(field) else text

    def _copy(self) -> None:
        if self._trial is None:
            return
        QGuiApplication.clipboard().setText(saying.remarks_said(self._trial.remarks))
        announce(self, "Les remarques sont copiées.")

    def _build(self) -> None:
        counts = QWidget()
        self._counts = FlowLayout(counts, across=24, down=6)
        previewed, remarked = QWidget(), QFrame()
        self._rest = label("", "quiet")
        self._previewed: QVBoxLayout = column(previewed, spacing=6)
        self._previewed.addWidget(self._rest)
        inside = column(remarked, spacing=6)
        inside.addWidget(self.remarks, 1)
        inside.addWidget(self.detail)
        told = line(self.copy_button, self.more, spacing=12)
        told.setStretch(1, 1)
        inside.addLayout(told)
        self.tabs.addTab(previewed, "Ce qui serait écrit")
        self.tabs.addTab(remarked, "Remarques")
        self.tabs.setAccessibleName("Détail de l’essai")
        body = QWidget()
        whole = column(body, spacing=10)
        for part in (self.file, counts, self.advice):
            whole.addWidget(part)
        whole.addWidget(self.tabs, 1)
        foot = buttons(self.accept_button, self.reread_button, self.back)
        over_its_buttons(self, body, foot)


def _headings(trial: Trial) -> tuple[Heading, ...]:
    first = (Heading("Ligne", "Ligne du fichier", number=True), Heading("Fiche"))
    return (*first, *(Heading(field.title) for field in trial.fields))
