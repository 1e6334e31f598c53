"""Ideas heard in the neighbourhoods, at every stage of their way."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from desktop.demo.content import Values
from desktop.demo.season import FIFTY_EUROS, Body, Entries, Known, Season

IDEAS: Final = 60
_STAGES: Final = (
    "ENTENDUE",
    "CLARIFIEE",
    "PORTEUR_TROUVE",
    "COCONSTRUITE",
    "PRETE",
    "DEPOSEE",
    "SOUTENUE",
    "REALISEE",
)
_ASIDE: Final = ("REORIENTEE", "EN_PAUSE", "ABANDONNEE")
_STAGE_NOTES: Final = (
    "Entendue sur place",
    "Reformulée avec le groupe",
    "Une structure se propose",
    "Deux séances de travail",
    "Budget et calendrier prêts",
    "Dossier déposé",
    "Soutien accordé",
    "Réalisée et fêtée",
)
_SUPPORTED: Final = 6
_PACE: Final = 14
_EXPLAINED: Final = "Choix expliqué au groupe, trace gardée."
_LATE: Final = 20
"""One idea out of so many has a next step whose day is past."""
_THIS_YEAR: Final = (150, 12)
_LAST_YEAR: Final = (425, 335)
"""How many days ago, at most and at least, an idea came to its end."""
_ASLEEP: Final = 11
"""One idea out of so many has not moved for some months."""
_SUPPORT: Final = ("nature", "complexity", "support_mode", "time_span")
_NATURES: Final = (
    ("COUP_DE_POUCE", "SIMPLE", "FPH", "MOINS_1_MOIS"),
    ("EXPERIMENTATION", "MOYENNE", "FONDS_INITIATIVES", "TRIMESTRE"),
    ("ACTION_RECURRENTE", "MOYENNE", "AAP_ANNUEL", "ANNEE"),
    ("ACTION_RECURRENTE", "MOYENNE", "CPO_3_ANS", "2_3_ANS"),
    ("STRUCTURANTE", "COMPLEXE", "DROIT_COMMUN", "2_3_ANS"),
    ("COUP_DE_POUCE", "SIMPLE", "SANS_ARGENT", "MOINS_1_MOIS"),
)


def ideas(season: Season) -> Entries:
    """Yield ideas at every stage, each with its history."""
    for rank in range(IDEAS):
        yield "idea", _idea(season, rank)


def _idea(season: Season, rank: int) -> Values:
    chance = season.chance
    body = season.bodies[rank % len(season.bodies)]
    title, summary, need = body.trade.ideas[rank // len(season.content.metiers) % 3]
    if rank >= 3 * len(season.content.metiers):
        title = f"{title} – {body.place.name}"
    reached = rank % (len(_STAGES) + 1)
    source, history = _journey(season, rank, body)
    heard, stage = date.fromisoformat(str(history[0]["on"])), str(history[-1]["stage"])
    values = season.record(
        heard,
        body.place,
        title=title,
        summary=summary,
        need=need,
        origin_of_idea=chance.pick(
            ("HABITANT", "HABITANT", "COLLECTIF", "ASSOCIATION", "JEUNES", "CONSEIL_CITOYEN")
        ),
        theme=season.theme(body.trade.theme),
        heard_on=heard.isoformat(),
        born_of=source.id,
        carriers_count=chance.number(1, 14),
        audiences=season.codes("age_band", 1, 3),
        stage=stage,
        stage_history=history,
        **_support(season, reached),
        missing=chance.some(("MONTAGE", "BUDGET", "LOCAL", "COFINANCEMENT", "COMMUNICATION"), 0, 2),
        partners=[partner.id for partner in chance.some(season.partners, 1, 2)],
    )
    going_on = stage in (*_STAGES[:-1], "EN_PAUSE")
    _move(season, values, _what_comes(season, rank) if going_on else {})
    if reached >= 2:
        values["presumed_carrier"] = body.id
    _remember(season, values, body)
    return values


def _journey(season: Season, rank: int, body: Body) -> tuple[Known, list[Values]]:
    """Return where an idea came from and its stages, the last one sometimes off the path."""
    reached = rank % (len(_STAGES) + 1)
    aside = reached == len(_STAGES)
    steps = 3 if aside else reached
    last = _moved(season, rank, reached)
    source = _source(season, body, last, steps)
    heard = min(source.on + timedelta(days=season.chance.number(0, 6)), last)
    history = _path(season, min(steps, len(_STAGES) - 1), heard, last)
    if aside:
        stage = _ASIDE[rank // (len(_STAGES) + 1) % len(_ASIDE)]
        history[-1] |= {"stage": stage, "note": _EXPLAINED}
    return source, history


def _support(season: Season, reached: int) -> Values:
    """Return how an idea could live; those that funders support are more than a helping hand."""
    supported = reached in (_SUPPORTED, _SUPPORTED + 1)
    nature = season.chance.pick(_NATURES[1:-1] if supported else _NATURES)
    small = nature[0] == "COUP_DE_POUCE"
    budget = season.chance.number(4, 30) if small else season.chance.number(60, 300)
    return dict(zip(_SUPPORT, nature, strict=True)) | {"estimated_budget": budget * FIFTY_EUROS}


def _move(season: Season, values: Values, coming: Values) -> None:
    """Let the idea go from stage to stage; the last move says what comes next."""
    history = values["stage_history"]
    values |= {"stage": history[0]["stage"], "stage_history": history[:1]}
    if len(history) == 1:
        values |= coming
    for count in range(2, len(history) + 1):
        moved: Values = {"stage": history[count - 1]["stage"], "stage_history": history[:count]}
        on = date.fromisoformat(str(history[count - 1]["on"]))
        season.revise(values, on, moved | (coming if count == len(history) else {}))


def _what_comes(season: Season, rank: int) -> Values:
    chance = season.chance
    late = rank % _LATE == 1
    coming = season.ago(chance.number(2, 9)) if late else season.ahead(chance.number(4, 70))
    return {
        "next_step": chance.pick(season.content.visites.next),
        "next_step_on": coming.isoformat(),
    }


def _remember(season: Season, values: Values, body: Body) -> None:
    """Let the rest of the season point at the idea; a supported one leads to an action."""
    days = [date.fromisoformat(str(step["on"])) for step in values["stage_history"]]
    known = Known(str(values["id"]), "idea", days[-1], body.place, body)
    season.ideas.append(known)
    if values["stage"] in _STAGES[_SUPPORTED:]:
        values["told_residents_on"] = days[_SUPPORTED].isoformat()
        done = days[-1] if values["stage"] == _STAGES[-1] else date.max
        season.supported.append(replace(known, on=days[_SUPPORTED], until=done))


def _moved(season: Season, rank: int, reached: int) -> date:
    """Return the day of the last stage of an idea: lately for most of those under way.

    Those that came to an end did so in turn this year and the year before.
    """
    if reached >= len(_STAGES) - 1:
        earlier = rank // (len(_STAGES) + 1) % 2
        first, last = _LAST_YEAR if earlier else _THIS_YEAR
        return season.day(season.ago(first), season.ago(last))
    if rank % _ASLEEP == 4:
        return season.day(season.ago(110), season.ago(45))
    return season.day(season.ago(26), season.today)


def _source(season: Season, body: Body, last: date, steps: int) -> Known:
    """Return what gave birth to an idea, early enough for its later stages to be past.

    It was heard from the body that carries it, or else seen in its neighbourhood.
    """
    most = last - timedelta(days=_PACE * steps)
    least = most - timedelta(days=40 if steps == 0 else 160)
    found = [each for each in season.seen if least <= each.on <= most]
    near = [each for each in found if each.body == body]
    near = near or [each for each in found if each.body is None and each.place == body.place]
    near = near or [each for each in found if each.body is None] or found
    return season.chance.pick(near or [min(season.seen, key=lambda each: each.on)])


def _path(season: Season, reached: int, heard: date, last: date) -> list[Values]:
    """Return each stage until the one reached, and its day, spread from the first to the last."""
    history = []
    for step in range(reached + 1):
        on = last if step == reached else heard + (last - heard) * step // max(1, reached)
        history.append(season.line(stage=_STAGES[step], on=on.isoformat(), note=_STAGE_NOTES[step]))
    return history
