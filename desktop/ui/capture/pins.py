"""The values that one form hands over to the next, as long as their pin is in."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton

from desktop.services.refusals import NotFound
from desktop.ui.forms.block import FieldBlock
from desktop.ui.icons import Icons
from desktop.ui.pieces import announce
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.fields import Kind

KEYS = "Ctrl+G"
_THE = {"visit": "la prochaine visite", "idea": "la prochaine idée"}


class Memory(Protocol):
    """Where small facts of the window are kept, encrypted, and the records that they name."""

    def get(self, record_id: str) -> Record: ...
    def remember(self, name: str, value: str) -> None: ...
    def remembered(self, name: str) -> str: ...


class Pins:
    """The values kept for one kind of record."""

    def __init__(self, memory: Memory, kind: str) -> None:
        self._memory = memory
        self._kind = kind

    def kept(self, name: str) -> bool:
        """Tell whether the pin of a field is in."""
        return bool(self._memory.remembered(self._key(name)))

    def value(self, name: str) -> Any:
        """Return the value kept for a field; None when there is none."""
        text = self._memory.remembered(self._key(name))
        return json.loads(text) if text else None

    def keep(self, name: str, value: Any) -> None:
        """Keep a value for the next form."""
        self._memory.remember(self._key(name), json.dumps(_anew(value), ensure_ascii=False))

    def let_go(self, name: str) -> None:
        """Keep nothing for a field any more."""
        self._memory.remember(self._key(name), "")

    def _key(self, name: str) -> str:
        return f"pin:{self._kind}:{name}"


class PinButton(QToolButton):
    """Keeps the value of one field for the next form; Ctrl+G does it from the field itself."""

    turned = Signal(bool)

    def __init__(self, block: FieldBlock, kind: str, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.field = block.field
        following = _THE.get(kind, f"la prochaine {RECORD_TYPES[kind].label.lower()}")
        title = block.field.title
        name = f"Garder «\u00a0{title}\u00a0» pour {following}"
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({KEYS})")
        self.setCheckable(True)
        self.setProperty("quiet", True)
        self.setMinimumSize(28, 28)
        # Tab goes from answer to answer: from the keyboard, the pin is a key of its field.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        block.add_beside(self)
        keys = QShortcut(QKeySequence(KEYS), block)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.click)
        self.toggled.connect(self._show)
        self.clicked.connect(self._tell)
        self._show(False)

    def _tell(self, kept: bool) -> None:
        self.turned.emit(kept)
        announce(self, f"{self.field.title}\u00a0: {'gardé' if kept else 'plus gardé'}")

    def _show(self, kept: bool) -> None:
        icon = "push-pin-fill" if kept else "push-pin"
        self.setIcon(self._icons.icon(icon, "action" if kept else "secondary"))


class PinBoard(QObject):
    """The pins of one form; tells `turned` when one was put in or taken out."""

    turned = Signal()

    def __init__(
        self, memory: Memory, kind: str, blocks: Sequence[FieldBlock], icons: Icons
    ) -> None:
        super().__init__()
        self._memory = memory
        self._pins = Pins(memory, kind)
        self._blocks = {block.field.name: block for block in blocks}
        self.buttons = {name: PinButton(block, kind, icons) for name, block in self._blocks.items()}
        for name, button in self.buttons.items():
            button.turned.connect(partial(self._turn, name))

    @property
    def titles(self) -> tuple[str, ...]:
        """Return the titles of the fields whose pin is in."""
        return tuple(one.field.title for one in self.buttons.values() if one.isChecked())

    def values(self) -> dict[str, Any]:
        """Return what the next form starts with."""
        found = {name: self._pins.value(name) for name in self.buttons}
        return {
            name: value
            for name, value in found.items()
            if value not in (None, "", []) and self._is_here(name, value)
        }

    def keep(self) -> None:
        """Keep what the fields hold now, where the pin is in."""
        for name in (name for name, one in self.buttons.items() if one.isChecked()):
            editor = self._blocks[name].editor
            self._pins.keep(name, None if editor.fault() else editor.read())

    def settle(self) -> None:
        """Show the pins as they were left."""
        for name, button in self.buttons.items():
            button.setChecked(self._pins.kept(name))

    def _is_here(self, name: str, value: Any) -> bool:
        """Tell whether a value can be used again: a record that was linked may be gone."""
        if self._blocks[name].field.kind is not Kind.LINK:
            return True
        try:
            return self._memory.get(value).deleted_at is None
        except NotFound:
            return False

    def _turn(self, name: str, kept: bool) -> None:
        if kept:
            self.keep()
        else:
            self._pins.let_go(name)
        self.turned.emit()


def _anew(value: Any) -> Any:
    """Return a value for another record: its lines will have ids of their own."""
    if isinstance(value, list):
        return [_anew(part) for part in value]
    if isinstance(value, Mapping):
        return {name: part for name, part in value.items() if name != "id"}
    return value
