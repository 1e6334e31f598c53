"""« Préparer la séance »: what has waited since the last one, and the field material to bring."""

from PySide6.QtWidgets import QWidget

from desktop.services.steering.commitments import ReviewDue
from desktop.services.steering.preparing import Material, Waiting, waiting, with_material
from desktop.ui import words
from desktop.ui.panels.follow_up import commitment_mark, decision_line, joined, rows
from desktop.ui.panels.parts import Columns, RowLine, Section, buttons
from desktop.ui.panels.undoing import edited
from desktop.ui.pieces import column, label, push
from desktop.ui.workplace import Workplace
from sync.records import RECORD_TYPES
from sync.records.meeting import Meeting

_TITLE = "Préparer la séance"
_ADD = "Ajouter à la matière de terrain"


class Preparing(QWidget):
    """Open while the session is ahead, folded once it is past; read only when open."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self._meeting: Meeting | None = None
        self.fold = push(_TITLE, self._turn, quiet=True)
        self.fold.setProperty("fold", True)
        self.fold.setCheckable(True)
        self._since = label("", "quiet", wrap=True)
        self.decisions = rows(work, "Décisions qui attendent", "Aucune décision n’attend.")
        self.reviews = rows(work, "Feuilles de route à revoir", "Aucune revue n’attend.")
        self.material = rows(
            work, "Matière de terrain à apporter", "Tout a déjà été présenté.", checkable=True
        )
        self.add = push(_ADD, self._add)
        self._inside = QWidget()
        self._build()

    def show_meeting(self, meeting: Meeting) -> None:
        """Show what waits for a session; another session opens or folds the whole."""
        if self._meeting is None or self._meeting.id != meeting.id:
            self.fold.setChecked(meeting.held_on >= self._work.sources.today())
        self._meeting = meeting
        self._show()

    def _build(self) -> None:
        self.material.checked.connect(self._offer)
        columns = Columns(
            Section("Décisions qui attendent", self.decisions),
            Section("Feuilles de route à revoir", self.reviews),
        )
        inside = column(self._inside, spacing=12)
        for part in (
            self._since,
            columns,
            Section("Ce que le terrain peut dire", self.material, buttons(self.add)),
        ):
            inside.addWidget(part)
        whole = column(self, spacing=8)
        whole.addWidget(self.fold)
        whole.addWidget(self._inside)

    def _turn(self) -> None:
        self._show()

    def _show(self) -> None:
        on = self.fold.isChecked()
        icon = "caret-down" if on else "caret-right"
        self.fold.setIcon(self._work.sources.icons.icon(icon, "action"))
        self._inside.setVisible(on)
        if on and self._meeting is not None:
            today = self._work.sources.today()
            self._tell(waiting(self._work.notebook, self._meeting.id, today))

    def _tell(self, told: Waiting) -> None:
        self._since.setText(_since(told))
        self.decisions.show_lines([decision_line(one) for one in told.decisions])
        self.reviews.show_lines([_review_line(one) for one in told.reviews])
        self.material.show_lines([_material_line(one) for one in told.material], more=_more(told))
        self.add.setVisible(bool(told.material))
        self._offer()

    def _offer(self) -> None:
        count = len(self.material.checked_ids())
        self.add.setEnabled(count > 0)
        self.add.setText(f"{_ADD} ({count})" if count else _ADD)

    def _add(self) -> None:
        if self._meeting is None:
            return
        ids = self.material.checked_ids()
        added = words.counted(len(ids), "fiche ajoutée", "fiches ajoutées")
        said = f"{added} à la matière de terrain."
        changes = with_material(self._work.notebook, self._meeting.id, ids)
        if edited(self._work, self._meeting.id, changes, said):
            self.material.setFocus()


def _since(told: Waiting) -> str:
    if told.last is None or told.last_on is None:
        return "C’est la première séance de ce type\u00a0: voici ce qui attend."
    return f"Depuis la dernière séance de ce type, le {words.short_day(told.last_on)}."


def _more(told: Waiting) -> str:
    least = "au moins " if told.at_least else ""
    return f"et {least}{words.counted(told.more, 'autre')}" if told.more else ""


def _review_line(review: ReviewDue) -> RowLine:
    when = f"à revoir depuis le {words.short_day(review.on)}" if review.on else "jamais revue"
    return RowLine(review.id, review.title, when, commitment_mark(review.state))


def _material_line(material: Material) -> RowLine:
    kind = RECORD_TYPES[material.kind].label if material.kind == "observation" else "Récit"
    here = "" if material.here else "autre territoire"
    return RowLine(material.id, material.heading, joined(kind, here))
