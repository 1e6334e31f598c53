"""The visits: the first ones, those that follow actions and ideas, those of this week."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from desktop.demo.content import Values
from desktop.demo.observing import verbatim
from desktop.demo.season import Body, Entries, Known, Season

FIRST_VISITS: Final = 150
LATER_VISITS: Final = 150
RECENT_VISITS: Final = 40
PREPARED: Final = 2
_FIRST_TYPES: Final = ("PREMIERE_RENCONTRE", "ECOUTE", "AIDE_MONTAGE", "AIDE_DAUPHIN", "MEDIATION")
_LATER_TYPES: Final = (
    "SUIVI_ACTION",
    "PARTICIPATION_ACTION",
    "MISE_EN_RELATION",
    "BILAN_PARTAGE",
    "CONTROLE_SERVICE_FAIT",
)
_MODES: Final = ("SUR_PLACE", "SUR_PLACE", "PERMANENCE", "DEAMBULATION", "TELEPHONE", "EVENEMENT")
_SHARED: Final = frozenset({"PARTENAIRES_ANONYME", "PUBLIC_ANONYME"})
_BY_PHONE: Final = "TELEPHONE"
_DIFFICULTIES: Final = (
    "TRESORERIE",
    "BENEVOLAT",
    "LOCAUX",
    "ADMIN_DAUPHIN",
    "PUBLIC_MOBILISATION",
    "COMMUNICATION",
    "USURE",
)
_AGREED: Final = (2, 4, 1, 3, 8, 10, 15, 22)
_BEFOREHAND: Final = (
    "Visite préparée : reprendre les trois questions de la dernière fois, puis écouter."
)
_NEEDS: Final = ("MONTAGE", "BUDGET", "EVALUATION", "FORMATION", "LOCAL", "COFINANCEMENT")


def first_visits(season: Season) -> Entries:
    """Yield the visits before anything was decided: some give birth to ideas."""
    for rank in range(FIRST_VISITS - RECENT_VISITS - PREPARED):
        body = season.bodies[rank % len(season.bodies)]
        last = season.early if rank % 2 else season.ago(45)
        on = season.day(season.opening, _while_seen(season, body, last))
        yield "visit", _seen_at(season, body, on, chance_type=_FIRST_TYPES)


def later_visits(season: Season) -> Entries:
    """Yield the visits that follow the actions and the ideas, then the latest round."""
    begun = season.begun
    for rank in range(LATER_VISITS):
        action = begun[rank % len(begun)]
        body = action.body or season.bodies[0]
        last = _while_seen(season, body, min(action.until, season.ago(20)))
        about = last >= action.on
        on = season.day(action.on if about else last - timedelta(days=60), last)
        values = _visit(season, body, on, season.chance.pick(_LATER_TYPES))
        if about:
            values["action"] = action.id
            values["action_progress"] = "TERMINEE" if on >= action.until else "EN_COURS"
        yield "visit", values
    yield from _latest_round(season)
    yield from _prepared(season)


def _while_seen(season: Season, body: Body, last: date) -> date:
    """Return the day until which an organisation was seen: some months ago for the quiet ones."""
    return min(last, season.ago(100)) if body.quiet else last


def _seen_at(season: Season, body: Body, on: date, *, chance_type: Sequence[str]) -> Values:
    values = _visit(season, body, on, season.chance.pick(chance_type))
    season.seen.append(Known(str(values["id"]), "visit", on, body.place, body))
    return values


def _latest_round(season: Season) -> Entries:
    """Yield the latest visit of each organisation: of these weeks, but for the quiet ones.

    The very latest give the visits agreed for the coming days; all follow the ideas of the moment.
    """
    bodies = sorted(season.bodies, key=lambda body: body.quiet)
    for rank, body in enumerate(bodies):
        on = season.ago(100 + rank if body.quiet else rank * 75 // len(bodies))
        values = _visit(season, body, on, season.chance.pick(_LATER_TYPES))
        idea = next((i for i in reversed(season.ideas) if i.body == body and i.on <= on), None)
        if idea is not None:
            values["idea"] = idea.id
        if rank < len(_AGREED):
            values["next_visit_on"] = season.ahead(_AGREED[rank]).isoformat()
            values["next_step"] = season.chance.pick(season.content.visites.next)
        season.seen.append(Known(str(values["id"]), "visit", on, body.place, body))
        yield "visit", values


def _prepared(season: Season) -> Entries:
    """Yield visits of this week that are only prepared: nothing was seen yet."""
    for rank in range(PREPARED):
        body = season.bodies[-2 - rank * 6]
        on = season.ahead(1 + 2 * rank)
        yield (
            "visit",
            season.record(
                season.ago(2),
                body.place,
                visited_on=on.isoformat(),
                organisation=body.id,
                visit_type=season.chance.pick(_LATER_TYPES),
                facts=_BEFOREHAND,
                time="14:00" if rank else "10:30",
                purpose=season.told(season.content.visites.purposes[1 + rank], body),
            )
            | {"review_state": "BROUILLON"},
        )


def _visit(season: Season, body: Body, on: date, visit_type: str) -> Values:
    chance, texts, trade = season.chance, season.content.visites, body.trade
    duration = chance.number(2, 9) * 15
    mode = chance.pick(_MODES)
    seen = f"{chance.pick(texts.openings)} {chance.pick(trade.scenes)}"
    said = f"Appel de la structure. {chance.pick(trade.works)}" if mode == _BY_PHONE else seen
    values = season.record(
        on,
        body.place,
        visited_on=on.isoformat(),
        organisation=body.id,
        visit_type=visit_type,
        facts=season.told(
            f"{said} {chance.pick(texts.middles)} {chance.pick(texts.endings)}", body
        ),
        time=f"{chance.number(9, 18):02d}:{chance.pick(('00', '15', '30'))}",
        duration_minutes=duration,
        mode=mode,
        place=chance.pick(season.content.territoires.places),
        purpose=season.told(chance.pick(texts.purposes), body),
        people_present=_present(season),
        what_works=chance.pick(trade.works),
        mood=chance.number(2, 5),
        support_needs=chance.some(_NEEDS, 1, 3),
        support_given=_support(season, duration),
    )
    _add_what_is_rarer(season, values, body, on)
    return values


def _add_what_is_rarer(season: Season, values: Values, body: Body, on: date) -> None:
    chance, texts = season.chance, season.content.visites
    if chance.often(0.5):
        values["difficulties"] = chance.some(_DIFFICULTIES, 1, 2)
        values["facts"] += " " + chance.pick(body.trade.hard)
    if chance.often(0.4):
        values["verbatims"] = [_said(season, body)]
        if values["verbatims"][0]["consent"] in _SHARED and on.day % 2:
            values["diffusion"] = "DIFFUSABLE"
    if chance.often(0.3):
        values["audience"] = [
            season.line(age_band=band, gender=gender, residence=home, count=chance.number(3, 25))
            for band, gender, home in season.audience(1, 3)
        ]
    if chance.often(0.12):
        values["alert"] = chance.pick(("VEILLE", "VEILLE", "URGENT"))
    if chance.often(0.2):
        values["internal_note"] = chance.pick(texts.internal)
    if chance.often(0.1):
        values["private_note"] = chance.pick(texts.mine)
    _add_what_follows(season, values, on)


def _said(season: Season, body: Body) -> Values:
    """Return words about the trade of an organisation, critical ones when they sound so."""
    said = verbatim(season, body.trade.quotes)
    critical = season.content.evaluations.critical
    if said["tone"] == "NEGATIF":
        said["quote"] = critical[len(season.days) % len(critical)]
    theme = season.theme(body.trade.theme)
    return said | {"theme": theme} if theme else said


def _add_what_follows(season: Season, values: Values, on: date) -> None:
    """Add what was agreed: of the latest visits, only some still wait for something."""
    chance, texts = season.chance, season.content.visites
    if on < season.ago(120) or chance.often(0.2):
        values["next_step"] = chance.pick(texts.next)
    if on < season.ago(120) and chance.often(0.25):
        values["next_visit_on"] = (on + timedelta(days=chance.number(10, 60))).isoformat()


def _present(season: Season) -> list[Values]:
    chance = season.chance
    roles = chance.some(("HABITANT", "JEUNE", "BENEVOLE", "BUREAU", "SALARIE"), 1, 3)
    return [season.line(role=role, count=chance.number(1, 14)) for role in roles]


def _support(season: Season, duration: int) -> list[Values]:
    chance = season.chance
    given = season.codes("support_type", 1, 2)
    share = duration // max(1, len(given)) // 5 * 5
    return [
        season.line(
            support_type=code, minutes=share, note=chance.pick(season.content.visites.notes)
        )
        for code in given
    ]
