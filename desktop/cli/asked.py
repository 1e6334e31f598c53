"""The options of the workbooks: what they are about, and what to write."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from desktop.cli.arguments import FILE
from desktop.cli.french import Option
from desktop.files import told
from desktop.services.workbooks.choice import Format
from desktop.services.workbooks.scope import Period

F = TypeVar("F", bound=Callable[..., Any])

ENDINGS: Final = {each.ending: each for each in Format}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they were typed."""

    preset: str = ""
    period: Period | None = None
    territories: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    dispositifs: tuple[str, ...] = ()
    funders: tuple[str, ...] = ()
    recipient: str = ""
    no_words: bool = False


class PeriodOf(click.ParamType[Period]):
    """A year, years, or days: 2026, 2024-2026, 2026-02-01..2026-06-30."""

    name = "période"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        """Return the period."""
        text = str(value).strip()
        try:
            period = _days(text) if ".." in text else _years(text)
        except ValueError:
            self.fail(
                f"«\u00a0{text}\u00a0» n’est pas une période\u00a0: écrivez 2026, 2024-2026 ou "
                "2026-02-01..2026-06-30.",
                param,
                ctx,
            )
        if period.last < period.first:
            self.fail("la période finit avant de commencer.", param, ctx)
        return period


PERIOD = PeriodOf()


@dataclass(frozen=True, slots=True)
class Written:
    """What the files will be: where, in which format, with which remark, passages read or not."""

    out: Path | None = None
    format: Format | None = None
    note: str = ""
    looked_at: bool = False

    def format_for(self, usual: Format) -> Format:
        """Return the format that was asked for, or the one that the name of the file says."""
        ending = self.out.suffix.lower() if self.out else ""
        return self.format or ENDINGS.get(ending, usual)

    def path(self, name: str, ending: str) -> Path:
        """Return the file to write: the one named, or the usual name in the folder named."""
        if self.out is None or self.in_folder:
            return (self.out or Path()) / f"{name}{ending}"
        return self.out

    @property
    def in_folder(self) -> bool:
        """Tell whether the files take their usual names in a folder that exists."""
        if self.out is None:
            return False
        with told(self.out):
            return self.out.is_dir()


def filters(command: F) -> F:
    """Give a command the options that tell what a workbook is about."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked_of(values: dict[str, Any]) -> Asked:
    """Take the filters out of the options of a command."""
    return Asked(**{name: values.pop(name) for name in Asked.__slots__})


def writing(*, required: bool = True) -> Callable[[F], F]:
    """Return what gives a command the options that tell what to write."""

    def give(command: F) -> F:
        for option in reversed((_out(required=required), *_WRITTEN)):
            command = option(command)
        return command

    return give


def written_of(values: dict[str, Any]) -> Written:
    """Take what to write out of the options of a command."""
    chosen = values.pop("format_")
    return Written(
        values.pop("out"),
        Format(chosen) if chosen else None,
        values.pop("note_"),
        values.pop("looked_at"),
    )


def _years(text: str) -> Period:
    first, _, last = text.partition("-")
    return Period.of_years(_year(first), _year(last) if last else None)


def _year(text: str) -> int:
    if len(text) != 4 or not text.isdecimal():
        raise ValueError(text)
    return int(text)


def _days(text: str) -> Period:
    first, _, last = text.partition("..")
    return Period(date.fromisoformat(first.strip()), date.fromisoformat(last.strip()))


def _many(name: str, attribute: str, metavar: str, sentence: str) -> Callable[[F], F]:
    return click.option(name, attribute, cls=Option, multiple=True, metavar=metavar, help=sentence)


_OPTIONS = (
    click.option(
        "--preset", cls=Option, default="", metavar="MODÈLE", help="Les filtres d’un modèle."
    ),
    click.option(
        "--period",
        cls=Option,
        type=PERIOD,
        metavar="PÉRIODE",
        help="2026, 2024-2026 ou 2026-02-01..2026-06-30\u00a0; sinon l’année en cours.",
    ),
    _many("--territory", "territories", "QUARTIER", "Un quartier, par son code ou son nom."),
    _many("--theme", "themes", "THÈME", "Un thème et ceux qu’il contient, par exemple 2.2."),
    _many("--dispositif", "dispositifs", "DISPOSITIF", "Un dispositif, par son code ou son nom."),
    _many(
        "--funder", "funders", "FINANCEUR", "Les lignes d’un type de financeur ou d’un organisme."
    ),
    click.option(
        "--recipient",
        cls=Option,
        default="",
        metavar="DESTINATAIRE",
        help="Qui lira\u00a0: il voit ses propres avis, jamais ceux des autres.",
    ),
    click.option("--no-words", cls=Option, is_flag=True, help="Laisse les paroles recueillies."),
)


def _out(*, required: bool) -> Callable[[F], F]:
    return click.option(
        "--out",
        cls=Option,
        type=FILE,
        required=required,
        metavar="CHEMIN",
        help="Le fichier à écrire\u00a0; un ancien du même nom est remplacé. Ou un dossier, où il "
        "prendra son nom d’usage.",
    )


_WRITTEN = (
    click.option(
        "--format",
        "format_",
        cls=Option,
        type=click.Choice([each.value for each in (Format.XLSX, Format.ODS, Format.CSV)]),
        metavar="FORMAT",
        help="xlsx, ods ou csv (un .zip d’un CSV par feuille)\u00a0; sinon selon le nom.",
    ),
    click.option(
        "--note",
        "note_",
        cls=Option,
        default="",
        help="Une remarque pour la première feuille.",
    ),
    click.option(
        "--looked-at",
        cls=Option,
        is_flag=True,
        help="Montre les passages à relire et les laisse partir.",
    ),
)
