"""Who and where: territories, contracts, organisations, contacts, partners, the brigade."""

from datetime import date, timedelta
from typing import Final

from desktop.demo.content import PartnerText, Trade, Values
from desktop.demo.season import HORIZON, OPENING, Body, Entries, Funder, Known, Place, Season

ORGANISATIONS: Final = 40
CONTACTS: Final = 50
OBSERVERS: Final = 12
_ROLES: Final = ("PRESIDENCE", "TRESORERIE", "DIRECTION", "COORDINATION", "SALARIE", "BENEVOLE")
_LEVELS: Final = ("0", "1", "2", "3", "4")
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
            OPENING,
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
                OPENING,
                territory_code=quarter.code,
                name=quarter.name,
                territory_type="QPV",
                commune_codes=[town.code],
                commune_names=[town.name],
                contract_code=town.contract,
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
            yield "territory", values


def _partners(season: Season) -> Entries:
    for text in season.content.partenaires:
        values = season.record(
            OPENING,
            name=text.name,
            service=text.service or None,
            echelon=text.echelon,
            domains=list(text.domains),
            contract_signatory=season.chance.often(0.6),
            territories=[place.id for place in season.chance.some(season.places, 2, 6)],
            alliance_level=text.level,
            alliance_history=_alliance(season, text),
            alliance_next_step=season.chance.pick(
                ("Inviter à une visite de terrain", "Partager un récit", "Préparer un engagement")
            ),
            dispositifs=season.codes("dispositif", 0, 2),
            ordinary_means=text.means or None,
        )
        season.partners.append(Funder(str(values["id"]), text.name, text.service, text.funder))
        yield "partner", values


def _alliance(season: Season, text: PartnerText) -> list[Values]:
    reached = _LEVELS.index(text.level)
    first = max(0, reached - 2)
    days = [OPENING + timedelta(days=150 * step + season.chance.number(0, 60)) for step in range(3)]
    notes = ("Rencontre de présentation", "Venue sur le terrain", "Travail commun engagé")
    return [
        season.line(
            level=_LEVELS[level], on=days[level - first].isoformat(), note=notes[level - first]
        )
        for level in range(first, reached + 1)
    ]


def _organisation(season: Season, trade: Trade, place: Place, rank: int) -> Values:
    chance, number = season.chance, season.number * ORGANISATIONS + rank
    name = trade.names[rank // len(season.content.metiers) % len(trade.names)]
    if season.number:
        name = f"{name} ({season.number + 1})"
    values = season.record(
        OPENING,
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
        means_year=2024,
        volunteers=chance.number(4, 60),
        employees=chance.number(0, 9),
        members=chance.number(20, 300),
        mediator_posts=chance.number(0, 1),
        link_to_team=chance.pick(("CONNUE", "ACCOMPAGNEE", "ACCOMPAGNEE", "FINANCEE", "CPO")),
        autonomy=_autonomy(season),
        can_help_with=season.codes("competence", 0, 2),
    )
    if trade.kind in _OFFICIAL:
        values["siret"] = siret(number)
        values["rna"] = f"W{place.departement}9{number % 1_000_000:06d}"
    season.bodies.append(Body(str(values["id"]), name, trade, place))
    return values


def _autonomy(season: Season) -> list[Values]:
    return [
        season.line(competence=code, level=season.chance.number(0, 4), assessed_on="2025-03-14")
        for code in season.codes("competence", 1, 4)
    ]


def _contact(season: Season, rank: int) -> Values:
    chance, people = season.chance, season.content.personnes
    body = season.bodies[rank % len(season.bodies)]
    first, last = chance.pick(people.first), chance.pick(people.last)
    met = chance.day(OPENING, HORIZON)
    values = season.record(
        met,
        last_name=last,
        first_name=first,
        role=chance.pick(_ROLES),
        organisation=body.id,
        email=f"contact{season.number * CONTACTS + rank}@exemple.fr",
        # The range of numbers that ARCEP keeps for fiction.
        phone=f"+3363998{chance.number(0, 9999):04d}",
        informed_on=met.isoformat(),
        last_exchange_on=chance.day(met, HORIZON).isoformat(),
    )
    values["diffusion"] = "CONFIDENTIEL"
    season.contacts.append(str(values["id"]))
    return values


def _observer(season: Season, rank: int) -> Values:
    since = season.chance.day(OPENING, date(2025, 4, 30))
    place = season.places[rank % len(season.places)]
    values = season.record(
        since,
        place,
        observer_code=f"BR-{season.number * OBSERVERS + rank + 1:02d}",
        age_band=next(iter(season.codes("age_band", 1, 1)), None),
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
