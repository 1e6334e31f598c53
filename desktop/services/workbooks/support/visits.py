"""The visits: how many, how long, whom they reached, and what they brought."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.workbooks.figures import share
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import counted
from desktop.services.workbooks.sources import Sources
from desktop.services.workbooks.spans import Spans, spans
from desktop.services.workbooks.support.minutes import Clock, Share
from sync.records.visit import Visit

SUPPORTING: Final = "Accompagnement"
BY_TYPE: Final = "Visites par type"
GIVEN: Final = "Temps d’appui"
PRESENT: Final = "Personnes présentes"
FIRST_MEETING: Final = "PREMIERE_RENCONTRE"
_NO_TYPE: Final = "Type non précisé"
NO_VISIT: Final = "Aucune visite validée dans ce périmètre."


def visits_part(sources: Sources, clock: Clock) -> Part:
    """Return the visits in time, by type, and the time of each kind of support."""
    visits = sources.of(Visit)
    parts = spans(sources.scope.period, sources.today, map(_day, visits))
    sheets = (_in_time(visits, parts, clock), _by_type(sources, visits, parts, clock))
    return Part((*sheets, _given(sources, visits, clock)), tuple(_checks(sources, visits, clock)))


def reached(visits: Iterable[Visit]) -> int:
    """Return how many organisations were met, each once."""
    return len({visit.organisation for visit in visits if visit.organisation})


def first_meetings(visits: Iterable[Visit]) -> int:
    """Return how many visits were the first with an organisation."""
    return sum(visit.visit_type == FIRST_MEETING for visit in visits)


def people_present(visits: Iterable[Visit]) -> int:
    """Return the people who were there, as many times as they were."""
    return sum(line.count or 0 for visit in visits for line in visit.people_present)


def _in_time(visits: Sequence[Visit], parts: Spans, clock: Clock) -> Sheet:
    return Sheet(
        SUPPORTING,
        "Le temps passé auprès des structures et des groupes",
        "Combien de visites, combien de temps, et la part de ce temps qui aide les gens à agir"
        " plutôt que les dossiers à passer.",
        _time_columns(parts.title),
        [_time_row(span.name, found, clock) for span, found in parts.shared(visits, _day)],
        charts=(
            Chart(
                "Temps d’appui et temps d’instruction, en minutes",
                Marks.STACKED,
                parts.title,
                ("Appui", "Instruction", "Présence"),
                "Chaque barre est le temps des visites\u00a0: ce qui aide les structures, ce qui"
                " sert l’instruction des dossiers, et le temps de présence que rien ne détaille.",
            ),
        ),
        filters=False,
        when_empty=NO_VISIT,
    )


def _time_columns(title: str) -> tuple[Column, ...]:
    line, held = "visit.support_given", As.WHOLE
    return (
        Column(title, As.TEXT, "La partie de la période où la visite a eu lieu.", width=16),
        _count("Visites", "Les visites validées de ces jours-là.", "visit"),
        _count(
            "Premières rencontres",
            "Les visites dont le type est «\u00a0Première rencontre\u00a0».",
            "visit.visit_type",
        ),
        Column(
            "Structures rencontrées",
            held,
            "Les structures différentes\u00a0; une même structure compte dans chaque ligne où"
            " elle a été vue, la colonne ne s’additionne donc pas.",
            origin="visit.organisation",
        ),
        Column(
            PRESENT,
            held,
            "La somme des présences, par rôle et sans nom\u00a0; une personne vue deux fois"
            " compte deux fois.",
            "personnes",
            "visit.people_present",
            total=True,
            people=True,
        ),
        _time("Temps passé", "Tout le temps des visites, trajet non compris.", "visit"),
        _time("Appui", "Les minutes dont l’appui aide la structure ou le groupe à agir.", line),
        _time("Instruction", "Les minutes qui servent les dossiers et les papiers.", line),
        _time("Présence", "Le temps de la visite qu’aucun appui ne détaille.", line),
        Column(
            "Part de l’appui",
            As.SHARE,
            "Appui ÷ (appui + instruction).",
            origin="calcul",
        ),
    )


def _count(title: str, meaning: str, origin: str) -> Column:
    return Column(title, As.WHOLE, meaning, origin=origin, total=True)


def _time(title: str, meaning: str, origin: str) -> Column:
    return Column(title, As.WHOLE, meaning, "minutes", origin, total=True)


def _time_row(name: str, visits: Sequence[Visit], clock: Clock) -> Row:
    told = clock.all(visits)
    return (
        name,
        len(visits),
        first_meetings(visits),
        reached(visits),
        people_present(visits),
        told.total,
        told.support,
        told.instruction,
        told.presence,
        share(told.support, told.support + told.instruction),
    )


def _by_type(sources: Sources, visits: Sequence[Visit], parts: Spans, clock: Clock) -> Sheet:
    codes = [entry.code for entry in sources.reading.entries("visit_type")]
    found = sorted({_type(visit) for visit in visits}, key=lambda code: _rank(code, codes))
    return Sheet(
        BY_TYPE,
        "Ce pour quoi on est allé voir les gens",
        "Les visites selon ce qui les a motivées.",
        (
            Column(
                "Type de visite",
                As.TEXT,
                "Ce qui a motivé la visite.",
                origin="visit.visit_type",
                width=32,
            ),
            *(_count(s.name, f"Les visites de ce type, {s.name}.", "visit") for s in parts.parts),
            _count("Visites", "Les visites de ce type sur toute la période.", "visit"),
            _time("Temps passé", "Le temps de ces visites.", "visit"),
            Column(
                "Structures rencontrées",
                As.WHOLE,
                "Les structures différentes vues pour cette raison.",
                origin="visit.organisation",
            ),
        ),
        [_type_row(sources, code, visits, parts, clock) for code in found],
        charts=(
            Chart(
                "Visites par type",
                Marks.BARS,
                "Type de visite",
                ("Visites",),
                "Le nombre de visites de chaque type sur la période.",
            ),
        ),
        filters=False,
        when_empty=NO_VISIT,
    )


def _type(visit: Visit) -> str:
    """Return the type of a visit; "" for one that another version wrote without it."""
    return visit.visit_type or ""


def _rank(code: str, codes: Sequence[str]) -> tuple[int, str]:
    return codes.index(code) if code in codes else len(codes), code


def _type_row(
    sources: Sources, code: str, visits: Sequence[Visit], parts: Spans, clock: Clock
) -> Row:
    mine = [visit for visit in visits if _type(visit) == code]
    counts = (len(found) for _, found in parts.shared(mine, _day))
    label = sources.label(Visit, "visit_type", code) or _NO_TYPE
    return (label, *counts, len(mine), clock.all(mine).total, reached(mine))


def _given(sources: Sources, visits: Sequence[Visit], clock: Clock) -> Sheet:
    return Sheet(
        GIVEN,
        "Ce que l’on apporte, et ce que l’on instruit",
        "Les appuis notés dans les visites\u00a0: combien de fois, combien de temps, et dans quel"
        " total ils comptent.",
        (
            Column(
                "Appui", As.TEXT, "Ce qui a été apporté.", origin="visit.support_given", width=38
            ),
            Column(
                "Compte comme",
                As.TEXT,
                "Appui ou instruction, selon le niveau supérieur de la liste des appuis\u00a0;"
                " présence quand la liste ne le dit pas.",
                origin="liste des appuis",
            ),
            _count("Fois", "Combien de fois cet appui a été noté.", "visit.support_given"),
            _time("Minutes", "Le temps noté pour cet appui.", "visit.support_given"),
            Column(
                "Part du temps détaillé", As.SHARE, "Minutes ÷ toutes les minutes notées.", width=16
            ),
        ),
        list(_given_rows(sources, visits, clock)),
        charts=(
            Chart(
                "Temps de chaque appui, en minutes",
                Marks.BARS,
                "Appui",
                ("Minutes",),
                "Les appuis, du plus au moins de temps passé.",
            ),
        ),
        filters=False,
        when_empty="Aucun appui noté dans les visites de ce périmètre.",
    )


def _given_rows(sources: Sources, visits: Sequence[Visit], clock: Clock) -> Iterator[Row]:
    """Yield the kinds of support, those that took most time first."""
    times: Counter[str] = Counter()
    minutes: Counter[str] = Counter()
    for line in chain.from_iterable(visit.support_given for visit in visits):
        times[line.support_type] += 1
        minutes[line.support_type] += line.minutes or 0
    whole = sum(minutes.values())
    for code in sorted(times, key=lambda code: (-minutes[code], code)):
        label = _support_label(sources, code)
        spent = minutes[code]
        yield (label, clock.share_of(code).value, times[code], spent, share(spent, whole))


def _support_label(sources: Sources, code: str) -> str:
    entries = sources.reading.entries("support_type")
    return next((entry.label for entry in entries if entry.code == code), code)


def _checks(sources: Sources, visits: Sequence[Visit], clock: Clock) -> Iterator[Check]:
    lines = [line for visit in visits for line in visit.support_given]
    supporting = [line for line in lines if clock.share_of(line.support_type) is Share.SUPPORT]
    count = counted(sources, Visit, "visited_on")
    yield Check("Visites validées", count, SUPPORTING, "Visites")
    yield Check("Visites validées, par type", count, BY_TYPE, "Visites")
    yield Check(
        "Minutes d’appui", sum(each.minutes or 0 for each in supporting), SUPPORTING, "Appui"
    )
    yield Check("Appuis notés", len(lines), GIVEN, "Fois")
    yield Check("Minutes notées", sum(each.minutes or 0 for each in lines), GIVEN, "Minutes")


def _day(visit: Visit) -> date:
    return visit.visited_on
