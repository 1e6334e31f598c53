"""The values that commands take: a kind of record, a whole number, a file."""

from pathlib import Path
from typing import Any

import click


class KindOfRecord(click.ParamType[str]):
    """A kind by its name (« visit ») or by its French label (« visite », « visites »)."""

    name = "type"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of the kind; refuse the others, naming the nearest."""
        from difflib import get_close_matches

        names = kind_names()
        word = plain_word(str(value))
        if word in names:
            return names[word]
        near = get_close_matches(word, names, n=1)
        hint = f" Vouliez-vous «\u00a0{names[near[0]]}\u00a0»\u00a0?" if near else ""
        raise click.BadParameter(
            f"«\u00a0{value}\u00a0» n’est pas un type de fiche.{hint} La liste\u00a0: carnet kinds",
            ctx,
            param,
        )


class Whole(click.ParamType[int]):
    """A whole number from 1 up."""

    name = "nombre"

    def __init__(self, minimum: int = 1) -> None:
        self._minimum = minimum

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        try:
            number = int(value)
        except ValueError:
            self.fail(f"«\u00a0{value}\u00a0» n’est pas un nombre entier.", param, ctx)
        if number < self._minimum:
            self.fail(f"il faut au moins {self._minimum}.", param, ctx)
        return number


KIND = KindOfRecord()
WHOLE = Whole()
# Whether it can be read is asked, and told in French, by what reads it.
FILE = click.Path(path_type=Path, readable=False)


def kind_names() -> dict[str, str]:
    """Return the kinds by everything they may be called, plain."""
    from sync.records import RECORD_TYPES

    names: dict[str, str] = {}
    for kind, model in RECORD_TYPES.items():
        for name in (kind, model.label, model.label_plural):
            names.setdefault(plain_word(name), kind)
    return names


def plain_word(text: str) -> str:
    """Return a word without accents, case or signs."""
    from desktop.importing.words import plain

    return plain(text)
