"""`make bench`: our figures beside the physical floor, measured in the same run."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import crowd
from tests.bench.desk_costs import desk
from tests.bench.exchange_anki import beside_anki
from tests.bench.exchange_costs import exchange
from tests.bench.laptop_costs import first, received, sent
from tests.bench.laptop_rounds import rounds
from tests.bench.laptop_waits import review, saves
from tests.bench.store_costs import bulk, filled, growth, save, search
from tests.bench.table import Line, show
from tests.bench.window_costs import scroll, start
from tests.bench.workbook_costs import general, workbooks


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--notebook", type=int, default=100_000, help="records searched and listed")
    parser.add_argument("--first", type=int, default=20_000, help="operations received at once")
    parser.add_argument("--laptop", action="store_true", help="only: the laptop in an exchange")
    parser.add_argument("--growth", type=int, nargs="+", help="only: whole notebooks so large")
    parser.add_argument("--exchange", type=int, help="only: so many records with a server")
    parser.add_argument("--streamed", type=int, default=20_000, help="records of a first sync")
    parser.add_argument("--databases", nargs="+", default=["SQLite", "PostgreSQL"])
    parser.add_argument("--anki", type=int, help="only: so many records, beside Anki")
    parser.add_argument("--workbooks", type=int, nargs="+", help="only: notebooks so large")
    chosen = parser.parse_args()
    if chosen.workbooks:
        show([*general(20_000), *(line for size in chosen.workbooks for line in workbooks(size))])
        return
    if chosen.anki:
        show(list(beside_anki(chosen.anki)))
        return
    if chosen.exchange:
        show(list(exchange(chosen.databases, chosen.exchange, chosen.streamed)))
        return
    if chosen.growth:
        show(list(growth(chosen.growth)))
        return
    if chosen.laptop:
        show(list(exchanged(chosen.first)))
        return
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="carnet-bench-") as name:
        for size in chosen.sizes:
            lines += bulk(size)
        notebook = filled(Path(name) / "carnet", chosen.notebook)
        label = f"{chosen.notebook:,} records"
        lines += [*search(notebook, label), *save(notebook), *scroll(notebook, label)]
        lines += review(notebook, label)
        crowd(notebook)
        notebook.close()
        lines += start(Path(name) / "carnet", label)
        lines += desk(Path(name) / "carnet", label)
    lines += general(20_000)
    for size in (2_000, *chosen.sizes):
        lines += workbooks(size)
    lines += exchanged(chosen.first)
    lines += exchange(chosen.databases, 10_000, chosen.streamed)
    show(lines)


def exchanged(most: int) -> Iterator[Line]:
    """Measure the laptop's side of an exchange, `most` operations received at once."""
    yield from received(10_000)
    yield from sent(10_000)
    yield from first(most)
    yield from saves(10_000)
    yield from rounds((1_000, 10_000))


if __name__ == "__main__":
    main()
