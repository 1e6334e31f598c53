"""Note a change in the level of an alliance: the level, the day, what played; one act."""

import json
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer

from desktop.services.steering.alliances import level_noted
from desktop.ui.forms.editors import make_editor
from desktop.ui.forms.fields_panel import FieldsPanel
from desktop.ui.forms.form import PAUSE
from desktop.ui.panels.parts import Section, buttons
from desktop.ui.panels.undoing import edited
from desktop.ui.pieces import push
from desktop.ui.workplace import Workplace
from sync.records.fields import fields_of
from sync.records.findings import error
from sync.records.partner import AllianceLevel, AllianceStep, Partner

_FIELDS = tuple(field for field in fields_of(AllianceStep) if field.name != "id")
_BEGUN = "alliance:"
_NO_DAY = "Il manque le jour où ce niveau a été constaté."
_NO_LEVEL = "Il manque le niveau constaté."


class Levelling(Section):
    """What is half typed waits beside its partner, even closed, until it is noted."""

    def __init__(self, work: Workplace) -> None:
        super().__init__("Noter un changement de niveau")
        self._work = work
        self._partner: Partner | None = None
        make = partial(make_editor, sources=work.sources)
        self.fields = FieldsPanel(_FIELDS, make, work.sources.icons, self)
        self.note = push("Noter ce niveau", self._note)
        self.add(self.fields, buttons(self.note))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._keep)
        self.fields.edited.connect(self._pause.start)

    def show_partner(self, partner: Partner) -> None:
        """Offer to note another level, or to go on with what was begun for this partner."""
        if self._partner is not None and self._partner.id == partner.id:
            self._partner = partner
            return
        if self._pause.isActive():
            self._keep()
        self._partner = partner
        self._empty(partner)
        begun = self._work.notebook.remembered(_BEGUN + partner.id)
        if begun:
            self.fields.write(json.loads(begun))

    def _keep(self) -> None:
        self._pause.stop()
        if self._partner is not None:
            raw = self.fields.raw()
            typed = json.dumps(raw, ensure_ascii=False) if raw.get("note") else ""
            self._work.notebook.remember(_BEGUN + self._partner.id, typed)

    def _empty(self, partner: Partner) -> None:
        today = self._work.sources.today()
        self.fields.write({"level": partner.alliance_level.value, "on": today.isoformat()})
        self.fields.show_findings(())

    def _note(self) -> None:
        values = self.fields.values()
        missing = [
            error(said, name)
            for name, said in (("level", _NO_LEVEL), ("on", _NO_DAY))
            if not values[name]
        ]
        faults = (*self.fields.unreadable(), *missing)
        self.fields.show_findings(faults)
        if not faults and self._partner is not None:
            level, on = _level(values["level"]), date.fromisoformat(values["on"])
            self._save(self._partner, level, on, values["note"] or "")

    def _save(self, partner: Partner, level: AllianceLevel, on: date, note: str) -> None:
        changes = level_noted(self._work.notebook, partner.id, level, on, note)
        if edited(self._work, partner.id, changes, f"Niveau noté\u00a0: {level.label}."):
            self._empty(self._partner or partner)
            self._keep()


def _level(code: str) -> AllianceLevel:
    return next(level for level in AllianceLevel if level == code)
