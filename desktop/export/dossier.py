"""Write the file of one organisation as one workbook: who, what happened, the money, the promises.

Private notes, fields never exported, personal and confidential data always stay out: this file
is made to be read with the organisation or a partner.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO, Final

from desktop.export.cells import Cells, Look
from desktop.export.package import PRODUCT, Package, SheetPlan
from desktop.export.perimeter import Perimeter
from desktop.export.source import Circumstances, Source
from desktop.export.text import cell_text
from desktop.export.values import Teller, french_moment
from sync.records.attachment import Attachment, RecognisablePeople
from sync.records.base import SYSTEM, Record
from sync.records.fields import Kind, fields_of

READ_ME: Final = "Lisez-moi"
_TOLD: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.ITEMS})
_READ_ME_ROW: Final = 4


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the chronology: the whole record, and how the timeline names it.

    `withheld` when what it hangs on stays in the team.
    """

    on: date
    what: str
    title: str
    detail: str
    record: Record
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One line of the money: amounts in cents, None where nothing is known."""

    level: str
    name: str
    state: str
    amounts: tuple[int | None, ...]
    account: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One thing to do."""

    what: str
    when: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """What there is to write; `happenings` may be long and is read as it is written."""

    organisation: Record
    happenings: Iterable[Happening]
    money: tuple[MoneyRow, ...]
    promises: tuple[PromiseRow, ...]
    circumstances: Circumstances


@dataclass(slots=True)
class Outcome:
    """How many rows each sheet got, and how many records stayed out."""

    rows: dict[str, int] = field(default_factory=dict)
    left_out: int = 0


def write_dossier(
    file: BinaryIO, dossier: Dossier, source: Source, advanced: Callable[[], None]
) -> Outcome:
    """Write the workbook into an open file; `advanced` is called for each line of the chronology.

    It may raise to give up.
    """
    package = Package(file, title=dossier.organisation.heading())
    try:
        outcome = _Writer(package, source, advanced).write(dossier)
        package.close(READ_ME)
    except BaseException:
        package.abandon()
        raise
    return outcome


def may_leave(perimeter: Perimeter, record: Record) -> bool:
    """Tell whether a record may be in the file: a picture of somebody needs their permission."""
    if not perimeter.keeps(record):
        return False
    if not isinstance(record, Attachment):
        return True
    seen = record.recognisable_people
    permitted = seen is RecognisablePeople.YES_PERMITTED and record.permission is not None
    return seen is RecognisablePeople.NO or permitted


class _Writer:
    def __init__(self, package: Package, source: Source, advanced: Callable[[], None]) -> None:
        self._package = package
        self._cells: Cells = package.cells
        self._perimeter = Perimeter()
        self._teller = Teller(source, self._perimeter)
        self._advanced = advanced
        self._outcome = Outcome()

    def write(self, dossier: Dossier) -> Outcome:
        """Write the five sheets, the one to read first last: it tells what the others hold."""
        self._add(_IDENTITY, self._identity(dossier.organisation))
        self._add(_CHRONOLOGY, self._chronology(dossier.happenings))
        self._add(_MONEY, self._money(dossier.money))
        self._add(_PROMISES, self._promises(dossier.promises))
        self._read_me(dossier)
        return self._outcome

    def _add(self, plan: SheetPlan, rows: Iterator[list[str]]) -> None:
        self._outcome.rows[plan.name] = self._package.add(plan, rows)

    def _identity(self, record: Record) -> Iterator[list[str]]:
        for spec in self._perimeter.fields(type(record)):
            said = self._teller.text(spec, getattr(record, spec.name, None))
            if said and (spec.about.section != SYSTEM or spec.name == "code"):
                yield [self._cells.text(spec.title, Look.LABEL), self._text(said)]

    def _chronology(self, happenings: Iterable[Happening]) -> Iterator[list[str]]:
        cells = self._cells
        for happening in happenings:
            self._advanced()
            record = happening.record
            if happening.withheld or not may_leave(self._perimeter, record):
                self._outcome.left_out += 1
                continue
            known = happening.on != date.min
            yield [
                cells.day(happening.on) if known else cells.empty(),
                *map(cells.text, (happening.what, record.code)),
                *map(self._text, (happening.title, happening.detail)),
                self._text(self._words(happening)),
            ]

    def _words(self, happening: Happening) -> str:
        """Return what was written in a record, field by field, as far as it may leave."""
        record = happening.record
        told = (
            (spec.title, self._teller.text(spec, getattr(record, spec.name, None)))
            for spec in self._perimeter.fields(type(record))
            if spec.kind in _TOLD and spec.about.section not in ("", SYSTEM)
        )
        return "\n".join(
            f"{name} : {said}" for name, said in told if said not in ("", happening.title)
        )

    def _money(self, rows: Iterable[MoneyRow]) -> Iterator[list[str]]:
        cells = self._cells
        for row in rows:
            amounts = (cells.empty() if a is None else cells.euros(a) for a in row.amounts)
            yield [
                cells.text(row.level),
                self._text(row.name),
                *amounts,
                cells.text(row.state),
                cells.text(row.account),
            ]

    def _promises(self, rows: Iterable[PromiseRow]) -> Iterator[list[str]]:
        for row in rows:
            yield [self._text(row.what), self._text(row.when)]

    def _text(self, value: str) -> str:
        return self._cells.text(cell_text(value).text)

    def _read_me(self, dossier: Dossier) -> None:
        lines = list(self._told(dossier))
        names = self._outcome.rows
        links = {f"A{_READ_ME_ROW + n}": name for n, (name, _) in enumerate(lines) if name in names}
        plan = SheetPlan(
            name=READ_ME,
            table="",
            title=f"Dossier : {dossier.organisation.heading()}",
            sentence=f"Dossier fait avec {PRODUCT}.",
            headers=(),
            widths=(38, 110),
            links=links,
        )
        cells = self._cells
        self._package.add(plan, ([cells.text(a, Look.LABEL), cells.text(b)] for a, b in lines))

    def _told(self, dossier: Dossier) -> Iterator[tuple[str, str]]:
        made = dossier.circumstances
        yield "Service", made.service
        yield "Date du dossier", french_moment(made.made_at)
        yield "Version du logiciel", f"{PRODUCT} {made.version}"
        yield "", ""
        yield "Feuilles", "Cliquez sur un nom pour aller à la feuille."
        for plan in (_IDENTITY, _CHRONOLOGY, _MONEY, _PROMISES):
            yield plan.name, f"{plan.sentence} Lignes : {self._outcome.rows[plan.name]}"
        yield "", ""
        yield from _ABSENT
        yield "Fiches laissées de côté", _left_out(self._outcome.left_out)
        yield "Champs laissés de côté", self._hidden_fields(type(dossier.organisation))
        yield (
            "Avant de transmettre",
            "Ce dossier contient des textes libres de l’équipe : relisez-les d’abord.",
        )

    def _hidden_fields(self, model: type[Record]) -> str:
        hidden = (spec.title for spec, _ in self._perimeter.hidden(model))
        known = (spec.title for spec in fields_of(model) if spec.about.section != SYSTEM)
        kept = set(known)
        names = [name for name in hidden if name in kept]
        return "De la fiche de la structure : " + (", ".join(names) or "aucun")


_ABSENT: Final = (
    (
        "Ce qui n’y est jamais",
        "Les notes internes, les notes pour soi, les noms des personnes chargées des tâches, "
        "les contacts et leurs coordonnées, les montants proposés avant la décision.",
    ),
    (
        "Ce qui n’y est pas non plus",
        "Les fiches confidentielles, les paroles sans accord de diffusion, les photos et fichiers "
        "où l’on reconnaît quelqu’un sans autorisation. Les fichiers eux-mêmes ne sont pas "
        "joints : seule leur légende est dans la chronologie.",
    ),
)


def _left_out(count: int) -> str:
    if not count:
        return "Aucune."
    return f"{count}, pour l’une de ces raisons." if count > 1 else "1, pour l’une de ces raisons."


def _plan(name: str, sentence: str, headers: tuple[str, ...], widths: tuple[int, ...]) -> SheetPlan:
    table = "T_" + "".join(filter(str.isascii, name.title().replace(" ", "")))
    return SheetPlan(name, table, name, sentence, headers, widths)


_IDENTITY: Final = _plan(
    "Identité", "Ce que dit la fiche de la structure.", ("Champ", "Valeur"), (38, 90)
)
_CHRONOLOGY: Final = _plan(
    "Chronologie",
    "Ce qui s’est passé, du plus récent au plus ancien.",
    ("Date", "Type", "Code", "Intitulé", "Précision", "Ce qui est noté"),
    (12, 16, 18, 40, 24, 90),
)
_MONEY: Final = _plan(
    "Actions et financements",
    "Toutes les actions et tous les financeurs ; une case vide veut dire « non renseigné ».",
    (
        "Niveau",
        "Action ou financeur",
        "Coût",
        "Demandé",
        "Proposé",
        "Accordé",
        "Versé",
        "État",
        "Compte rendu financier",
    ),
    (16, 44, 15, 15, 15, 15, 15, 24, 32),
)
_PROMISES: Final = _plan("Promesses", "Ce qui reste à faire.", ("Quoi", "Pour quand"), (80, 34))
