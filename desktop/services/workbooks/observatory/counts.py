"""How many observations there are: month after month, theme by theme, resources as well."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from desktop.export.content import As, Chart, Check, Column, Marks, Row, Sheet
from desktop.services.observing.recurrences import Seen, recurrences_in
from desktop.services.workbooks.observatory.watch import Watch, answered_in, answers, middle
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.recount import counted
from desktop.services.workbooks.scope import Period
from desktop.services.workbooks.spans import Span, Spans, cut, spans
from sync.records.french import SHORT_MONTHS
from sync.records.observation import Observation
from sync.records.observation import ObservationNature as Nature

MONTHLY: Final = "Par mois"
BY_THEME: Final = "Par thème"
CROSSED: Final = "Par thème et période"
ALL: Final = "Observations"
_PLURALS: Final = {
    Nature.RESOURCE: "Ressources",
    Nature.NEED: "Besoins",
    Nature.FAULT: "Dysfonctionnements",
    Nature.MOOD: "Ambiances",
    Nature.CHANGE: "Changements",
    Nature.IDEA: "Idées",
}
_DRAWN: Final = (_PLURALS[Nature.RESOURCE], _PLURALS[Nature.NEED], _PLURALS[Nature.FAULT])
_MOST_PARTS: Final = 12
_ANSWERS: Final = (
    Column(
        "Récurrences",
        As.WHOLE,
        "Faits revenus au même endroit en 90 jours (voir «\u00a0Récurrences\u00a0»).",
        origin="calcul\u00a0: même thème, même lieu, 90 jours",
        total=True,
        width=12,
    ),
    Column(
        "Réponses connues",
        As.WHOLE,
        "Observations résolues, ou sans suite et expliquées\u00a0; sans les ressources.",
        origin="observation.follow_up",
        total=True,
        width=12,
    ),
    Column(
        "Délai médian (jours)",
        As.NUMBER,
        "La moitié des réponses sont venues en moins de temps.",
        unit="jours",
        origin="médiane de observation.closed_on moins observation.forwarded_on",
        width=15,
    ),
)


def counts(watch: Watch) -> Part:
    """Return the counts by month, by theme, and of both together."""
    sheets = (_monthly(watch), _by_theme(watch), _crossed(watch))
    everything = counted(watch.sources, Observation, "observed_on")
    faults = sum(record.nature is Nature.FAULT for record in watch.records)
    return Part(
        sheets,
        (
            Check("Observations validées, mois par mois", everything, MONTHLY, ALL),
            Check("Observations validées, par thème", everything, BY_THEME, ALL),
            Check("Observations validées, thèmes et périodes", everything, CROSSED, ALL),
            Check("Dysfonctionnements, par thème", faults, BY_THEME, _PLURALS[Nature.FAULT]),
        ),
    )


def months(period: Period, today: date, days: Sequence[date]) -> Spans:
    """Return the months of a period, named as the head of a column holds them."""
    found = cut(period, 1, today, days)
    return Spans("Mois", tuple(Span(_short(part.days.first), part.days) for part in found))


def _short(day: date) -> str:
    return f"{SHORT_MONTHS[day.month - 1]} {day.year}"


def _nature_columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            title,
            As.WHOLE,
            f"Observations de nature «\u00a0{nature.label}\u00a0».",
            unit="observations",
            origin="observation.nature",
            total=True,
            width=12,
        )
        for nature, title in _PLURALS.items()
    )


def _by_nature(seen: Sequence[Seen]) -> Iterator[int]:
    counted = Counter(one.nature for one in seen)
    yield from (counted[nature.value] for nature in _PLURALS)


def _all(meaning: str) -> Column:
    return Column(
        ALL,
        As.WHOLE,
        meaning,
        unit="observations",
        origin="nombre de fiches «\u00a0Observation\u00a0»",
        total=True,
        width=13,
    )


def _monthly(watch: Watch) -> Sheet:
    period = watch.sources.scope.period
    parts = months(period, watch.sources.today, [one.on for one in watch.seen])
    shared = parts.shared(watch.seen, lambda one: one.on)
    rows: tuple[Row, ...] = tuple(
        (part.name, len(seen), *_by_nature(seen)) for part, seen in shared
    )
    return Sheet(
        MONTHLY,
        "Observations mois par mois",
        "Toutes les observations validées, diffusables ou non.",
        (
            Column("Mois", As.TEXT, "Le mois du fait vu ou dit.", origin="observation.observed_on"),
            _all("Toutes les observations validées du mois."),
            *_nature_columns(),
        ),
        rows,
        charts=(
            Chart(
                "Ressources, besoins et dysfonctionnements, mois par mois",
                Marks.LINES,
                "Mois",
                _DRAWN,
                _busiest(rows),
            ),
        ),
        filters=False,
    )


def _busiest(rows: Sequence[Row]) -> str:
    busiest = max(rows, key=lambda row: int(str(row[1])), default=None)
    if busiest is None or not busiest[1]:
        return "Aucune observation validée sur la période."
    return f"Mois où l’on a le plus observé\u00a0: {busiest[0]}, avec {busiest[1]} observations."


def _by_theme(watch: Watch) -> Sheet:
    again = Counter(found.theme for found in recurrences_in(watch.seen))
    rows = []
    for code, label in watch.themes.items():
        seen = [one for one in watch.seen if one.theme == code]
        asking = [one for one in seen if one.nature != Nature.RESOURCE]
        delay = middle(map(answered_in, asking))
        rows.append((label, len(seen), *_by_nature(seen), again[code], answers(asking), delay))
    return Sheet(
        BY_THEME,
        "Observations par thème",
        "Ce qui va bien est compté avec ce qui demande une réponse.",
        (
            Column("Thème", As.TEXT, "Le thème, dans l’ordre de la liste.", listed="Thème"),
            _all("Toutes les observations validées du thème."),
            *_nature_columns(),
            *_ANSWERS,
        ),
        tuple(rows),
        charts=(_resources_and_faults(watch),),
        filters=False,
    )


def _resources_and_faults(watch: Watch) -> Chart:
    counted = Counter(one.nature for one in watch.seen)
    good, bad = counted[Nature.RESOURCE.value], counted[Nature.FAULT.value]
    return Chart(
        "Ressources et dysfonctionnements par thème",
        Marks.BARS,
        "Thème",
        (_PLURALS[Nature.RESOURCE], _PLURALS[Nature.FAULT]),
        f"En tout\u00a0: ressources {good}, dysfonctionnements {bad}.",
    )


def _crossed(watch: Watch) -> Sheet:
    parts = _few(watch)
    rows: list[Row] = []
    for code, label in watch.themes.items():
        seen = [one for one in watch.seen if one.theme == code]
        shared = parts.shared(seen, lambda one: one.on)
        rows.append((label, *(len(held) for _, held in shared), len(seen)))
    return Sheet(
        CROSSED,
        "Thèmes et périodes",
        "Combien d’observations validées, thème par thème, au fil du temps.",
        (
            Column("Thème", As.TEXT, "Le thème, dans l’ordre de la liste.", listed="Thème"),
            *(
                Column(
                    part.name[:1].upper() + part.name[1:],
                    As.WHOLE,
                    f"Observations validées, du {part.days.first:%d/%m/%Y} "
                    f"au {part.days.last:%d/%m/%Y}.",
                    origin="observation.observed_on",
                    total=True,
                    width=11,
                )
                for part in parts.parts
            ),
            _all("Toutes les observations validées du thème."),
        ),
        tuple(rows),
        filters=False,
    )


def _few(watch: Watch) -> Spans:
    """Return the months when they fit on one page, else the parts that do."""
    period, days = watch.sources.scope.period, [one.on for one in watch.seen]
    monthly = months(period, watch.sources.today, days)
    if len(monthly.parts) <= _MOST_PARTS:
        return monthly
    return spans(period, watch.sources.today, days)
