"""The programmation by theme and by sub-theme of the P147 list: actions, money and people."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Place, Row, Sheet, Sum
from desktop.services.workbooks import columns
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.programming.actions import P147
from desktop.services.workbooks.programming.audience import Audience, anybody
from desktop.services.workbooks.programming.funded import Funded, total
from desktop.services.workbooks.programming.nomenclature import (
    LIST,
    UNKNOWN,
    Nomenclature,
    Theme,
)
from desktop.services.workbooks.recount import Recount
from desktop.services.workbooks.sources import Sources

THEMES: Final = "Par thème"
SUB_THEMES: Final = "Par sous-thème"
_PEOPLE_FROM: Final = 12


def themes_part(
    sources: Sources, funded: Sequence[Funded], audience: Audience, recount: Recount
) -> Part:
    """Return the two sheets; each action has one theme, and so is counted once in each."""
    listed = Nomenclature(sources)
    wide, _ = _sheet(THEMES, funded, audience, lambda each: listed.theme_of(each.action.theme))
    fine, sums = _sheet(SUB_THEMES, funded, audience, lambda each: _finest(listed, each))
    return Part(
        (wide, fine),
        tuple(check for name in (THEMES, SUB_THEMES) for check in _checks(name, recount)),
        sums=tuple(sums),
    )


def _finest(listed: Nomenclature, each: Funded) -> Theme:
    """Return the sub-theme of an action, or its theme when nothing finer is known."""
    fine = listed.sub_theme_of(each.action.theme)
    return fine if fine.code else listed.theme_of(each.action.theme)


def _sheet(
    name: str, funded: Sequence[Funded], audience: Audience, theme_of: Callable[[Funded], Theme]
) -> tuple[Sheet, list[Sum]]:
    whole = total(each.granted_specific for each in funded)
    grouped = [
        (theme, list(found))
        for theme, found in groupby(sorted(funded, key=lambda e: _rank(theme_of(e))), theme_of)
    ]
    rows: list[Row] = []
    sums: list[Sum] = []
    for at, (theme, found) in enumerate(grouped):
        public = audience.of(found)
        people = [public.count(anybody, actual=actual) for actual in (False, True)]
        rows.append((*_named(theme), *_figures(found, whole), *people))
        sums += [
            public.sum_of(Place(name, at, _PEOPLE_FROM + actual), anybody, actual=actual)
            for actual in (False, True)
            if people[actual] is not None
        ]
    return _laid(name, rows), sums


def _rank(theme: Theme) -> tuple[bool, Theme]:
    return not theme.code, theme


def _named(theme: Theme) -> Row:
    label = theme.label if theme.code else UNKNOWN
    return (theme.vintage, theme.code, label)


def _figures(found: Sequence[Funded], whole: int) -> Row:
    specific = total(each.granted_specific for each in found)
    return (
        len(found),
        len({each.action.organisation for each in found if each.action.organisation}),
        total(each.action.planned_cost for each in found),
        total(each.action.actual_cost for each in found),
        total(each.asked_specific for each in found),
        specific,
        share(specific, whole),
        total(each.granted_others for each in found),
        total(each.granted for each in found),
    )


def _laid(name: str, rows: list[Row]) -> Sheet:
    fine = name == SUB_THEMES
    what = "sous-thème" if fine else "thème"
    return Sheet(
        name,
        f"La programmation par {what}",
        f"Chaque action est comptée une seule fois, dans son {what}\u00a0; le code change de sens"
        " avec son millésime.",
        (
            *_named_columns(what.capitalize()),
            *_figure_columns(),
            *_people_columns(),
        ),
        rows,
        charts=(
            Chart(
                f"Montants accordés par {what}",
                Marks.STACKED,
                "Code",
                ("Accordé P147 (€)", "Accordé par les cofinanceurs (€)"),
                f"Chaque barre est un {what}, par son code\u00a0: ce que le programme 147 accorde,"
                " puis ce que les cofinanceurs ajoutent.",
            ),
        ),
        filters=False,
        when_empty="Aucune action validée dans ce périmètre.",
    )


def _named_columns(what: str) -> Iterator[Column]:
    yield Column(
        "Millésime",
        As.CODE,
        "L’année de la nomenclature\u00a0: le même code ne veut pas dire la même chose en 2020 et"
        " en 2024.",
        origin="action.theme",
        width=10,
    )
    yield Column(
        "Code",
        As.CODE,
        "Le code de la nomenclature du programme 147.",
        origin="action.theme",
        form="Nomenclature P147",
        width=8,
    )
    yield Column(
        what,
        As.TEXT,
        "Le libellé de la nomenclature du programme 147.",
        origin="action.theme",
        form="DAUPHIN\u00a0: thématique",
        width=34,
        listed=LIST,
    )


def _figure_columns() -> Iterator[Column]:
    yield columns.count("Actions", "Les actions validées.", "action.theme")
    yield columns.count(
        "Structures",
        "Les structures différentes\u00a0; sans total, car une structure peut porter plusieurs"
        " thèmes.",
        "action.organisation",
        total=False,
    )
    yield columns.euros("Coût prévu", "Le total des charges prévues.", "action.planned_cost")
    yield columns.euros(
        "Coût réalisé", "Le total des charges constatées et saisies.", "action.actual_cost"
    )
    yield columns.euros("Demandé P147", "Ce qui est demandé au programme 147.", "funding.requested")
    yield columns.euros(
        "Accordé P147",
        "Ce que le programme 147 accorde.",
        "funding.granted",
        "Liste publique des actions\u00a0: montant par objectif",
    )
    yield columns.part(
        "Part de l’accordé P147",
        "La part de tout ce que le programme 147 accorde.",
        "calcul\u00a0: funding.granted",
    )
    yield columns.euros(
        "Accordé par les cofinanceurs", "Ce que les autres financeurs accordent.", "funding.granted"
    )
    yield columns.euros(
        "Accordé, tous financeurs",
        "Programme 147 et cofinanceurs.",
        "funding.granted",
    )


def _people_columns() -> Iterator[Column]:
    yield columns.people(
        "Public prévu", "Les personnes que ces actions veulent toucher.", "action.audience.planned"
    )
    yield columns.people(
        "Public touché", "Les personnes que ces actions ont touchées.", "action.audience.actual"
    )


def _checks(name: str, recount: Recount) -> Iterator[Check]:
    yield Check(f"Actions, {name.lower()}", recount.actions(), name, "Actions")
    yield Check(
        f"Accordé P147, {name.lower()}",
        recount.granted((P147,), of_actions=True),
        name,
        "Accordé P147 (€)",
    )
    yield Check(
        f"Accordé par tous les financeurs, {name.lower()}",
        recount.granted(of_actions=True),
        name,
        "Accordé, tous financeurs (€)",
    )
