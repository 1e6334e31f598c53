"""The filters of a workbook as one types them: years, names, codes, turned into a scope."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop.cli.arguments import plain_word
from desktop.cli.asked import Asked
from desktop.errors import BadInput
from desktop.services.refusals import NotFound
from desktop.services.workbooks.catalogue import workbook
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.presets import Preset, preset_named
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.store.query import ListQuery
from sync.records.funding import FunderType
from sync.records.partner import Partner
from sync.records.territory import Territory

if TYPE_CHECKING:
    from desktop.services.notebook import Notebook


def scope_of(notebook: "Notebook", asked: Asked, today: date) -> tuple[Scope, Preset | None]:
    """Return the scope that was typed, over that of its preset; raises BadInput, NotFound."""
    preset = preset_named(notebook, asked.preset) if asked.preset else None
    scope = preset.scope_on(today) if preset else Scope(Period.of_years(today.year))
    changes: dict[str, Any] = dict(_changes(notebook, asked))
    return replace(scope, **changes), preset


def choices_of(
    notebook: "Notebook", asked: Asked, codes: tuple[str, ...], today: date
) -> tuple[Choice, ...]:
    """Return each workbook of a code, or those of the preset when no code is given."""
    scope, preset = scope_of(notebook, asked, today)
    title = preset.title if preset else ""
    wanted = codes or (preset.workbooks if preset else ())
    return tuple(Choice(workbook(code).code, scope, title) for code in wanted)


def _changes(notebook: "Notebook", asked: Asked) -> Iterator[tuple[str, Any]]:
    if asked.period is not None:
        yield "period", asked.period
    if asked.territories:
        yield "territories", frozenset(_territory(notebook, each) for each in asked.territories)
    if asked.themes:
        yield "themes", frozenset(_code(notebook, "theme", each) for each in asked.themes)
    if asked.dispositifs:
        codes = (_code(notebook, "dispositif", each) for each in asked.dispositifs)
        yield "dispositifs", frozenset(codes)
    if asked.funders:
        found = [_funder(notebook, each) for each in asked.funders]
        yield "funder_types", frozenset(each for each in found if isinstance(each, FunderType))
        lists = (each for each in found if not isinstance(each, FunderType))
        yield "funders", frozenset(key for keys in lists for key in keys)
    if asked.recipient:
        yield "recipient", _recipient(notebook, asked.recipient)
    if asked.no_words:
        yield "words", False


def _territory(notebook: "Notebook", text: str) -> str:
    """Return the id of a neighbourhood by its official code, its name, or as any record."""
    by_code = notebook.by_natural_key(Territory.kind, [(text.strip(),)])
    if by_code:
        return next(iter(by_code.values()))
    named = _named(notebook, Territory.kind, text)
    return named[0] if len(named) == 1 else notebook.resolve(text, Territory.kind)


def _code(notebook: "Notebook", list_name: str, text: str) -> str:
    """Return a code of a list by itself, without its vintage (the latest then), or its label."""
    word = plain_word(text)
    found = [
        entry.code
        for entry in sorted(notebook.entries(list_name), key=lambda each: each.vintage)
        if text.strip() in (entry.code, entry.code.rpartition(":")[2])
        or word == plain_word(entry.label)
    ]
    if not found:
        raise BadInput(f"«\u00a0{text}\u00a0» n’est pas dans la liste.", list_name)
    return text.strip() if text.strip() in found else found[-1]


def _funder(notebook: "Notebook", text: str) -> FunderType | list[str]:
    """Return a type of financer by its code or label, else the services of one body."""
    word = plain_word(text)
    for each in FunderType:
        if word in (plain_word(each.value), plain_word(each.label)):
            return each
    return _named(notebook, Partner.kind, text) or [notebook.resolve(text, Partner.kind)]


def _recipient(notebook: "Notebook", text: str) -> Recipient:
    try:
        recipient = preset_named(notebook, text).scope.recipient
    except NotFound:
        recipient = None
    if recipient is not None:
        return recipient
    found = _funder(notebook, text)
    if isinstance(found, FunderType):
        return Recipient(found.label, frozenset({found}))
    return Recipient(notebook.headings(found)[found[0]], partners=frozenset(found))


def _named(notebook: "Notebook", kind: str, text: str) -> list[str]:
    word = plain_word(text)
    rows = notebook.pick(ListQuery(kind), ["name"])
    return [row.id for row in rows if plain_word(str(row.values[0])) == word]
