"""What is seen outside: observations, some of them again and again, and walks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from desktop.demo.content import ObservationText, Values
from desktop.demo.season import Entries, Known, Season

OBSERVATIONS: Final = 142
WALKS: Final = 8
_WALKED: Final = 7
_CLUSTERS: Final = (13, 12, 14, 6)  # the texts of the facts that come back
_SPOTS: Final = (2, 0, 0, 0)  # and where, among the places of their type
_OFTEN: Final = 3
_LATELY: Final = 24
_RETURNED: Final = "Réponse donnée sur place et affichée dans le hall."
_CONSENTS: Final = (
    "AUCUNE_DIFFUSION",
    "INTERNE",
    "PARTENAIRES_ANONYME",
    "PARTENAIRES_ANONYME",
    "PUBLIC_ANONYME",
)
_ROLES: Final = ("HABITANT", "PARTICIPANT", "BENEVOLE", "PROFESSIONNEL")
_AXES: Final = {
    "BATI_LOGEMENT": "8",
    "PROPRETE_DECHETS": "4",
    "TRANQUILLITE": "5",
    "PARTICIPATION": "6",
    "LIEN_SOCIAL_FETE": "7",
    "ESPACES_VERTS_CHALEUR": "3",
}
"""The axis of a landlord's tax relief that a theme belongs to, at the foot of its buildings."""
_LANDLORDS_GROUND: Final = frozenset({"PIED_IMMEUBLE", "PARTIES_COMMUNES"})
_HOW_OFTEN: Final = ("PREMIERE_FOIS", "PARFOIS", "SOUVENT", "TOUT_LE_TEMPS")


def walks(season: Season) -> Entries:
    """Yield the walks of the season."""
    for rank in range(WALKS):
        yield "walk", _walk(season, rank)


def observations(season: Season) -> Entries:
    """Yield what the brigade and the team saw, the resources first."""
    for rank in range(OBSERVATIONS):
        yield "observation", _observation(season, rank)


def verbatim(season: Season, quotes: Sequence[str]) -> Values:
    """Return words said, with the consent of who said them."""
    chance = season.chance
    return season.line(
        quote=chance.pick(quotes),
        tone=chance.pick(("POSITIF", "POSITIF", "MITIGE", "NEUTRE", "NEGATIF")),
        by_role=chance.pick(_ROLES),
        consent=chance.pick(_CONSENTS),
    )


def _observation(season: Season, rank: int) -> Values:
    chance = season.chance
    again = rank - (OBSERVATIONS - len(_CLUSTERS) * _OFTEN)
    walk = _walked_past(season, rank)
    on = walk.on if walk else _observed(season, rank, again)
    text, lieu = _what(season, rank, on) if again < 0 else _same(season, again // _OFTEN)
    turn = again // _OFTEN * 4 if again >= 0 else rank + rank // len(season.content.observations)
    place = walk.place if walk else season.places[turn % len(season.places)]
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
        tfpb_axis=_AXES.get(text.theme) if text.place_type in _LANDLORDS_GROUND else None,
        feeling=text.feeling,
        intensity=chance.number(1, 5),
        how_often="SOUVENT" if again >= 0 else chance.pick(_HOW_OFTEN),
        told_by_count=chance.number(1, 9),
        audiences=season.codes("age_band", 0, 2),
        proposal=text.proposal or None,
        responsible=_responsible(season, text),
    )
    if walk is not None:
        values |= {"walk": walk.id, "collection": "MARCHE"}
    _come_back(season, values, text, on)
    known = Known(str(values["id"]), "observation", on, place)
    season.seen.append(known)
    if text.nature in ("BESOIN", "DYSFONCTIONNEMENT"):
        season.faults.append(replace(known, kind="fault"))
    return values


def _walked_past(season: Season, rank: int) -> Known | None:
    """Return the walk during which a fact was seen, for some of those that are not of late."""
    of_late = rank >= OBSERVATIONS - len(_CLUSTERS) * _OFTEN - _LATELY
    return season.chance.pick(season.walks) if not of_late and season.chance.often(0.15) else None


def _what(season: Season, rank: int, on: date) -> tuple[ObservationText, str]:
    """Return what is seen and where, in its season."""
    texts = season.content.observations
    text = texts[rank % len(texts)]
    if text.outdoors and not 5 <= on.month <= 9:
        text = next(each for each in texts[rank % len(texts) + 1 :] if not each.outdoors)
    return text, season.chance.pick(season.content.territoires.spots[text.place_type])


def _same(season: Season, number: int) -> tuple[ObservationText, str]:
    """Return the fact that comes back, always in the same place."""
    text, spot = season.content.observations[_CLUSTERS[number]], _SPOTS[number]
    return text, season.content.territoires.spots[text.place_type][spot]


def _observed(season: Season, rank: int, again: int) -> date:
    if again >= 0:
        return season.ago(2 + again % _OFTEN * 19 + again // _OFTEN)
    lately = rank - (OBSERVATIONS - len(_CLUSTERS) * _OFTEN - _LATELY)
    if lately >= 0:
        return season.ago(lately)
    return season.day(season.opening, season.early if rank % 2 else season.today)


def _come_back(season: Season, values: Values, text: ObservationText, on: date) -> None:
    """Add who saw it, their words, and what became of it."""
    chance = season.chance
    if values["collection"] == "BRIGADE":
        values["observer"] = chance.pick(season.observers).id
    if text.quote:
        values["verbatims"] = [verbatim(season, (text.quote,))]
    if text.quote and text.nature == "RESSOURCE_INITIATIVE":
        values["diffusion"] = "DIFFUSABLE"
    if text.nature == "DYSFONCTIONNEMENT":
        values["severity"] = chance.number(1, 3)
    sent = on + timedelta(days=chance.number(0, 14))
    if chance.often(0.9) and sent <= season.today:
        season.revise(values, sent, {"follow_up": "TRANSMISE", "forwarded_on": sent.isoformat()})
        _close(season, values, sent)


def _close(season: Season, values: Values, sent: date) -> None:
    """Add the answer of who could act, and when it was told, if that is past."""
    closed = sent + timedelta(days=season.chance.number(5, 70))
    told = closed + timedelta(days=season.chance.number(1, 20))
    if closed > season.today or not season.chance.often(0.8):
        return
    season.revise(values, closed, {"follow_up": "RESOLUE", "closed_on": closed.isoformat()})
    if told <= season.today and season.chance.often(0.9):
        returned = {"returned_on": told.isoformat(), "return_comment": _RETURNED}
        season.revise(values, told, returned)


def _responsible(season: Season, text: ObservationText) -> str | None:
    name, _, service = text.partner.partition("|")
    for partner in season.partners:
        if (partner.name, partner.service) == (name, service):
            return partner.id
    return None


def _walk(season: Season, rank: int) -> Values:
    chance, texts = season.chance, season.content.instances
    place = season.places[rank % len(season.places)]
    route, walk_type = texts.walks[rank % len(texts.walks)]
    partners = [partner.id for partner in chance.some(season.partners, 1, 3)]
    said = {"route": route, "walk_type": walk_type, "partners_to_inform": partners}
    if rank >= _WALKED:
        coming = season.ahead(9)
        return season.record(season.ago(12), place, walked_on=coming.isoformat(), **said)
    since = date(season.today.year, 1, 15) if rank % 2 else season.opening + timedelta(days=50)
    on = season.day(since, season.ago(10))
    values = season.record(
        on,
        place,
        walked_on=on.isoformat(),
        **said,
        participants=[
            season.line(role=role, count=chance.number(1, 9))
            for role in ("HABITANT", "CONSEIL_CITOYEN", "BAILLEUR", "SERVICE_MUNICIPAL")
        ],
        weather=chance.pick(texts.weather),
        duration_minutes=chance.number(4, 8) * 15,
        strengths=chance.pick(texts.strengths),
        weaknesses=chance.pick(texts.weaknesses),
        proposals=chance.pick(texts.proposals),
        report_sent_on=season.past(on + timedelta(days=chance.number(3, 15))),
    )
    values["diffusion"] = "DIFFUSABLE"  # its report is written for all those who walked
    season.walks.append(Known(str(values["id"]), "walk", on, place))
    return values
