"""What the command line writes: text that cannot play tricks on a terminal, or JSON."""

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from desktop.services.jobs import Progress, Ticket

_KEPT_FORMATS = frozenset({"\u00ad", "\u200c", "\u200d"})  # soft hyphen, joiners: harmless


def safe(text: object, *, lines: bool = False) -> str:
    """Return user text that a terminal shows as it is: control and direction signs escaped.

    `lines` lets line ends through.
    """
    shown = str(text)
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(sign if _harmless(sign, lines) else _escaped(sign) for sign in shown)


def say(text: str) -> None:
    """Write one line of an answer, at once."""
    click.echo(text)


def say_json(value: object) -> None:
    """Write one value as JSON, on one line."""
    click.echo(dumped(value))


def dumped(value: object) -> str:
    """Return a value as JSON; anything that is not JSON is written as text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def note(text: str) -> None:
    """Write a remark to the standard error, apart from the answer."""
    click.echo(text, err=True)


def note_error(
    sentence: str,
    *,
    field: str = "",
    advice: str = "",
    more: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Write one error as one JSON object on the standard error."""
    told: dict[str, object] = {"field": field, "sentence": sentence}
    if advice:
        told["advice"] = advice
    note(dumped({**told, **more}))


def say_json_array(values: Iterable[object]) -> None:
    """Write a JSON array, one element a line, without holding it whole."""
    first = True
    for value in values:
        click.echo(("[" if first else ",\n ") + dumped(value), nl=False)
        first = False
    click.echo("[]" if first else "]")


def say_table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows in columns; on a terminal, cells are cut so that a row keeps to one line."""
    cells = [[safe("" if cell is None else cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(titles, *cells, strict=True)]
    if sys.stdout.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns)
    for row in ([*titles], *cells):
        line = "  ".join(_cut(cell, width) for cell, width in zip(row, widths, strict=True))
        say(line.rstrip())


def day_and_hour(moment: datetime) -> str:
    """Return a moment as the clock on the wall shows it."""
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"


def counted(number: int, one: str, many: str) -> str:
    """Return « 1 fiche » or « 2 238 fiches »."""
    digits = f"{number:,}".replace(",", "\u202f")
    return f"{digits}\u00a0{one if abs(number) < 2 else many}"


@contextmanager
def followed() -> "Iterator[Ticket]":
    """Give a long job something to report to: a line on a terminal, nothing elsewhere."""
    from desktop.services.jobs import Ticket

    terminal = sys.stderr.isatty()

    def show(progress: "Progress") -> None:
        share = f" {100 * progress.done // progress.total}\u00a0%" if progress.total else ""
        count = f" ({progress.done})" if progress.done and not progress.total else ""
        click.echo(f"\r\x1b[K{progress.what}{share}{count}…", err=True, nl=False)

    try:
        yield Ticket(show if terminal else None)
    finally:
        if terminal:
            click.echo("\r\x1b[K", err=True, nl=False)


def _harmless(sign: str, lines: bool) -> bool:
    if sign == "\n":
        return lines
    category = unicodedata.category(sign)
    return category not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or sign in _KEPT_FORMATS


def _escaped(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _fitted(widths: list[int], room: int) -> list[int]:
    """Return widths that fit, taking from the widest column first; none goes below 8."""
    widths = list(widths)
    while sum(widths) + 2 * (len(widths) - 1) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cut(cell: str, width: int) -> str:
    return cell.ljust(width) if len(cell) <= width else cell[: width - 1] + "…"


def _plain(value: Any) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else str(value)
