"""Under a free text: what may tell too much about somebody, why, and what could stand instead."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.privacy.concerns import Remark
from desktop.ui.icons import Icons
from desktop.ui.pieces import announce, column, label, line, picture, push

Remarks = Callable[[str], Sequence[Remark]]
# Longer than a pause between two words: nothing appears while one is still typing a name.
_PAUSE = 900
_MOST = 2


class PrivacyNote(QWidget):
    """Says it once and lets it be; tells `rewritten` with the text when a word was replaced."""

    rewritten = Signal(str)

    def __init__(self, remarks: Remarks, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._remarks = remarks
        self._icons = icons
        self._text = ""
        self._left: set[str] = set()
        self._said: tuple[str, ...] = ()
        self._lines: QVBoxLayout = column(self, spacing=4)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look)
        self.hide()

    def follow(self, text: str) -> None:
        """Look at a text once its typing pauses."""
        self._text = text
        if text:
            self._pause.start()
        else:
            self.look()

    def forget(self) -> None:
        """Say nothing: another record is on screen."""
        self._pause.stop()
        self._text = ""
        self._left.clear()
        self._show(())

    def look(self) -> None:
        """Show what is to be looked at again now."""
        self._pause.stop()
        found = self._remarks(self._text) if self._text else ()
        self._show([remark for remark in found if remark.found not in self._left])

    def sentences(self) -> tuple[str, ...]:
        """Return what is said now."""
        return () if self.isHidden() else self._said

    def _show(self, remarks: Sequence[Remark]) -> None:
        for place in reversed(range(self._lines.count())):
            item = self._lines.takeAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = remarks[:_MOST]
        self._said = tuple(_sentence(remark) for remark in shown)
        for remark, sentence in zip(shown, self._said, strict=True):
            self._lines.addWidget(self._line(remark, sentence))
        if len(remarks) > _MOST:
            self._lines.addWidget(label(f"Et {len(remarks) - _MOST} autres passages.", "quiet"))
        self.setVisible(bool(remarks))
        if shown:
            announce(self, self._said[0])

    def _line(self, remark: Remark, sentence: str) -> QWidget:
        made = QWidget(self)
        sign = picture()
        sign.show_icon(self._icons.icon("info", "attention"), 16)
        buttons = [push("Laisser", lambda: self._leave(remark), quiet=True)]
        buttons[0].setAccessibleName(f"Laisser « {remark.found} »")
        if remark.instead:
            text = f"Remplacer par « {remark.instead} »"
            buttons.insert(0, push(text, lambda: self._replace(remark), quiet=True))
        said = label(sentence, "attention", wrap=True)
        inside = line(sign, said, *buttons, spacing=6)
        inside.setStretch(1, 1)
        made.setLayout(inside)
        return made

    def _leave(self, remark: Remark) -> None:
        self._left.add(remark.found)
        self.look()

    def _replace(self, remark: Remark) -> None:
        end = remark.start + remark.length
        if self._text[remark.start : end] == remark.found:
            after = self._text[end:]
            if remark.instead.endswith("."):
                after = after.removeprefix(".")
            self._text = self._text[: remark.start] + remark.instead + after
            self.rewritten.emit(self._text)
        self.look()


def _sentence(remark: Remark) -> str:
    seen = f"«\u00a0{remark.found}\u00a0»"
    return f"{seen} {remark.concern.says}. {remark.concern.reason}"
