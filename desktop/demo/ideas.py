"""Ideas heard in the neighbourhoods, at every stage of their way."""

from datetime import date, timedelta
from typing import Final

from desktop.demo.content import Values
from desktop.demo.season import FIFTY_EUROS, HORIZON, Body, Entries, Known, Season

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
    source = _source(season, late=reached < 3)
    heard = min(source.on + timedelta(days=chance.number(0, 10)), HORIZON)
    stage, history = _path(season, min(reached, len(_STAGES) - 1), heard)
    if reached == len(_STAGES):
        stage, history = _put_aside(season, history[:3])
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
        next_step=chance.pick(season.content.visites.next),
        next_step_on=_later(season, history).isoformat(),
    )
    if reached >= 2:
        values["presumed_carrier"] = body.id
    _remember(season, values, body)
    return values


def _remember(season: Season, values: Values, body: Body) -> None:
    """Let the rest of the season point at the idea; a supported one leads to an action."""
    history = values["stage_history"]
    known = Known(str(values["id"]), "idea", _last(history), body.place, body)
    season.ideas.append(known)
    if values["stage"] in _STAGES[_SUPPORTED:]:
        values["told_residents_on"] = _later(season, history).isoformat()
        season.supported.append(known)


def _source(season: Season, *, late: bool) -> Known:
    """Return what gave birth to an idea: early enough for its later stages to be past."""
    while True:
        source = season.chance.pick(season.seen)
        if late or source.on <= date(2025, 6, 30):
            return source


def _path(season: Season, reached: int, heard: date) -> tuple[str, list[Values]]:
    gap = min(55, (HORIZON - heard).days // (reached + 1))
    history, on = [], heard
    for step in range(reached + 1):
        history.append(season.line(stage=_STAGES[step], on=on.isoformat(), note=_STAGE_NOTES[step]))
        on += timedelta(days=season.chance.number(gap // 2, gap))
    return _STAGES[reached], history


def _put_aside(season: Season, history: list[Values]) -> tuple[str, list[Values]]:
    stage = season.chance.pick(_ASIDE)
    on = min(_last(history) + timedelta(days=30), HORIZON)
    note = "Choix expliqué au groupe, trace gardée."
    return stage, [*history, season.line(stage=stage, on=on.isoformat(), note=note)]


def _last(history: list[Values]) -> date:
    return date.fromisoformat(str(history[-1]["on"]))


def _later(season: Season, history: list[Values]) -> date:
    return _last(history) + timedelta(days=season.chance.number(7, 40))
