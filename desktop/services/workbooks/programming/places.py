"""The programmation by priority neighbourhood: an action that touches several is counted apart."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Place, Row, Sheet, Sum
from desktop.services.workbooks import columns
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.programming.actions import P147
from desktop.services.workbooks.programming.audience import Audience, Group, anybody
from desktop.services.workbooks.programming.funded import Funded, total
from desktop.services.workbooks.recount import Recount
from sync.records.audiences import Residence
from sync.records.territory import Territory

PLACES: Final = "Par QPV"
RESIDENCES: Final = "Part en QPV"
_SHARED: Final = "Actions sur plusieurs quartiers"
_NOWHERE: Final = "Quartier non précisé ou non validé"


@dataclass(frozen=True, slots=True)
class _Cut:
    """A row: a neighbourhood, or what no single one holds; `shared` touches it with others."""

    code: str
    name: str
    towns: str
    found: tuple[Funded, ...]
    shared: tuple[Funded, ...] = ()


def places_part(funded: Sequence[Funded], audience: Audience, recount: Recount) -> Part:
    """Return the sheet by neighbourhood and the one that tells where the public lives."""
    cuts = list(_cuts(funded))
    rows: list[Row] = []
    for cut in cuts:
        public = audience.of(cut.found)
        people = (public.count(anybody, actual=actual) for actual in (False, True))
        rows.append((*_named(cut), *_figures(cut), *people, *_beside(cut)))
    living, sums = _living(cuts, audience)
    return Part((_laid(rows), living), tuple(_checks(recount)), sums=tuple(sums))


def _cuts(funded: Sequence[Funded]) -> Iterator[_Cut]:
    """Yield each neighbourhood with the actions that touch it alone, then the others."""
    alone: defaultdict[str, list[Funded]] = defaultdict(list)
    beside: defaultdict[str, list[Funded]] = defaultdict(list)
    known: dict[str, Territory] = {}
    for each in funded:
        for place in each.places:
            known[place.id] = place
            (beside if each.shared else alone)[place.id].append(each)
    for place in sorted(known.values(), key=lambda p: (p.territory_code or "~", p.name)):
        towns = ", ".join(place.commune_names)
        found = tuple(alone[place.id])
        yield _Cut(place.territory_code or "", place.name, towns, found, tuple(beside[place.id]))
    if shared := tuple(each for each in funded if each.shared and each.places):
        yield _Cut("", _SHARED, "", shared)
    if nowhere := tuple(each for each in funded if not each.places):
        yield _Cut("", _NOWHERE, "", nowhere)


def _named(cut: _Cut) -> Row:
    return (cut.code, cut.name, cut.towns)


def _figures(cut: _Cut) -> Row:
    return (
        len(cut.found),
        total(each.action.planned_cost for each in cut.found),
        total(each.asked_specific for each in cut.found),
        total(each.granted_specific for each in cut.found),
        total(each.granted_others for each in cut.found),
        total(each.granted for each in cut.found),
    )


def _beside(cut: _Cut) -> Row:
    return (len(cut.shared), total(each.granted for each in cut.shared))


def _laid(rows: list[Row]) -> Sheet:
    return Sheet(
        PLACES,
        "La programmation par quartier prioritaire",
        "Une action qui touche un seul quartier est comptée dans ce quartier\u00a0; celle qui en"
        " touche plusieurs est comptée une fois, sur la ligne «\u00a0Actions sur plusieurs"
        " quartiers\u00a0».",
        (*_named_columns(), *_figure_columns()),
        rows,
        charts=(
            Chart(
                "Montants accordés par quartier",
                Marks.STACKED,
                "Quartier",
                ("Accordé P147 (€)", "Accordé par les cofinanceurs (€)"),
                "Chaque barre est un quartier\u00a0: ce que le programme 147 accorde aux actions"
                " qui lui sont propres, puis ce que les cofinanceurs ajoutent.",
            ),
        ),
        filters=False,
        when_empty="Aucune action validée dans ce périmètre.",
    )


def _named_columns() -> Iterator[Column]:
    yield Column(
        "Code QPV",
        As.CODE,
        "Le code du quartier prioritaire\u00a0; vide pour une ligne de plusieurs quartiers.",
        origin="territory.territory_code",
        form="DAUPHIN\u00a0: localisations",
        width=12,
    )
    yield Column("Quartier", As.TEXT, "Le nom du territoire.", origin="territory.name", width=32)
    yield Column(
        "Communes",
        As.TEXT,
        "Les communes où il se trouve.",
        origin="territory.commune_names",
        width=22,
    )


def _figure_columns() -> Iterator[Column]:
    where = "action.neighbourhoods"
    yield columns.count("Actions", "Les actions qui touchent ce seul quartier.", where)
    yield columns.euros("Coût prévu", "Le coût prévu de ces actions.", "action.planned_cost")
    yield columns.euros("Demandé P147", "Demandé au programme 147.", "funding.requested")
    yield columns.euros("Accordé P147", "Accordé par le programme 147.", "funding.granted")
    yield columns.euros(
        "Accordé par les cofinanceurs", "Accordé par les autres financeurs.", "funding.granted"
    )
    yield columns.euros(
        "Accordé, tous financeurs", "Programme 147 et cofinanceurs.", "funding.granted"
    )
    yield columns.people(
        "Public prévu", "Les personnes que ces actions veulent toucher.", "action.audience.planned"
    )
    yield columns.people(
        "Public touché", "Les personnes que ces actions ont touchées.", "action.audience.actual"
    )
    yield columns.count(
        "Actions partagées",
        "Les actions qui touchent ce quartier et d’autres\u00a0: à lire à part, sans les ajouter.",
        where,
        total=False,
    )
    yield columns.euros(
        "Accordé aux actions partagées",
        "Tous financeurs, pour ces actions entières\u00a0: à lire à part, sans l’ajouter.",
        "funding.granted",
        total=False,
    )


def _living(cuts: Sequence[_Cut], audience: Audience) -> tuple[Sheet, list[Sum]]:
    rows: list[Row] = []
    sums: list[Sum] = []
    for at, cut in enumerate(cuts):
        public = audience.of(cut.found)
        cells: list[int | float | None] = []
        for actual in (False, True):
            counts: list[int | None] = []
            for home in (*Residence, None):
                kept = _at_home(home)
                counts.append(public.count(kept, actual=actual))
                if home and counts[-1] is not None:
                    place = Place(RESIDENCES, at, 1 + len(cells) + len(counts))
                    sums.append(public.sum_of(place, kept, actual=actual))
            cells += [*counts, share(counts[0] or 0, counts[-1] or 0)]
        rows.append((cut.code, cut.name, *cells))
    return _living_sheet(rows), sums


def _at_home(home: Residence | None) -> Callable[[Group], bool]:
    return lambda each: home in (None, each.residence)


def _living_sheet(rows: list[Row]) -> Sheet:
    return Sheet(
        RESIDENCES,
        "La part du public qui vit en quartier prioritaire",
        "Le public des actions de chaque ligne de la feuille «\u00a0Par QPV\u00a0», selon qu’il"
        " vit ou non en quartier prioritaire.",
        (*tuple(_named_columns())[:2], *_living_columns()),
        rows,
        charts=tuple(
            Chart(
                f"Lieu de vie du public {which}",
                Marks.STACKED,
                "Quartier",
                tuple(f"{home.label}, {which}" for home in Residence),
                f"Chaque barre est le public {which} des actions d’un quartier\u00a0: qui vit en"
                " quartier prioritaire, en dehors, ou sans précision.",
            )
            for which, place in (("prévu", 5), ("touché", 10))
            if any(row[place] for row in rows)
        ),
        filters=False,
        when_empty="Aucune action validée de ce périmètre ne dit son public.",
    )


def _living_columns() -> Iterator[Column]:
    for which, field in (("prévu", "planned"), ("touché", "actual")):
        origin = f"action.audience.{field}"
        for home in Residence:
            yield columns.people(
                f"{home.label}, {which}", f"Public {which}\u00a0: {home.label.lower()}.", origin
            )
        yield columns.people(f"Total {which}", f"Tout le public {which}.", origin)
        yield columns.part(
            f"Part en QPV, {which}",
            "Du quartier prioritaire, sur l’ensemble du public de la ligne.",
            f"calcul\u00a0: {origin}",
            of_people=True,
        )


def _checks(recount: Recount) -> Iterator[Check]:
    yield Check("Actions, par quartier", recount.actions(), PLACES, "Actions")
    yield Check(
        "Accordé P147, par quartier",
        recount.granted((P147,), of_actions=True),
        PLACES,
        "Accordé P147 (€)",
    )
    yield Check(
        "Accordé par tous les financeurs, par quartier",
        recount.granted(of_actions=True),
        PLACES,
        "Accordé, tous financeurs (€)",
    )
