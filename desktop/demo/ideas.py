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
    reached = rank % (len(_STAGES) + 1)
    aside = reached == len(_STAGES)
    steps = 3 if aside else reached
    last = _moved(season, rank, reached)
    source = _source(season, body, last, steps)
    heard = min(source.on + timedelta(days=chance.number(0, 6)), last)
    stage, history = _path(season, min(steps, len(_STAGES) - 1), heard, last)
    if aside:
        stage = _ASIDE[rank // (len(_STAGES) + 1) % len(_ASIDE)]
        history[-1] |= {"stage": stage, "note": _EXPLAINED}
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
        **dict(zip(_SUPPORT, chance.pick(_NATURES), strict=True)),
        missing=chance.some(("MONTAGE", "BUDGET", "LOCAL", "COFINANCEMENT", "COMMUNICATION"), 0, 2),
        partners=[partner.id for partner in chance.some(season.partners, 1, 2)],
        estimated_budget=chance.number(4, 160) * FIFTY_EUROS,
    )
    _move(season, values, _what_comes(season, rank) if stage in _STAGES[:-1] else {})
    if reached >= 2:
        values["presumed_carrier"] = body.id
    _remember(season, values, body)
    return values


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
    """Return the day of the last stage of an idea: lately for most of those under way."""
    if reached >= len(_STAGES) - 1:
        return season.day(season.ago(150), season.ago(12))
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


def _path(season: Season, reached: int, heard: date, last: date) -> tuple[str, list[Values]]:
    """Return the stage reached and the day of each stage, spread from the first to the last."""
    history = []
    for step in range(reached + 1):
        on = heard + (last - heard) * step // max(1, reached)
        on = last if step == reached else on
        history.append(season.line(stage=_STAGES[step], on=on.isoformat(), note=_STAGE_NOTES[step]))
    return _STAGES[reached], history
