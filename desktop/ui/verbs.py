"""The commands on the record on screen, and undo, which knows no page."""

from collections.abc import Callable, Mapping

from desktop.services.notebook import Notebook
from desktop.store.deeds import Act
from desktop.ui.notices import Notices
from desktop.ui.pages.page import Page

Acts = Mapping[str, Callable[[], object]]


class Verbs:
    """What the menus do; `page` returns the page on screen, if there is one."""

    def __init__(
        self, notebook: Notebook, notices: Notices, page: Callable[[], Page | None]
    ) -> None:
        self._notebook = notebook
        self._notices = notices
        self._page = page

    def by_name(self) -> Acts:
        """Return the commands by their names in the menus."""
        return {
            "new": self.new,
            "save": self.save,
            "save_and_new": self.save_and_new,
            "delete": self.delete,
            "undo": self.undo,
            "redo": self.redo,
        }

    def new(self) -> None:
        """Open an empty form on the page on screen."""
        page = self._page()
        if page is not None:
            page.start_new()

    def save(self) -> bool:
        """Save the record on screen; return whether nothing is left over."""
        page = self._page()
        return page is None or page.save()

    def save_and_new(self) -> None:
        """Save the record on screen and open an empty form."""
        page = self._page()
        if page is not None:
            page.save_and_new()

    def delete(self) -> None:
        """Send the record on screen to the trash."""
        page = self._page()
        if page is not None:
            page.delete()

    def undo(self) -> None:
        """Take the last act back."""
        self._tell("Annulé", self._notebook.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        self._tell("Rétabli", self._notebook.redo())

    def _tell(self, verb: str, act: Act | None) -> None:
        if act is not None:
            self._notices.done(f"{verb}\u00a0: {act.label}.")
