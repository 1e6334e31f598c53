"""What is asked of each file before it is added: a legend, and whether somebody is recognisable."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.photos.prepared import Prepared
from desktop.services.attaching.files import Piece
from desktop.ui import words
from desktop.ui.icons import Icons
from desktop.ui.pieces import CalmCombo, announce, column, label, line, picture, push, repolish
from sync.records.attachment import Attachment, RecognisablePeople
from sync.records.fields import field_of

_UNANSWERED = "À dire…"
_TO_SAY = "Dites pour chaque fichier si l’on peut y reconnaître quelqu’un."
_SIDE = 96
_CAPTION = field_of(Attachment, "caption")


class PeopleChoice(CalmCombo):
    """Asks whether somebody is recognisable; unanswered until somebody says."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.addItem(_UNANSWERED, "")
        for code in RecognisablePeople:
            self.addItem(code.label, code.value)
        self.setMinimumContentsLength(18)

    @property
    def people(self) -> str:
        """Return the code that was chosen; empty while unanswered."""
        return str(self.currentData())

    def answer(self, people: str) -> None:
        """Choose a code."""
        self.setCurrentIndex(self.findData(people))


class FileRow(QWidget):
    """One file to add."""

    def __init__(self, file: Prepared, icons: Icons) -> None:
        super().__init__()
        self.file = file
        self.caption = QLineEdit()
        self.caption.setMaxLength(300)
        self.caption.setPlaceholderText(_CAPTION.help)
        self.caption.setAccessibleName(f"Légende de {file.file_name}")
        self.people = PeopleChoice(f"Personnes reconnaissables sur {file.file_name}")
        self._build(icons)

    @property
    def piece(self) -> Piece:
        """Return the file with what was said of it."""
        return Piece(self.file, self.people.people, self.caption.text())

    def mark(self) -> bool:
        """Show whether the question is unanswered, and tell it."""
        missing = not self.people.people
        self.people.setProperty("fault", missing)
        repolish(self.people)
        return missing

    def _build(self, icons: Icons) -> None:
        said = QWidget()
        inside = column(said, spacing=4)
        name = label(self.file.file_name, "field")
        name.setSizePolicy(name.sizePolicy().Policy.Ignored, name.sizePolicy().verticalPolicy())
        inside.addWidget(name)
        inside.addWidget(label(_about(self.file), "quiet", wrap=True))
        caption, people = label("Légende"), label("Personnes reconnaissables\u00a0?")
        caption.setBuddy(self.caption)
        people.setBuddy(self.people)
        inside.addLayout(line(caption, self.caption))
        inside.addWidget(people)
        inside.addLayout(line(self.people, None))
        if self.file.warning:
            inside.addWidget(label(self.file.warning, "attention", wrap=True))
        seen = _thumbnail(self.file, icons)
        whole = line(seen, said, spacing=12)
        whole.setStretch(1, 1)
        whole.setAlignment(seen, Qt.AlignmentFlag.AlignTop)
        self.setLayout(whole)


class AddingBox(QFrame):
    """Asks about the files that were read; tells `accepted` with the pieces, or `given_up`."""

    accepted = Signal(object)
    given_up = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self.rows: list[FileRow] = []
        self._title = label("", "section", wrap=True)
        self._list: QVBoxLayout
        self.for_all = PeopleChoice("Personnes reconnaissables, pour tous les fichiers")
        self.for_all.currentIndexChanged.connect(self._answer_all)
        self._all = QWidget()
        self._all.setLayout(line(label("Pour tous\u00a0:"), self.for_all, None))
        self.add = push("Ajouter à la fiche", self._accept, primary=True)
        self.give_up = push("Ne pas ajouter", self.given_up.emit, quiet=True)
        self._build()

    def ask(self, files: Sequence[Prepared]) -> None:
        """Ask about more files."""
        rows = [FileRow(file, self._icons) for file in files]
        for row in rows:
            self._list.insertWidget(self._list.count() - 1, row)
        self.rows += rows
        self._settle_tab_order()
        count = len(self.rows)
        self._title.setText(f"{words.counted(count, 'fichier')} à ajouter")
        self._all.setVisible(count > 1)

    def _settle_tab_order(self) -> None:
        """Lead Tab from the files to the buttons: a file asked about later comes before them."""
        said = [part for row in self.rows for part in (row.caption, row.people)]
        chain = (self.for_all, *said, self.add, self.give_up)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def take_focus(self) -> None:
        """Put the keyboard on the first file that nothing was said of."""
        self._first_unsaid().caption.setFocus()

    def _first_unsaid(self) -> FileRow:
        unsaid = (row for row in self.rows if not row.people.people)
        return next(unsaid, self.rows[0])

    def _answer_all(self) -> None:
        for row in self.rows:
            row.people.answer(self.for_all.people)

    def _accept(self) -> None:
        missing = [row for row in self.rows if row.mark()]
        if missing:
            self._title.setText(_TO_SAY)
            self._title.setProperty("role", "attention")
            repolish(self._title)
            announce(self, _TO_SAY)
            missing[0].people.setFocus()
        else:
            self.accepted.emit(tuple(row.piece for row in self.rows))

    def _build(self) -> None:
        self.setObjectName("card")
        scrolled = QWidget()
        scrolled.setObjectName("scrolled")
        self._list = column(scrolled, spacing=14)
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(scrolled)
        inside = column(self, margin=12, spacing=8)
        for part in (self._title, self._all):
            inside.addWidget(part)
        inside.addWidget(area, 1)
        inside.addLayout(line(self.add, self.give_up, None))


def _about(file: Prepared) -> str:
    size = f"{words.number(round(file.size / 1_000_000, 1))} Mo" if file.size > 99_999 else (
        f"{words.number(max(1, file.size // 1000))} ko"
    )  # fmt: skip
    day = f", {words.short_day(file.taken_on)}" if file.taken_on else ""
    hidden = ", lieu et appareil retirés" if file.cleaned else ""
    return f"{file.kind.label}, {size}{day}{hidden}".replace(" Mo", "\u00a0Mo")


def _thumbnail(file: Prepared, icons: Icons) -> QWidget:
    made = picture()
    image = QPixmap()
    if file.thumbnail and image.loadFromData(file.thumbnail, "JPEG"):
        mode = Qt.TransformationMode.SmoothTransformation
        made.setPixmap(image.scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio, mode))
    else:
        made.setPixmap(icons.pixmap("file-text", "secondary", 40))
    made.setFixedWidth(_SIDE)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
    return made
