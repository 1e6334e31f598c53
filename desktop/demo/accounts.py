"""The lines of an action: its budget, its public, its indicator, as planned and as they came."""

from typing import Final

from desktop.demo.content import Values
from desktop.demo.season import FIFTY_EUROS, Body, Funder, Season

_ACCOUNTS: Final = {
    "ETAT_P147": "74etat",
    "ETAT_AUTRE": "74etat",
    "REGION": "74region",
    "DEPARTEMENT": "74dep",
    "EPCI": "74epci",
    "COMMUNE": "74com",
    "CAF_ORG_SOCIAL": "74orgasoc",
    "BAILLEUR": "74x",
    "ETAB_PUBLIC": "74x",
}
OWN: Final = "RESSOURCES_PROPRES"
_MOVES: Final = ("641", OWN)
_SPARED: Final = (0, 3 * FIFTY_EUROS, -4 * FIFTY_EUROS, 0, 7 * FIFTY_EUROS)
_SPENT: Final = ("601", "604", "613", "623", "625")


def actuals(season: Season, values: Values) -> Values:
    """Return the lines of an action with what came of each, and what it cost.

    Wages come dearer or cheaper than planned; the organisation's own money makes up for it.
    """
    chance = season.chance
    spared = _SPARED[len(season.actions) % len(_SPARED)]
    own = next(line["planned"] for line in values["budget"] if line["account"] == OWN)
    spared = min(spared, own)
    return {
        "actual_cost": values["planned_cost"] - spared,
        "budget": [
            line | {"actual": line["planned"] - (spared if line["account"] in _MOVES else 0)}
            for line in values["budget"]
        ],
        "audience": [
            line | {"actual": max(0, line["planned"] + chance.number(-6, 12))}
            for line in values["audience"]
        ],
        "indicators": [
            line | {"actual": round(line["planned"] * chance.number(70, 130) / 100)}
            for line in values["indicators"]
        ],
    }


def budget(
    season: Season, asked: list[tuple[Funder, int]], own: int, given: int = 0
) -> list[Values]:
    """Return expenses and income with the same total; `given` is the worth of volunteers' time."""
    cost = sum(amount for _, amount in asked) + own
    wages = cost // 2 // FIFTY_EUROS * FIFTY_EUROS
    accounts = season.chance.some(_SPENT, 2, 3)
    share = (cost - wages) // len(accounts) // FIFTY_EUROS * FIFTY_EUROS
    lines = [("641", wages)] + [(account, share) for account in accounts[1:]]
    lines.append((accounts[0], cost - wages - share * (len(accounts) - 1)))
    lines += [(_ACCOUNTS.get(funder.funder, "74aidespriv"), amount) for funder, amount in asked]
    lines.append((OWN, own))
    if given:
        lines += [("864", given), ("870", given)]
    return [season.line(account=account, planned=amount) for account, amount in lines]


def audience(season: Season) -> list[Values]:
    """Return the people that an action wants to reach, by age, gender and residence."""
    return [
        season.line(
            age_band=band, gender=gender, residence=home, planned=season.chance.number(5, 40)
        )
        for band, gender, home in season.audience(2, 4)
    ]


def indicator(season: Season, body: Body) -> Values:
    """Return what the trade of a body counts."""
    name, measure, planned = body.trade.indicator
    return season.line(name=name, measure=measure, planned=planned, source="Suivi de la structure")
