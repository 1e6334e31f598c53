"""Write what is held on a person as one page that any browser shows, without anything beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Final

from desktop.export.perimeter import Perimeter
from sync.records.base import Record
from sync.records.fields import FieldSpec

_STYLE: Final = (
    "body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em;color:#1a1a1a}"
    "h2{margin-top:2em;border-bottom:1px solid #999}dt{font-weight:bold;margin-top:.5em}"
    "dd{margin:0;white-space:pre-wrap}table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #999;padding:.3em;text-align:left;vertical-align:top}"
)


class Everything(Perimeter):
    """The perimeter of a right of access: the person may read all that is held on them."""

    def reason_to_hide(self, field: FieldSpec) -> str:  # noqa: ARG002 - no field is hidden
        """Hide nothing."""
        return ""

    def keeps(self, record: Record) -> bool:  # noqa: ARG002 - no record is left out
        """Keep all, what waits in the trash too."""
        return True


@dataclass(frozen=True, slots=True)
class Told:
    """A field by its title, and its value in words."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Save:
    """One save of a record: when, by whom, what was done, and which values it gave."""

    when: str
    who: str
    what: str
    values: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record: why it is here, what it says, and what happened to it."""

    title: str
    reason: str
    values: tuple[Told, ...]
    saves: tuple[Save, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything that the page says, in its order."""

    title: str
    made_at: str
    sheets: tuple[Sheet, ...]
    files: tuple[str, ...] = ()
    mentions: tuple[Told, ...] = ()
    not_covered: tuple[str, ...] = field(default=())


def person_html(page: PersonPage) -> str:
    """Return the page; every text of a record is escaped."""
    return "\n".join(_lines(page))


def _lines(page: PersonPage) -> Iterator[str]:
    yield '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
    yield f"<title>{escape(page.title)}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{escape(page.title)}</h1><p>Établi le {escape(page.made_at)}.</p>"
    for sheet in page.sheets:
        yield from _sheet(sheet)
    if page.files:
        yield "<h2>Fichiers joints à ce document</h2>"
        yield from _list(page.files)
    if page.mentions:
        yield "<h2>Fiches où ce nom se lit peut-être</h2>"
        yield "<p>Elles n’ont pas de lien avec la fiche de la personne et restent à relire.</p>"
        yield from _list([f"{each.title}\u00a0: {each.text}" for each in page.mentions])
    yield "<h2>Ce que ce document ne couvre pas</h2>"
    yield from _list(page.not_covered)
    yield "</body></html>\n"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"<h2>{escape(sheet.title)}</h2><p>{escape(sheet.reason)}</p><dl>"
    for told in sheet.values:
        yield f"<dt>{escape(told.title)}</dt><dd>{escape(told.text)}</dd>"
    yield "</dl><h3>Historique</h3><table><tr><th>Quand</th><th>Qui</th><th>Quoi</th></tr>"
    for save in sheet.saves:
        values = "".join(f"<br>{escape(v.title)}\u00a0: {escape(v.text)}" for v in save.values)
        when, who, what = escape(save.when), escape(save.who), escape(save.what)
        yield f"<tr><td>{when}</td><td>{who}</td><td>{what}{values}</td></tr>"
    yield "</table>"


def _list(lines: tuple[str, ...] | list[str]) -> Iterator[str]:
    yield "<ul>"
    for line in lines:
        yield f"<li>{escape(line)}</li>"
    yield "</ul>"
