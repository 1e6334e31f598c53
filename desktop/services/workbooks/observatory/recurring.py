"""What comes back at one place within 90 days, and what goes well and where."""

from collections.abc import Iterator, Sequence
from typing import Final

from desktop.export.content import As, Check, Column, Hidden, Place, Row, Sheet, Sum, Value
from desktop.services.observing.recurrences import Recurrence, Seen, recurrences_in, resources_in
from desktop.services.sharing.counts import FEW
from desktop.services.sharing.shareable import agreed
from desktop.services.workbooks.observatory.rows import PEOPLE
from desktop.services.workbooks.observatory.watch import Watch
from desktop.services.workbooks.parts import Part
from sync.records.observation import Observation, ObservationNature

RECURRENCES: Final = "Récurrences"
RESOURCES: Final = "Ressources du quartier"
NOT_SAID: Final = "Lieu non diffusé"
_TIMES: Final = "Fois observé"
_WHERE: Final = (
    Column("Quartier", As.TEXT, "Le quartier.", origin="observation.territory", width=20),
    Column("Thème", As.TEXT, "Ce dont il s’agit.", origin="observation.theme", width=19),
    Column(
        "Lieu public",
        As.TEXT,
        "Le lieu, quand une des observations est diffusable\u00a0; jamais la porte d’une personne.",
        origin="observation.known_place, observation.place",
        width=22,
        written=True,
    ),
    Column(
        _TIMES,
        As.WHOLE,
        "Observations validées du même fait au même endroit.",
        unit="observations",
        origin="nombre de fiches «\u00a0Observation\u00a0»",
        total=True,
        width=11,
    ),
    Column(
        "Première fois",
        As.DAY,
        "La plus ancienne de ces observations.",
        origin="observation.observed_on",
    ),
    Column(
        "Dernière fois", As.DAY, "La plus récente de ces observations.", origin="calcul, même champ"
    ),
)
_PEOPLE: Final = Column(
    PEOPLE,
    As.WHOLE,
    "Le nombre de personnes qui l’ont dit, toutes ces observations ensemble.",
    unit="personnes",
    origin="observation.told_by_count",
    people=True,
    width=11,
)


def recurring(watch: Watch, rows: Sheet) -> Part:
    """Return what comes back and what goes well.

    `rows` shows observations one by one: their numbers of people add up to those given here.
    """
    again, good = recurrences_in(watch.seen), resources_in(watch.seen)
    recurrences, resources = _recurrences(watch, again), _resources(watch, good)
    expected = sum(record.nature is ObservationNature.RESOURCE for record in watch.records)
    return Part(
        (recurrences, resources),
        (Check("Observations de ressources", expected, RESOURCES, _TIMES),),
        sums=(*_sums(again, rows, recurrences), *_sums(good, rows, resources)),
    )


def _recurrences(watch: Watch, found: Sequence[Recurrence]) -> Sheet:
    return Sheet(
        RECURRENCES,
        "Faits qui reviennent",
        "Le même thème au même endroit, vu au moins deux fois en 90 jours\u00a0; "
        "le plus souvent vu d’abord.",
        (
            *_WHERE,
            _PEOPLE,
            Column(
                "Responsables pressentis",
                As.TEXT,
                "Les partenaires qui peuvent agir.",
                origin="observation.responsible",
                width=26,
            ),
            Column(
                "Suites",
                As.TEXT,
                "Combien de ces observations en sont à chaque étape.",
                origin="observation.follow_up",
                width=20,
            ),
            Column(
                "Dernier retour le",
                As.DAY,
                "Le dernier jour où une réponse a été dite aux habitantes et habitants.",
                origin="observation.returned_on",
            ),
        ),
        tuple(_recurrence(watch, one) for one in found),
        references=tuple(_shown(watch, one) for one in found),
        when_empty="Aucun fait n’est revenu au même endroit en 90 jours sur ce périmètre.",
    )


def _recurrence(watch: Watch, one: Recurrence) -> Row:
    sources = watch.sources
    steps = (
        f"{sources.label(Observation, 'follow_up', step)}\u00a0: {count}"
        for step, count in one.follow_ups
    )
    return (
        *_where(watch, one),
        _people(watch, one),
        sources.names(one.responsible),
        "\u00a0; ".join(steps),
        one.returned_on,
    )


def _resources(watch: Watch, found: Sequence[Recurrence]) -> Sheet:
    words = Column(
        "Paroles recueillies",
        As.LONG_TEXT,
        "Les mots entendus, quand la personne a accepté qu’ils sortent sans son nom.",
        origin="observation.verbatims.quote",
        width=40,
        written=True,
    )
    return Sheet(
        RESOURCES,
        "Ressources et initiatives du quartier",
        "Ce qui va bien et ce que les habitantes et habitants font vivre, lieu par lieu.",
        (*_WHERE, _PEOPLE, *([words] if watch.sources.scope.words else [])),
        tuple((*_where(watch, one), _people(watch, one), *_words(watch, one)) for one in found),
        references=tuple(_shown(watch, one) for one in found),
        when_empty="Aucune ressource validée sur ce périmètre\u00a0: elles se notent comme les "
        "dysfonctionnements, dans une observation.",
    )


def _where(watch: Watch, one: Recurrence) -> Row:
    return (
        watch.sources.name(one.territory or None),
        watch.themes.get(one.theme, ""),
        next((seen.place for seen in one.seen if _may_say(watch, seen)), _unsaid(one)),
        len(one.seen),
        one.first,
        one.last,
    )


def _unsaid(one: Recurrence) -> str:
    return NOT_SAID if one.place else ""


def _may_say(watch: Watch, seen: Seen) -> bool:
    """Tell whether a place may be named: a listed one, or that of a record that may be read."""
    return bool(seen.place) and (bool(seen.known_place) or seen.id in watch.told)


def _shown(watch: Watch, one: Recurrence) -> str:
    """Return the latest observation that may be read, for the corrections."""
    return next((seen.id for seen in one.seen if seen.id in watch.told), "")


def _people(watch: Watch, one: Recurrence) -> Value:
    """Return how many said it, unless that tells a few people of the rows that are not shown."""
    apart = any(seen.id not in watch.told for seen in one.seen)
    known = sum(seen.told_by for seen in one.seen if seen.id in watch.told and seen.told_by >= FEW)
    told_few = apart and one.people - known < FEW <= one.people
    return Hidden.BESIDE if told_few else one.people


def _sums(found: Sequence[Recurrence], rows: Sheet, total: Sheet) -> Iterator[Sum]:
    """Yield what adds up: the recurrences whose observations all have a row."""
    place = {record: row for row, record in enumerate(rows.references)}
    told = rows.place_of(PEOPLE)
    for row, one in enumerate(found):
        if all(seen.id in place for seen in one.seen):
            parts = tuple(Place(rows.name, place[seen.id], told) for seen in one.seen)
            yield Sum(Place(total.name, row, total.place_of(PEOPLE)), parts)


def _words(watch: Watch, one: Recurrence) -> tuple[str, ...]:
    if not watch.sources.scope.words:
        return ()
    # Of the record that the row refers to: the gate asks who agreed to each quote.
    record = watch.told.get(_shown(watch, one))
    lines = record.verbatims if record else ()
    quotes = (f"«\u00a0{line.quote}\u00a0»" for line in lines if agreed(line))
    return ("\n".join(dict.fromkeys(quotes)),)
