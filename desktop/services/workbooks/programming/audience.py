"""The people whom the actions expect and reach: one row per group, and their totals."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from desktop.export.content import As, Chart, Column, Labels, Marks, Place, Row, Sheet, Sum
from desktop.services.workbooks import columns
from desktop.services.workbooks.ledger import Ledger, known
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.programming.funded import Funded
from desktop.services.workbooks.sources import Sources
from sync.records.audiences import Gender, Residence

PUBLIC: Final = "Publics bénéficiaires"
AGES: Final = "Par âge et genre"
PLANNED: Final = 8
"""The place of the planned count in the sheet of groups; the actual one follows."""
AGE: Final = "Tranche d’âge"
GENDER: Final = "Genre"
RESIDENCE: Final = "Lieu de vie"
_UNTOLD: Final = "Âge non précisé"
_LINES: Final = "action.audience"


@dataclass(frozen=True, slots=True)
class Group:
    """People of one age, gender and residence in one action."""

    funded: Funded
    age: str
    gender: Gender
    residence: Residence
    planned: int | None
    actual: int | None

    def counted(self, *, actual: bool) -> int | None:
        """Return how many people were expected, or reached."""
        return self.actual if actual else self.planned


class Audience:
    """The groups of some actions, each with its row in the sheet of groups."""

    def __init__(self, numbered: Iterable[tuple[int, Group]]) -> None:
        self._numbered = tuple(numbered)
        self._of_action: defaultdict[str, list[tuple[int, Group]]] = defaultdict(list)
        for at, group in self._numbered:
            self._of_action[group.funded.action.id].append((at, group))

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups in the order of their sheet."""
        return tuple(group for _, group in self._numbered)

    def of(self, funded: Iterable[Funded]) -> "Audience":
        """Return the groups of some of the actions."""
        return Audience(
            numbered for each in funded for numbered in self._of_action.get(each.action.id, ())
        )

    def count(self, kept: Callable[[Group], bool], *, actual: bool) -> int | None:
        """Return how many people the groups kept hold; None when nobody counted."""
        return known(each.counted(actual=actual) for _, each in self._numbered if kept(each))

    def sum_of(self, total: Place, kept: Callable[[Group], bool], *, actual: bool) -> Sum:
        """Return that a cell is the sum of the groups kept."""
        rows = (
            at
            for at, each in self._numbered
            if kept(each) and each.counted(actual=actual) is not None
        )
        return Sum(total, tuple(Place(PUBLIC, at, PLANNED + actual) for at in rows))


def audience_of(funded: Iterable[Funded]) -> Audience:
    """Return the public of the actions, numbered as its sheet shows it."""
    return Audience(enumerate(_groups(funded)))


def anybody(_group: Group) -> bool:
    """Keep every group."""
    return True


def audience_lists(sources: Sources) -> tuple[Labels, ...]:
    """Return the lists that the groups draw from."""
    return (
        Labels(AGE, tuple(_ages(sources).items())),
        Labels(GENDER, tuple((each.value, each.label) for each in Gender)),
        Labels(RESIDENCE, tuple((each.value, each.label) for each in Residence)),
    )


def audience_part(sources: Sources, ledger: Ledger, audience: Audience) -> Part:
    """Return the sheet of groups, and the one by age and gender with its charts."""
    ages, sums = _by_age(sources, audience)
    return Part((_listed(sources, ledger, audience), ages), sums=tuple(sums))


def _groups(funded: Iterable[Funded]) -> Iterator[Group]:
    for each in funded:
        counts: defaultdict[tuple[str, Gender, Residence], list[list[int | None]]]
        counts = defaultdict(lambda: [[], []])
        for line in each.action.audience:
            if line.planned is None and line.actual is None:
                continue
            planned, actual = counts[line.age_band or "", line.gender, line.residence]
            planned.append(line.planned)
            actual.append(line.actual)
        for (age, gender, residence), (planned, actual) in counts.items():
            yield Group(each, age, gender, residence, known(planned), known(actual))


def _listed(sources: Sources, ledger: Ledger, audience: Audience) -> Sheet:
    ages = _ages(sources)
    return Sheet(
        PUBLIC,
        "Les publics des actions, prévus et touchés",
        "Une ligne par action, tranche d’âge, genre et lieu de vie\u00a0; une personne qui suit"
        " deux actions est comptée dans chacune.",
        (*_whose(), *_groups_columns()),
        [_group_row(ledger, each, ages) for each in audience.groups],
        references=[each.funded.action.id for each in audience.groups],
        when_empty="Aucune action validée de ce périmètre ne dit son public.",
    )


def _group_row(ledger: Ledger, each: Group, ages: dict[str, str]) -> Row:
    action = each.funded.action
    return (
        each.funded.reference,
        action.year,
        action.title,
        ledger.file_state(action),
        "\u00a0; ".join(place.territory_code or place.name for place in each.funded.places),
        ages.get(each.age, each.age) if each.age else _UNTOLD,
        each.gender.label,
        each.residence.label,
        each.planned,
        each.actual,
    )


def _whose() -> Iterator[Column]:
    yield columns.reference()
    yield columns.year()
    yield columns.title()
    yield Column(
        "Statut",
        As.TEXT,
        "L’état du dossier dans DAUPHIN\u00a0; le carnet ne décrit pas le statut des personnes.",
        origin="action.status",
        form="OSIRIS\u00a0: Publics bénéficiaires, Statut",
        width=16,
    )
    yield Column(
        "QPV (codes)",
        As.CODE,
        "Les codes des quartiers que l’action touche.",
        origin="action.neighbourhoods",
        form="OSIRIS\u00a0: Territoires",
        width=22,
    )


def _groups_columns() -> Iterator[Column]:
    for title, meaning, field in (
        (AGE, "La tranche d’âge, selon la liste du territoire.", "age_band"),
        (GENDER, "Femmes, hommes, ou non précisé.", "gender"),
        (RESIDENCE, "En quartier prioritaire, en dehors, ou non précisé.", "residence"),
    ):
        form = "" if title == RESIDENCE else f"OSIRIS\u00a0: Publics bénéficiaires, {title}"
        yield Column(
            title,
            As.TEXT,
            meaning,
            origin=f"{_LINES}.{field}",
            form=form,
            width=20,
            listed=title,
        )
    yield columns.people(
        "Nombre prévu",
        "Les personnes que l’action veut toucher.",
        f"{_LINES}.planned",
        "CERFA 12156, 6\u00a0: bénéficiaires\u00a0; OSIRIS\u00a0: Nombre",
    )
    yield columns.people(
        "Nombre réalisé",
        "Les personnes que l’action a touchées\u00a0; vide tant que le bilan n’est pas saisi.",
        f"{_LINES}.actual",
        "CERFA 15059, 1\u00a0: personnes bénéficiaires par type de publics",
    )


def _ages(sources: Sources) -> dict[str, str]:
    return {entry.code: entry.label for entry in sources.reading.entries("age_band")}


def _by_age(sources: Sources, audience: Audience) -> tuple[Sheet, list[Sum]]:
    met = {each.age for each in audience.groups}
    listed = _ages(sources)
    codes = [code for code in listed if code in met]
    codes += sorted(code for code in met if code not in listed)
    rows: list[Row] = []
    sums: list[Sum] = []
    for at, code in enumerate(codes):
        cells: list[int | None] = []
        for actual in (False, True):
            for gender in (*Gender, None):
                kept = _kept(code, gender)
                cells.append(audience.count(kept, actual=actual))
                place = Place(AGES, at, len(cells))
                if gender and cells[-1] is not None:
                    sums.append(audience.sum_of(place, kept, actual=actual))
        rows.append((listed.get(code, code) if code else _UNTOLD, *cells))
    return _age_sheet(rows), sums


def _kept(age: str, gender: Gender | None) -> Callable[[Group], bool]:
    return lambda each: each.age == age and gender in (None, each.gender)


def _age_sheet(rows: list[Row]) -> Sheet:
    titles = {which: tuple(f"{gender.label}, {which}" for gender in Gender) for which in _WHICH}
    return Sheet(
        AGES,
        "Les publics par âge et par genre",
        "Le même nombre de personnes que dans la feuille «\u00a0Publics bénéficiaires\u00a0»,"
        " par tranche d’âge et par genre (loi du 21 février 2014, article 1er).",
        tuple(_age_columns()),
        rows,
        charts=tuple(
            Chart(
                f"Public {which} par âge et genre",
                Marks.STACKED,
                "Tranche d’âge",
                titles[which],
                f"Chaque barre est une tranche d’âge du public {which}, partagée entre femmes,"
                " hommes et personnes dont le genre n’est pas précisé.",
            )
            for place, which in zip((4, 8), _WHICH, strict=True)
            if any(row[place] for row in rows)
        ),
        filters=False,
        when_empty="Aucune action validée de ce périmètre ne dit son public.",
    )


_WHICH: Final = ("prévu", "touché")


def _age_columns() -> Iterator[Column]:
    yield Column(
        "Tranche d’âge",
        As.TEXT,
        "La tranche d’âge, selon la liste du territoire.",
        origin=f"{_LINES}.age_band",
        width=20,
    )
    for which, field in zip(_WHICH, ("planned", "actual"), strict=True):
        for gender in Gender:
            yield columns.people(
                f"{gender.label}, {which}",
                f"Public {which}\u00a0: {gender.label.lower()}.",
                f"{_LINES}.{field}",
            )
        yield columns.people(
            f"Total {which}", f"Tout le public {which} de la tranche d’âge.", f"{_LINES}.{field}"
        )
