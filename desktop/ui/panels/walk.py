"""« Observations » of a walk: what was seen on the way, and one more."""

from desktop.services.observing.recurrences import seen_in
from desktop.services.observing.territory_map import nature_counts
from desktop.store.query import Filter
from desktop.ui.observations.natures import in_words
from desktop.ui.panels.observation import seen_line
from desktop.ui.panels.parts import RecordRows, Section, buttons
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.pieces import push
from desktop.ui.words import counted
from desktop.ui.workplace import Workplace
from sync.records.coding import to_json
from sync.records.observation import Collection

_MOST = 100
_NONE = "Aucune observation n’est encore rattachée à cette marche."


class WalkPanel(ScrolledPanel):
    """The observations that point to the walk."""

    title = "Observations"
    kinds = frozenset({"observation"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        icons, opens = work.sources.icons, work.sources.open_record
        self.seen = RecordRows("Observations de la marche", icons, opens, empty=_NONE)
        self.section = Section("Ce qui a été vu en marchant", self.seen)
        self.add_button = push("Ajouter une observation", self._begin, primary=True)
        self.section.add(buttons(self.add_button))
        self.fill(self.section)

    def read(self) -> None:
        """Show the observations again."""
        seen = seen_in(self.work.notebook, Filter("walk", "=", self.record_id))
        left = len(seen) - _MOST
        self.section.say(in_words(nature_counts(seen)))
        more = f"et {counted(left, 'autre')}" if left > 0 else ""
        self.seen.show_lines([seen_line(one) for one in seen[:_MOST]], more=more)

    def _begin(self) -> None:
        walk = to_json(self.work.notebook.get(self.record_id))
        values = {
            "walk": self.record_id,
            "territory": walk.get("territory"),
            "observed_on": walk.get("walked_on"),
            "collection": Collection.WALK.value,
        }
        self.work.begin("observation", {name: value for name, value in values.items() if value})
