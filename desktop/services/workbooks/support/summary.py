"""The figures that open the workbook, and what its words mean."""

from collections.abc import Iterator
from typing import Final

from desktop.export.content import As, Column, Figure, Note, Place, Row, Sheet, Sum, Typed, Value
from desktop.services.workbooks.figures import middle, share
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.scope import Scope
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.support.minutes import Clock
from desktop.services.workbooks.support.pool import Delays, Pool, is_from_residents
from desktop.services.workbooks.support.visits import (
    PRESENT,
    SUPPORTING,
    first_meetings,
    people_present,
    reached,
)
from desktop.services.workbooks.support.workshops import PEOPLE, WORKSHOPS, participants
from sync.records.visit import Visit
from sync.records.workshop import Workshop

SUMMARY: Final = "Synthèse"
_EVERY_VISIT: Final = Note(
    "Filtres et visites",
    "Une visite n’a ni thème, ni dispositif, ni financeur\u00a0: toutes celles des territoires"
    " choisis sont comptées. Les idées et les ateliers suivent le filtre des thèmes.",
)
_NOTES: Final = (
    Note(
        "Appui et instruction",
        "Chaque appui noté dans une visite est d’une sorte. Celles que la liste des appuis range"
        " sous «\u00a0Appui aux associations et aux habitants\u00a0» (montage, budget,"
        " gouvernance, évaluation, mise en relation, écoute…) comptent comme appui\u00a0; celles"
        " rangées sous «\u00a0Instruction et papiers\u00a0» (saisie dans DAUPHIN, pièces,"
        " relances, contrôle du service fait, compte rendu financier) comptent comme instruction."
        " Le temps d’une visite qu’aucun appui ne détaille est du temps de présence.",
    ),
    Note(
        "Idées de la période",
        "Les idées entendues pendant la période, et celles d’avant qui y ont atteint un stade. Le"
        " stade est celui du jour de l’extraction.",
    ),
    Note(
        "Délai médian",
        "Le nombre de jours entre le jour où une idée a été dite et celui où son soutien est"
        " acquis\u00a0: la moitié des idées ont attendu moins, l’autre moitié davantage. Il porte"
        " sur les idées soutenues pendant la période.",
    ),
    Note(
        "Idées dites par les habitants",
        "Dites d’abord par des habitantes et habitants, un collectif, un conseil citoyen ou des"
        " jeunes. Une idée dite par une association n’en est pas.",
    ),
    Note(
        "Besoins d’accompagnement",
        "Comptés toutes structures ensemble, jamais structure par structure\u00a0; les difficultés"
        " internes des associations ne sont pas dans ce classeur.",
    ),
    Note(
        "Autonomie",
        "Le niveau que le groupe d’un atelier se donne, de 0 à 4\u00a0; les moyennes portent sur"
        " les groupes qui ont dit leur niveau avant et après.",
    ),
)


def notes(scope: Scope) -> tuple[Note, ...]:
    """Return what the words of the workbook mean, and what its filters leave whole."""
    narrow = scope.themes or scope.dispositifs or scope.funders or scope.funder_types
    return (*_NOTES, _EVERY_VISIT) if narrow else _NOTES


class Summary:
    """The few figures that tell the whole."""

    def __init__(self, sources: Sources, pool: Pool, clock: Clock) -> None:
        self._visits = sources.of(Visit)
        self._held = sources.of(Workshop)
        self._pool = pool
        self._time = clock.all(self._visits)

    def part(self, others: tuple[Part, ...]) -> Part:
        """Return the sheet of figures; its people are the sums of columns of other sheets."""
        rows = tuple(self._rows())
        sheet = Sheet(
            SUMMARY,
            "Moins instruire, mieux soutenir\u00a0: l’essentiel",
            "Ce que l’équipe a apporté, ce que les gens ont proposé, et combien de temps ils ont"
            " attendu.",
            (
                Column("Ce que l’on regarde", As.TEXT, "Le chiffre.", width=46),
                Column("Valeur", As.NUMBER, "Sa valeur sur la période.", width=16),
                Column("Comment le lire", As.TEXT, "Ce qu’il compte.", width=78),
            ),
            rows,
            filters=False,
        )
        return Part((sheet,), sums=tuple(_sums(rows, others)))

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures of the preview."""
        return (
            Figure("Visites", len(self._visits)),
            Figure("Structures rencontrées", reached(self._visits)),
            Figure("Minutes d’appui", self._time.support),
            Figure("Minutes d’instruction", self._time.instruction),
            Figure("Idées de la période", len(self._pool.ideas)),
            Figure("Idées soutenues", len(self._pool.supported)),
            Figure("Ateliers", len(self._held)),
        )

    def _rows(self) -> Iterator[Row]:
        yield from self._of_visits()
        yield from self._of_ideas()
        yield "Ateliers", _whole(len(self._held)), "Les ateliers validés."
        yield (
            "Participations aux ateliers",
            Typed(participants(self._held), As.WHOLE, people=True),
            "Une personne venue deux fois compte deux fois.",
        )

    def _of_visits(self) -> Iterator[Row]:
        told = self._time
        yield "Visites", _whole(len(self._visits)), "Les visites validées de la période."
        yield (
            "Structures rencontrées",
            _whole(reached(self._visits)),
            "Les structures différentes, chacune une fois.",
        )
        first = first_meetings(self._visits)
        yield "Premières rencontres", _whole(first), "Les visites de ce type."
        yield (
            "Présences",
            Typed(people_present(self._visits), As.WHOLE, people=True),
            "La somme des personnes présentes aux visites.",
        )
        yield "Minutes d’appui", _whole(told.support), "Le temps qui aide à agir."
        yield "Minutes d’instruction", _whole(told.instruction), "Le temps des dossiers."
        yield "Minutes de présence", _whole(told.presence), "Le temps que rien ne détaille."
        yield (
            "Part de l’appui",
            Typed(share(told.support, told.support + told.instruction), As.SHARE),
            "Appui ÷ (appui + instruction).",
        )

    def _of_ideas(self) -> Iterator[Row]:
        ideas, heard, supported = self._pool.ideas, self._pool.heard, self._pool.supported
        ours = sum(map(is_from_residents, heard))
        yield "Idées de la période", _whole(len(ideas)), "Entendues, ou qui y ont avancé."
        yield "Idées entendues", _whole(len(heard)), "Dites pendant la période."
        yield (
            "Part dite d’abord par les habitants",
            Typed(share(ours, len(heard)), As.SHARE),
            "Sur les idées entendues pendant la période.",
        )
        yield (
            "Idées soutenues",
            _whole(len(supported)),
            "Celles dont le soutien a été acquis pendant la période.",
        )
        yield (
            "Délai médian de l’écoute au soutien, en jours",
            Typed(middle(Delays.of(supported).days), As.NUMBER),
            "La moitié de ces idées ont attendu moins, l’autre moitié davantage.",
        )


def _whole(count: int) -> Typed:
    return Typed(count, As.WHOLE)


def _sums(rows: tuple[Row, ...], others: tuple[Part, ...]) -> Iterator[Sum]:
    """Yield each count of people of the first sheet as the sum of the column it adds up."""
    sheets = {sheet.name: sheet for part in others for sheet in part.sheets}
    added = {"Présences": (SUPPORTING, PRESENT), "Participations aux ateliers": (WORKSHOPS, PEOPLE)}
    for at, row in enumerate(rows):
        if _is_people(row[1]):
            name, title = added[str(row[0])]
            sheet = sheets[name]
            column = sheet.place_of(title)
            parts = tuple(Place(name, place, column) for place in range(len(sheet.rows)))
            yield Sum(Place(SUMMARY, at, 1), parts)


def _is_people(value: Value) -> bool:
    return isinstance(value, Typed) and value.people
