"""Keep a filling under its name, use it again, forget it; forgetting can be taken back."""

from functools import partial

from desktop.errors import UserError
from desktop.services.workbooks.template.mapping import (
    Mapping,
    forget_mapping,
    keep_mapping,
    mapping_named,
    mappings,
)
from desktop.ui.exporting.template.foot import Foot
from desktop.ui.exporting.template.head import Head
from desktop.ui.exporting.template.pointing import Pointing
from desktop.ui.notices import Offer
from desktop.ui.workplace import Workplace


class Keeping:
    """Holds the fillings of this base to the head and the foot of the page."""

    def __init__(self, work: Workplace, pointing: Pointing, head: Head, foot: Foot) -> None:
        self._work, self._pointing = work, pointing
        self._head, self._foot = head, foot

    @property
    def named(self) -> Mapping:
        """Return what is being pointed at, under the name that is typed."""
        mapping = self._pointing.mapping
        return Mapping(self._foot.name.text(), mapping.template, mapping.links)

    @property
    def unkept(self) -> Mapping | None:
        """Return what is being pointed at when no name keeps it as it is; None when one does."""
        mapping = self._pointing.mapping
        known = (one.links for one in mappings(self._work.notebook) if one.name == mapping.name)
        return mapping if mapping.links and mapping.links not in known else None

    def refresh(self) -> None:
        """Show the fillings that are kept, the one in use still in use."""
        self._head.show_mappings(mappings(self._work.notebook))

    def use(self, mapping: Mapping) -> None:
        """Take a filling that was kept, for the template on screen."""
        path = self._pointing.path
        name = path.name if path is not None else mapping.template
        self._pointing.mapping = Mapping(mapping.name, name, mapping.links)
        self._foot.name.setText(mapping.name)

    def keep(self) -> None:
        """Keep what is being pointed at."""
        try:
            kept = keep_mapping(self._work.notebook, self.named)
        except UserError as error:
            self._work.notices.failed(error)
            self._foot.name.setFocus()
            return
        self._pointing.mapping = kept
        self._show(kept.name)
        self._work.notices.done(f"Remplissage gardé\u00a0: «\u00a0{kept.name}\u00a0».")

    def forget(self, name: str) -> None:
        """Forget a filling; its cells stay on screen."""
        gone = mapping_named(self._work.notebook, name)
        forget_mapping(self._work.notebook, name)
        self._show("")
        self._work.notices.done(
            f"Remplissage oublié\u00a0: «\u00a0{name}\u00a0».",
            Offer("Annuler", partial(self._take_back, gone)),
        )

    def _take_back(self, gone: Mapping) -> None:
        keep_mapping(self._work.notebook, gone)
        self._show(gone.name)

    def _show(self, name: str) -> None:
        self.refresh()
        self._head.choose_mapping(name)
