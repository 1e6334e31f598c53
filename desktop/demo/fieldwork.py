"""What is seen and heard outside: observations, walks and visits."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from desktop.demo.content import ObservationText, Values
from desktop.demo.season import HORIZON, OPENING, Body, Entries, Known, Season

OBSERVATIONS: Final = 142
WALKS: Final = 8
FIRST_VISITS: Final = 150
LATER_VISITS: Final = 150
_EARLY: Final = date(2025, 6, 30)
_CONSENTS: Final = (
    "AUCUNE_DIFFUSION",
    "INTERNE",
    "PARTENAIRES_ANONYME",
    "PARTENAIRES_ANONYME",
    "PUBLIC_ANONYME",
)
_ROLES: Final = ("HABITANT", "PARTICIPANT", "BENEVOLE", "PROFESSIONNEL")
_FIRST_TYPES: Final = ("PREMIERE_RENCONTRE", "ECOUTE", "AIDE_MONTAGE", "AIDE_DAUPHIN", "MEDIATION")
_LATER_TYPES: Final = (
    "SUIVI_ACTION",
    "PARTICIPATION_ACTION",
    "MISE_EN_RELATION",
    "BILAN_PARTAGE",
    "CONTROLE_SERVICE_FAIT",
)
_MODES: Final = ("SUR_PLACE", "SUR_PLACE", "PERMANENCE", "DEAMBULATION", "TELEPHONE", "EVENEMENT")
_DIFFICULTIES: Final = (
    "TRESORERIE",
    "BENEVOLAT",
    "LOCAUX",
    "ADMIN_DAUPHIN",
    "PUBLIC_MOBILISATION",
    "COMMUNICATION",
    "USURE",
)
_NEEDS: Final = ("MONTAGE", "BUDGET", "EVALUATION", "FORMATION", "LOCAL", "COFINANCEMENT")


def walks(season: Season) -> Entries:
    """Yield the walks of the season."""
    for rank in range(WALKS):
        yield "walk", _walk(season, rank)


def observations(season: Season) -> Entries:
    """Yield what the brigade and the team saw, the resources first."""
    for rank in range(OBSERVATIONS):
        yield "observation", _observation(season, rank)


def first_visits(season: Season) -> Entries:
    """Yield the visits before anything was decided: some give birth to ideas."""
    for rank in range(FIRST_VISITS):
        body = season.bodies[rank % len(season.bodies)]
        on = season.chance.day(OPENING, _EARLY if rank % 2 else HORIZON)
        values = _visit(season, body, on, season.chance.pick(_FIRST_TYPES))
        season.seen.append(Known(str(values["id"]), "visit", on, body.place, body))
        yield "visit", values


def later_visits(season: Season) -> Entries:
    """Yield the visits that follow the actions and the ideas."""
    for rank in range(LATER_VISITS):
        action = season.actions[rank % len(season.actions)]
        body = action.body or season.bodies[0]
        on = season.chance.day(action.on, min(action.until, HORIZON))
        values = _visit(season, body, on, season.chance.pick(_LATER_TYPES))
        values["action"] = action.id
        values["action_progress"] = "TERMINEE" if on >= action.until else "EN_COURS"
        yield "visit", values


def verbatim(season: Season, quotes: Sequence[str]) -> Values:
    """Return words said, with the consent of who said them."""
    chance = season.chance
    return season.line(
        quote=chance.pick(quotes),
        tone=chance.pick(("POSITIF", "POSITIF", "MITIGE", "NEUTRE", "NEGATIF")),
        by_role=chance.pick(_ROLES),
        consent=chance.pick(_CONSENTS),
    )


def _visit(season: Season, body: Body, on: date, visit_type: str) -> Values:
    chance, texts, trade = season.chance, season.content.visites, body.trade
    duration = chance.number(2, 9) * 15
    values = season.record(
        on,
        body.place,
        visited_on=on.isoformat(),
        organisation=body.id,
        visit_type=visit_type,
        facts=season.told(
            f"{chance.pick(texts.openings)} {chance.pick(trade.scenes)} "
            f"{chance.pick(texts.middles)} {chance.pick(texts.endings)}",
            body,
        ),
        time=f"{chance.number(9, 18):02d}:{chance.pick(('00', '15', '30'))}",
        duration_minutes=duration,
        mode=chance.pick(_MODES),
        place=chance.pick(season.content.territoires.places),
        purpose=season.told(chance.pick(texts.purposes), body),
        people_present=_present(season),
        what_works=chance.pick(trade.works),
        mood=chance.number(2, 5),
        support_needs=chance.some(_NEEDS, 1, 3),
        support_given=_support(season, duration),
        next_step=chance.pick(texts.next),
    )
    _add_what_is_rarer(season, values, body, on)
    return values


def _add_what_is_rarer(season: Season, values: Values, body: Body, on: date) -> None:
    chance, texts = season.chance, season.content.visites
    if chance.often(0.5):
        values["difficulties"] = chance.some(_DIFFICULTIES, 1, 2)
        values["facts"] += " " + chance.pick(body.trade.hard)
    if chance.often(0.4):
        values["verbatims"] = [verbatim(season, body.trade.quotes)]
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
    if chance.often(0.25):
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


def _observation(season: Season, rank: int) -> Values:
    chance = season.chance
    text = season.content.observations[rank % len(season.content.observations)]
    place = season.places[rank % len(season.places)]
    on = chance.day(OPENING, _EARLY if rank % 2 else HORIZON)
    lieu = chance.pick(season.content.territoires.places)
    values = season.record(
        on,
        place,
        observed_on=on.isoformat(),
        nature=text.nature,
        theme=text.theme,
        facts=season.told(text.text.replace("{lieu}", lieu)).replace("de le ", "du "),
        collection=chance.pick(("BRIGADE", "BRIGADE", "ALLER_VERS", "PERMANENCE", "RENCONTRE")),
        moment=chance.pick(("MATIN", "MIDI", "APRES_MIDI", "SOIR")),
        place=lieu,
        place_type=text.place_type,
        feeling=text.feeling,
        intensity=chance.number(1, 5),
        how_often=chance.pick(("PREMIERE_FOIS", "PARFOIS", "SOUVENT", "TOUT_LE_TEMPS")),
        told_by_count=chance.number(1, 9),
        audiences=season.codes("age_band", 0, 2),
        proposal=text.proposal or None,
        responsible=_responsible(season, text),
    )
    _come_back(season, values, text, on)
    season.seen.append(Known(str(values["id"]), "observation", on, place))
    return values


def _come_back(season: Season, values: Values, text: ObservationText, on: date) -> None:
    """Add who saw it, their words, and what became of it."""
    chance = season.chance
    if values["collection"] == "BRIGADE":
        values["observer"] = chance.pick(season.observers).id
    if season.walks and chance.often(0.15):
        walk = chance.pick(season.walks)
        values |= {"walk": walk.id, "collection": "MARCHE"}
    if text.quote:
        values["verbatims"] = [verbatim(season, (text.quote,))]
    if text.nature == "DYSFONCTIONNEMENT":
        values["severity"] = chance.number(1, 3)
    if chance.often(0.7):
        sent = chance.day(on, on + timedelta(days=14))
        values |= {"follow_up": "TRANSMISE", "forwarded_on": sent.isoformat()}
        if chance.often(0.5):
            closed = sent + timedelta(days=chance.number(5, 70))
            values |= {
                "follow_up": "RESOLUE",
                "closed_on": closed.isoformat(),
                "returned_on": (closed + timedelta(days=chance.number(1, 20))).isoformat(),
                "return_comment": "Réponse donnée sur place et affichée dans le hall.",
            }


def _responsible(season: Season, text: ObservationText) -> str | None:
    name, _, service = text.partner.partition("|")
    for partner in season.partners:
        if (partner.name, partner.service) == (name, service):
            return partner.id
    return None


def _walk(season: Season, rank: int) -> Values:
    chance, texts = season.chance, season.content.instances
    place = season.places[rank % len(season.places)]
    on = chance.day(date(2025, 3, 1), date(2026, 5, 30))
    route, walk_type = texts.walks[rank % len(texts.walks)]
    values = season.record(
        on,
        place,
        walked_on=on.isoformat(),
        route=route,
        walk_type=walk_type,
        participants=[
            season.line(role=role, count=chance.number(1, 9))
            for role in ("HABITANT", "CONSEIL_CITOYEN", "BAILLEUR", "SERVICE_MUNICIPAL")
        ],
        weather=chance.pick(texts.weather),
        duration_minutes=chance.number(4, 8) * 15,
        strengths=chance.pick(texts.strengths),
        weaknesses=chance.pick(texts.weaknesses),
        proposals=chance.pick(texts.proposals),
        partners_to_inform=[partner.id for partner in chance.some(season.partners, 1, 3)],
        report_sent_on=(on + timedelta(days=chance.number(3, 15))).isoformat(),
    )
    season.walks.append(Known(str(values["id"]), "walk", on, place))
    return values
