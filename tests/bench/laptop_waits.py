"""What a person waits for beside an exchange: a save while pages come in, the list to review."""

from collections.abc import Sequence
from itertools import count
from statistics import median
from threading import Event, Thread

from desktop.services.notebook import Notebook
from desktop.services.reviewing.inbox import Wanted, inbox
from desktop.store.base import Base
from desktop.store.to_review import Narrowed, ToReview
from tests.bench.laptop_costs import arrivals, foreign, laptop
from tests.bench.table import Line, Work, each, p95
from tests.desktop.laptops import Laptop

_TIMES = 20
_PAUSE = 0.02
_OTHERS = ("a" * 32, "b" * 32, "c" * 32)


def saves(size: int) -> Sequence[Line]:
    """Measure how long a save waits while a log comes in, by pages and at once."""
    with laptop() as one:
        log = foreign(one, size)
        half = len(log) // 2
        alone = p95(each(lambda number: _save(one.notebook.base, number), 50))
        paged = _waits(one, lambda: [one.local.apply(page) for page in arrivals(log[:half])])
        rest = arrivals(log[half:], half)
        at_once = _waits(one, lambda: one.local.apply_all(one.scopes[0], rest))
    floor = "the same save while nothing comes in, p95"
    return (
        Line("a save while pages come in, p95", paged * 1e3, "ms", alone * 1e3, floor, "≤ 50 ms"),
        Line("  … while all comes in at once", at_once * 1e3, "ms", alone * 1e3, floor),
    )


def review(notebook: Notebook, label: str) -> Sequence[Line]:
    """Measure what waits for a reader, three quarters of it written by others."""
    base = notebook.base
    _signed_by_others(base)
    waiting = ToReview(base.db, base.identity.person.id)
    counted = median(each(lambda _: waiting.tally(Narrowed()), _TIMES))
    listed = median(each(lambda _: inbox(notebook, Wanted()), _TIMES))
    entries = median(each(lambda _: _entries(base), _TIMES))
    keys = [line.id for line in inbox(notebook, Wanted()).lines]
    read = median(each(lambda _: [notebook.get(key) for key in keys], _TIMES))
    return (
        Line(
            f"what waits counted, {label}",
            counted * 1e3,
            "ms",
            entries * 1e3,
            "one count of the authors in their index",
            "≤ 50 ms",
        ),
        Line(
            f"what waits, first page, {label}",
            listed * 1e3,
            "ms",
            read * 1e3,
            "the same 50 records by their ids",
            "≤ 150 ms",
        ),
    )


def _waits(one: Laptop, work: Work) -> float:
    """Return the time under which 95 saves in 100 stay while something else writes."""
    done, times = Event(), list[float]()

    def person() -> None:
        with one.notebook.second() as own:
            for number in count():
                if done.wait(_PAUSE):
                    return
                times.extend(each(lambda _, n=number: _save(own.base, n), 1))  # type: ignore[misc]  # a default freezes the number

    thread = Thread(target=person)
    thread.start()
    try:
        work()
    finally:
        done.set()
        thread.join()
    return p95(times)


def _save(base: Base, number: int) -> None:
    with base.writing():
        base.settings.put("bench", str(number))


def _signed_by_others(base: Base) -> None:
    with base.writing():
        for rest, author in enumerate(_OTHERS, start=1):
            sql = "UPDATE record SET author = ? WHERE seq % 4 = ? AND author <> ''"
            base.db.execute(sql, [author, rest])


def _entries(base: Base) -> int:
    sql = "SELECT count(*) FROM record INDEXED BY record_written WHERE author <> ''"
    return int(base.db.execute(sql).fetchone()[0])
