"""The tick that also makes a task of what was agreed, once there is something and a day."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox

from desktop.services.following import follow_up, is_day
from desktop.services.notebook import Notebook
from desktop.ui.capture.essentials import Essentials
from desktop.ui.forms.fields_panel import FieldsPanel
from sync.records.base import Record
from sync.records.record_id import new_id

_REMEMBERED = "capture:task"
_NO = "non"


class Promise(QCheckBox):
    """Ticked unless the person once said no."""

    def __init__(self, notebook: Notebook, essentials: Essentials, panel: FieldsPanel) -> None:
        super().__init__("Noter aussi cette suite dans les tâches")
        self._notebook = notebook
        self._essentials = essentials
        self._panel = panel
        self.setChecked(notebook.remembered(_REMEMBERED) != _NO)
        self.clicked.connect(self._remember)
        panel.edited.connect(self.follow)
        panel.add_before_fold(self)
        self.follow()

    def follow(self) -> None:
        """Offer the task once something and a day are given."""
        what, due_on = self._typed()
        self.setVisible(bool(what) and is_day(due_on))

    def tasks(self, record: Record) -> Iterable[Record]:
        """Return the task to save together with a record, if there is to be one."""
        if self.isHidden() or not self.isChecked():
            return ()
        what, due_on = self._typed()
        key = new_id(self._notebook.base.now_ms())
        who = self._notebook.person.name
        task = follow_up(record, what, due_on, who=who, new_id=key)
        return () if task is None else (task,)

    def _typed(self) -> tuple[str, str]:
        names = (self._essentials.promise, self._essentials.promise_on)
        what, due_on = (str(self._panel.blocks[name].editor.read() or "") for name in names)
        return what, due_on

    def _remember(self, ticked: bool) -> None:
        self._notebook.remember(_REMEMBERED, "" if ticked else _NO)
