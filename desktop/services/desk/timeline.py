"""The timeline of an organisation: the newest first, years marked, silences told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge

from desktop.services.desk.entries import READ, Entry, Labels, Sort
from desktop.services.desk.lapse import Clock, is_silence, lapse, since
from desktop.services.desk.reach import Reach, pick_any, within
from desktop.services.reading import Reading
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records.task import TaskState
from sync.records.visit import Mode

PAGE = 120
"""How many visits are read at once: an organisation may have thousands."""


@dataclass(frozen=True, slots=True)
class Year:
    """The mark of a year; None over what has no date."""

    year: int | None


@dataclass(frozen=True, slots=True)
class Silence:
    """A long time without a visit nor a call, between two of them."""

    sentence: str


Line = Entry | Year | Silence


class Timeline:
    """What happened around an organisation; visits are read as they are asked for."""

    def __init__(self, reading: Reading, around: Reach) -> None:
        self._reading = reading
        self._labels = Labels(reading)
        self._latest: list[Entry] = []
        self._visits: tuple[Filter, ...] = (Filter("organisation", "=", around.organisation),)
        self._others = sorted(self._read_others(around), key=_rank, reverse=True)
        self.counts: Mapping[Sort, int] = self._count()

    @property
    def total(self) -> int:
        """Return how many entries there are."""
        return sum(self.counts.values())

    def entries(self, sort: Sort | None = None) -> Iterator[Entry]:
        """Yield the entries, or those of one sort, the newest first."""
        if sort in (Sort.VISIT, Sort.CALL):
            return self._read_visits(sort)
        others = [entry for entry in self._others if sort in (None, entry.sort)]
        if sort is not None:
            return iter(others)
        return merge(self._read_visits(), others, key=_rank, reverse=True)

    def lines(self, sort: Sort | None = None) -> Iterator[Line]:
        """Yield the entries with the marks of the years, and the silences when all is shown."""
        return marked(self.entries(sort), silences=sort is None)

    def clock(self, today: date) -> Clock:
        """Tell how long ago the last visit or call was, those still to come left out."""
        past = (entry.on for entry in self._read_visits() if entry.on <= today)
        return since(next(past, None), today)

    def _read_visits(self, sort: Sort | None = None) -> Iterator[Entry]:
        wanted = self._visits
        if sort is Sort.CALL:
            wanted = (*wanted, Filter("mode", "=", Mode.PHONE.value))
        elif sort is Sort.VISIT:
            wanted = (*wanted, Filter("mode", "!=", Mode.PHONE.value))
        start = 0
        while True:
            page = self._page(wanted, start)
            yield from page
            start += PAGE
            if len(page) < PAGE:
                return

    def _page(self, wanted: tuple[Filter, ...], start: int) -> list[Entry]:
        """Return some visits; the first of all are kept, since the clock reads them too."""
        first = wanted == self._visits and start == 0
        if first and self._latest:
            return self._latest
        fields, tell = READ[Sort.VISIT]
        query = ListQuery("visit", wanted, limit=PAGE, offset=start)
        told = (tell(self._labels, picked) for picked in self._reading.pick(query, fields))
        page = sorted(told, key=_rank, reverse=True)
        if first:
            self._latest = page
        return page

    def _read_others(self, around: Reach) -> Iterator[Entry]:
        for sort, conditions in _conditions(around).items():
            fields, tell = READ[sort]
            for picked in pick_any(self._reading, sort.value, conditions, fields):
                yield _rooted(tell(self._labels, picked), picked, around)
        fields, tell = READ[Sort.TASK]
        done = Filter("state", "=", TaskState.DONE.value)
        query = ListQuery("task", (within("about", around.everything), done))
        yield from (tell(self._labels, picked) for picked in self._reading.pick(query, fields))

    def _count(self) -> dict[Sort, int]:
        modes = self._reading.tally(ListQuery("visit", self._visits), "mode")
        calls = modes.get(Mode.PHONE.value, 0)
        counts = dict.fromkeys(Sort, 0) | {
            Sort.VISIT: sum(modes.values()) - calls,
            Sort.CALL: calls,
        }
        for entry in self._others:
            counts[entry.sort] += 1
        return counts


def marked(entries: Iterable[Entry], *, silences: bool) -> Iterator[Line]:
    """Yield entries, the newest first, with the marks of the years and the silences."""
    year: int | None = 0
    later: date | None = None
    for entry in entries:
        if silences and entry.is_contact:
            if later is not None and is_silence(entry.on, later):
                yield Silence(f"aucun contact pendant {lapse((later - entry.on).days)}")
            later = entry.on
        own = None if entry.on == date.min else entry.on.year
        if own != year:
            year = own
            yield Year(own)
        yield entry


def _rooted(entry: Entry, picked: Picked, around: Reach) -> Entry:
    """Return an idea with the mention that it was born here, any other entry as it is."""
    if entry.sort is not Sort.IDEA or picked.values[-1] not in around.visits:
        return entry
    return replace(entry, detail=f"{entry.detail}, née d’une visite")


def _conditions(around: Reach) -> Mapping[Sort, tuple[Filter, ...]]:
    own = Filter("organisation", "=", around.organisation)
    return {
        Sort.IDEA: (
            Filter("presumed_carrier", "=", around.organisation),
            within("born_of", around.visits),
        ),
        Sort.EVALUATION: (within("about", (around.organisation, *around.actions)),),
        Sort.ACTION: (own,),
        Sort.FUNDING: (own, within("action", around.actions)),
        Sort.WORKSHOP: (Filter("organisations", "=", around.organisation),),
        Sort.DECISION: (Filter("concerns", "=", around.organisation),),
        Sort.ATTACHMENT: (within("about", around.everything),),
    }


def _rank(entry: Entry) -> tuple[date, str]:
    return entry.on, entry.id
