"""The calm line that says which organisations look like the one being typed."""

from collections.abc import Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton

from desktop.services.similar import Likeness, similar_organisations
from desktop.ui.forms.fields_panel import FieldsPanel
from desktop.ui.forms.sources import Sources
from desktop.ui.pieces import announce, column, label, line, push

# Long enough not to compare at each key.
_PAUSE = 300
_MOST_SHOWN = 3
_FIELDS = ("name", "siret", "rna")
_IDENTITY = {*_FIELDS, "acronym"}


class Typing(Protocol):
    """The form that is being filled in."""

    @property
    def panel(self) -> FieldsPanel: ...
    def changed(self) -> Mapping[str, Any]: ...
    def take_back_typing(self) -> None: ...


class Resemblance(QObject):
    """Watches the name and the official numbers of an organisation; never blocks anything."""

    def __init__(self, form: Typing, sources: Sources) -> None:
        panel = form.panel
        super().__init__(panel)
        self._form = form
        self._panel = panel
        self._sources = sources
        self._own = ""
        self.found: tuple[Likeness, ...] = ()
        self._frame = QFrame()
        self._frame.setProperty("tone", "info")
        self._rows = column(self._frame, margin=6, spacing=4)
        self._frame.hide()
        panel.blocks[_FIELDS[0]].add_below(self._frame)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look)
        for name in _FIELDS:
            panel.blocks[name].edited.connect(self._pause.start)

    def show_for(self, record_id: str) -> None:
        """Begin with the record of this id, "" for a new one: it never resembles itself."""
        self._pause.stop()
        self._own = record_id
        self._show(())

    def look(self) -> None:
        """Look for what resembles what is typed now."""
        self._pause.stop()
        name, siret, rna = (str(self._panel.blocks[n].editor.read() or "") for n in _FIELDS)
        found = similar_organisations(
            self._sources.records, name, siret, rna, limit=_MOST_SHOWN + 1
        )
        self._show(tuple(one for one in found if one.id != self._own)[:_MOST_SHOWN])

    def buttons(self) -> list[QPushButton]:
        """Return the buttons « C’est elle », the surest first."""
        return [one for one in self._frame.findChildren(QPushButton) if not one.isHidden()]

    def _show(self, found: tuple[Likeness, ...]) -> None:
        if found == self.found:
            return
        self.found = found
        while (place := self._rows.takeAt(0)) is not None:
            _drop(place.layout())
        for one in found:
            self._rows.addLayout(self._row(one))
        self._frame.setVisible(bool(found))
        if found:
            announce(self._frame, sentence(found[0]))

    def _open(self, record_id: str) -> None:
        """Show the record; a new one of the same name is not saved by leaving it.

        What it held besides its identity waits as a draft: nothing typed is lost.
        """
        if not self._own:
            if self._form.changed().keys() - _IDENTITY:
                self._sources.records.keep_draft("", "organisation", "", self._panel.raw())
            self._form.take_back_typing()
        self._sources.open_record(record_id)

    def _row(self, one: Likeness) -> QHBoxLayout:
        button = push("C’est elle", lambda: self._open(one.id))
        button.setAccessibleName(f"C’est elle\u00a0: ouvrir {one.heading}")
        row = line(label(sentence(one), wrap=True), button)
        row.setStretch(0, 1)
        return row


def sentence(one: Likeness) -> str:
    """Return « Ressemble à : Les Jardins d’Éloi (Vitry), nom proche »."""
    place = f" ({one.place})" if one.place else ""
    return f"Ressemble à\u00a0: {one.heading}{place}, {one.reason}"


def _drop(row: QLayout | None) -> None:
    while row is not None and (place := row.takeAt(0)) is not None:
        widget = place.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
