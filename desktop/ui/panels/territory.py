"""« Portrait » of a territory: what goes well first, then what is seen, who acts, what is born."""

from datetime import date
from functools import partial

from desktop.services.jobs import Ticket
from desktop.services.notebook import Notebook
from desktop.services.observing.portrait import Portrait, Some, portrait
from desktop.services.observing.territory_map import Period
from desktop.ui.charts.bars import Bar, BarChart
from desktop.ui.charts.figures import with_figures
from desktop.ui.observations.natures import FULL
from desktop.ui.panels.observation import seen_line, tied_line
from desktop.ui.panels.parts import Columns, RecordRows, Section, buttons
from desktop.ui.panels.scrolled import ScrolledPanel
from desktop.ui.pieces import push
from desktop.ui.words import counted
from desktop.ui.workplace import Workplace


class TerritoryPanel(ScrolledPanel):
    """A neighbourhood as the team knows it; read in the background, for it counts a year."""

    title = "Portrait"
    kinds = frozenset({"observation", "organisation", "action", "idea", "list_entry"})

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._ticket: Ticket | None = None
        self.resources = self._rows("Ressources", "Aucune ressource n’est encore notée ici.")
        self.latest = self._rows("Dernières observations", "Aucune observation ici.")
        self.organisations = self._rows("Structures qui agissent ici", "Aucune pour le moment.")
        self.ideas = self._rows("Idées nées ici", "Aucune pour le moment.")
        self.natures = BarChart("Observations de l’année, par nature")
        self.themes = BarChart("Observations de l’année, par thème")
        new = push("Noter une observation ici", self._begin)
        self.fill(
            Section("Ce qui va bien ici", self.resources),
            Columns(
                Section("Cette année, par nature", with_figures(self.natures)),
                Section("Cette année, par thème", with_figures(self.themes)),
            ),
            Section("Dernières observations", self.latest, buttons(new)),
            Columns(
                Section("Structures qui agissent ici", self.organisations),
                Section("Idées nées ici", self.ideas),
            ),
        )

    def read(self) -> None:
        """Ask for the portrait again; it comes when it is made."""
        if self._ticket is not None:
            self._ticket.cancel()
        since = Period.YEAR.since(self.work.sources.today())
        assert since is not None
        job = partial(_read, self.work.notebook, self.record_id, since)
        self._ticket = self.work.tasks.run(
            job, lane="observations", owner=self, done=self.show_portrait
        )

    def show_portrait(self, told: Portrait) -> None:
        """Show this portrait."""
        self.resources.show_lines([seen_line(one) for one in told.resources])
        self.latest.show_lines([seen_line(one) for one in told.latest])
        counts = zip(FULL, told.by_nature, strict=True)
        self.natures.show_bars([Bar(name, count) for name, count in counts if count])
        self.themes.show_bars([Bar(name, count) for name, count in told.by_theme])
        _show(self.organisations, told.organisations)
        _show(self.ideas, told.ideas)

    def _rows(self, name: str, empty: str) -> RecordRows:
        sources = self.work.sources
        return RecordRows(name, sources.icons, sources.open_record, empty=empty)

    def _begin(self) -> None:
        self.work.begin("observation", {"territory": self.record_id})


def _read(notebook: Notebook, territory: str, since: date, _ticket: Ticket) -> Portrait:
    with notebook.second() as reading:
        return portrait(reading, territory, since)


def _show(rows: RecordRows, some: Some) -> None:
    more = f"et {counted(some.left_over, 'autre')}" if some.left_over > 0 else ""
    rows.show_lines([tied_line(one) for one in some.shown], more=more)
