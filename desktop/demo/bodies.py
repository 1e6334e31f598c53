"""Who and where: territories, contracts, organisations, contacts, partners, the brigade."""

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from desktop.demo.content import PartnerText, Trade, Values
from desktop.demo.season import Body, Entries, Funder, Known, Place, Season

ORGANISATIONS: Final = 40
CONTACTS: Final = 50
OBSERVERS: Final = 12
_ROLES: Final = ("PRESIDENCE", "TRESORERIE", "DIRECTION", "COORDINATION", "SALARIE", "BENEVOLE")
_LEVELS: Final = ("0", "1", "2", "3", "4")
_STEPS: Final = (
    "Premier appel, sans suite pour l’instant",
    "Rencontre de présentation",
    "Venue sur le terrain, avis donné sur une action",
    "Un moyen mis en face, un travail commun engagé",
    "Le service prépare les séances avec l’équipe",
)
_STEP_BACK: Final = "La personne référente est partie ; le contact est à reprendre"
QUIET: Final = 8
"""One organisation out of so many was not seen for some months."""
_KNOWN_ONLY: Final = 37
_AGES: Final = ("26-45", "46-65", "18-25", "26-45", "66+", "12-17", "46-65", "26-45")
_PARTNERS_FROM: Final = 90_000
_OFFICIAL: Final = frozenset({"ASSO_1901", "CENTRE_SOCIAL"})


def world(season: Season) -> Entries:
    """Yield what is written once, whatever the number of seasons."""
    yield from _contracts(season)
    yield from _territories(season)
    yield from _partners(season)


def bodies(season: Season) -> Entries:
    """Yield the organisations, the contacts and the members of the brigade of one season."""
    trades = list(season.content.metiers.values())
    for rank in range(ORGANISATIONS):
        place = season.places[rank % len(season.places)]
        yield "organisation", _organisation(season, trades[rank % len(trades)], place, rank)
    for rank in range(CONTACTS):
        yield "contact", _contact(season, rank)
    for rank in range(OBSERVERS):
        yield "observer", _observer(season, rank)


def siret(number: int) -> str:
    """Return a well-formed SIRET of a range that stands for nobody; the same for a number."""
    siren = _with_key(f"999{number % 100_000:05d}")
    return _with_key(siren + "0001")


def _contracts(season: Season) -> Entries:
    for text in season.content.territoires.contracts:
        values = season.record(
            season.opening,
            contract_code=text.code,
            name=text.name,
            geo_code=text.geo_code,
            departement=text.departement,
        )
        season.contracts[text.code] = str(values["id"])
        yield "contract", values


def _territories(season: Season) -> Entries:
    for town in season.content.territoires.towns:
        for quarter in town.quarters:
            values = season.record(
                season.opening,
                territory_code=quarter.code,
                name=quarter.name,
                territory_type="QPV",
                commune_codes=[town.code],
                commune_names=[town.name],
                contract_code=town.contract,
                latitude=quarter.latitude,
                longitude=quarter.longitude,
                diffusion="DIFFUSABLE",
            )
            season.places.append(
                Place(
                    str(values["id"]),
                    quarter.name,
                    town.name,
                    town.code,
                    town.postal,
                    town.departement,
                    town.contract,
                )
            )
            values["review_state"] = "VALIDE"  # its name is the State's, there is nothing to read
            yield "territory", values


def _partners(season: Season) -> Entries:
    for rank, text in enumerate(season.content.partenaires):
        values = season.record(
            season.opening,
            name=text.name,
            service=text.service or None,
            echelon=text.echelon,
            domains=list(text.domains),
            contract_signatory=season.chance.often(0.6),
            territories=[place.id for place in season.chance.some(season.places, 2, 6)],
            alliance_next_step=season.chance.pick(
                ("Inviter à une visite de terrain", "Partager un récit", "Préparer un engagement")
            ),
            dispositifs=season.codes("dispositif", 0, 2),
            ordinary_means=text.means or None,
        )
        if text.funder and text.echelon != "AUTRE":
            values["siret"] = siret(_PARTNERS_FROM + rank)
        _ally(season, values, text)
        season.partners.append(Funder(str(values["id"]), text.name, text.service, text.funder))
        yield "partner", values


def _ally(season: Season, values: Values, text: PartnerText) -> None:
    """Add the three or four last levels of an alliance, a step back among the timid ones."""
    reached = _LEVELS.index(text.level)
    levels = (0, 1, 2, 1) if reached < 2 else range(max(0, reached - 3), reached + 1)
    span = (season.today - season.opening).days // len(levels)
    lines: list[Values] = []
    for step, level in enumerate(levels):
        on = season.opening + timedelta(days=span * step + season.chance.number(step * 5, span - 1))
        on = season.opening if step == 0 else on
        back = step > 0 and level < levels[step - 1]
        note = _STEP_BACK if back else _STEPS[level]
        lines.append(season.line(level=_LEVELS[level], on=on.isoformat(), note=note))
        reached_now: Values = {"alliance_level": _LEVELS[level], "alliance_history": [*lines]}
        if step == 0:
            values |= reached_now
        else:
            season.revise(values, on, reached_now)


def _organisation(season: Season, trade: Trade, place: Place, rank: int) -> Values:
    chance, number = season.chance, season.number * ORGANISATIONS + rank
    name = trade.names[rank // len(season.content.metiers) % len(trade.names)]
    if season.number:
        name = f"{name} ({season.number + 1})"
    values = season.record(
        season.opening,
        name=name,
        organisation_type=trade.kind,
        purpose=trade.purpose,
        scope=chance.pick(("QUARTIER", "COMMUNE", "INTERCO")),
        themes=[theme] if (theme := season.theme(trade.theme)) else [],
        intervention_territories=[place.id],
        contract_codes=[place.contract],
        commune_code=place.town_code,
        commune_name=place.town,
        postal_code=place.postal,
        departement=place.departement,
        means_year=season.today.year - 1,
        volunteers=chance.number(4, 60),
        employees=chance.number(0, 9),
        members=chance.number(20, 300),
        mediator_posts=chance.number(0, 1),
        link_to_team=_link(season, rank),
        can_help_with=season.codes("competence", 0, 2),
    )
    if trade.kind in _OFFICIAL:
        values["siret"] = siret(number)
        values["rna"] = f"W{place.departement}9{number % 1_000_000:06d}"
    _add_skills(season, values)
    season.bodies.append(Body(str(values["id"]), name, trade, place, quiet=is_quiet(rank)))
    return values


def is_quiet(rank: int) -> bool:
    """Tell whether nobody had news of an organisation lately, by its rank in the season."""
    return rank % QUIET == 3


def _link(season: Season, rank: int) -> str:
    """Return what ties an organisation to the team; agreements are for one out of five."""
    if rank % 5 == 0 and rank < 30:
        return "CPO"
    if rank >= _KNOWN_ONLY:
        return "CONNUE"
    return season.chance.pick(("ACCOMPAGNEE", "FINANCEE", "FINANCEE"))


def _add_skills(season: Season, values: Values) -> None:
    """Add the skills, first as they were, then as they became once or twice since."""
    chance = season.chance
    levels = {code: chance.number(0, 2) for code in season.codes("competence", 2, 5)}
    on = chance.day(season.opening, season.opening + timedelta(days=90))
    values["autonomy"] = _autonomy(season, levels, on)
    for _ in range(chance.number(0, 2)):
        on += timedelta(days=chance.number(90, 180))
        if on <= season.today:
            levels = {code: min(4, level + chance.number(0, 2)) for code, level in levels.items()}
            changes: Values = {"autonomy": _autonomy(season, levels, on)}
            season.revise(values, on, changes)


def _autonomy(season: Season, levels: Mapping[str, int], on: date) -> list[Values]:
    return [
        season.line(competence=code, level=level, assessed_on=on.isoformat())
        for code, level in levels.items()
    ]


def _contact(season: Season, rank: int) -> Values:
    chance, people = season.chance, season.content.personnes
    body = season.bodies[rank % len(season.bodies)]
    first, last = chance.pick(people.first), chance.pick(people.last)
    met = chance.day(season.opening, season.today)
    values = season.record(
        met,
        last_name=last,
        first_name=first,
        role=chance.pick(_ROLES),
        organisation=body.id,
        email=f"{_plain(first)}.{_plain(last)}@exemple.fr",
        # The range of numbers that ARCEP keeps for fiction.
        phone=f"+3363998{chance.number(0, 9999):04d}",
        informed_on=met.isoformat(),
        last_exchange_on=chance.day(met, season.today).isoformat(),
    )
    values["diffusion"] = "CONFIDENTIEL"
    season.contacts.append(str(values["id"]))
    return values


def _plain(name: str) -> str:
    """Return a name as addresses write it."""
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if letter.isascii())


def _observer(season: Season, rank: int) -> Values:
    since = season.chance.day(season.opening, season.opening + timedelta(days=110))
    place = season.places[rank % len(season.places)]
    values = season.record(
        since,
        place,
        observer_code=f"BR-{season.number * OBSERVERS + rank + 1:02d}",
        age_band=_AGES[rank % len(_AGES)],
        since=since.isoformat(),
        agreement_on=since.isoformat(),
    )
    season.observers.append(Known(str(values["id"]), "observer", since, place))
    return values


def _with_key(digits: str) -> str:
    """Return the digits and the one that makes their Luhn sum a multiple of ten."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return digits + str(-total % 10)
