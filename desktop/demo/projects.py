"""From the project to the money: agreements, actions, their budgets and fundings."""

from datetime import date, timedelta
from typing import Final

from desktop.demo.content import Values
from desktop.demo.season import FIFTY_EUROS, HORIZON, OPENING, Body, Entries, Funder, Known, Season

ACTIONS: Final = 60
FUNDINGS: Final = 150
AGREEMENTS: Final = 6
_ACCOUNTS: Final = {
    "ETAT_P147": "74etat",
    "ETAT_AUTRE": "74etat",
    "REGION": "74region",
    "DEPARTEMENT": "74dep",
    "EPCI": "74epci",
    "COMMUNE": "74com",
    "CAF_ORG_SOCIAL": "74orgasoc",
    "ETAB_PUBLIC": "74x",
}
_UNDER_WAY: Final = {"status": "A_ETE_VERSE", "progress": "EN_COURS"}
_SPENT: Final = ("601", "604", "613", "623", "625")


def agreements(season: Season) -> Entries:
    """Yield agreements of three years."""
    for rank in range(AGREEMENTS):
        yield "agreement", _agreement(season, season.bodies[rank * 5 % len(season.bodies)])


def actions_and_fundings(season: Season) -> Entries:
    """Yield each action, then what pays for it: two fundings, or three."""
    more = FUNDINGS - 2 * ACTIONS
    for rank in range(ACTIONS):
        yield from _action(season, rank, funders=3 if rank < more else 2)


def _agreement(season: Season, body: Body) -> Values:
    chance = season.chance
    payers = [partner for partner in season.partners if partner.funder]
    funders = chance.some(payers, 2, 3)
    yearly = chance.number(60, 240) * FIFTY_EUROS
    values = season.record(
        OPENING,
        body.place,
        title=f"Convention 2025-2027 avec {body.name}",
        organisation=body.id,
        funders=[funder.id for funder in funders],
        first_year=2025,
        last_year=2027,
        signed_on="2025-03-20",
        objectives=body.trade.purpose,
        amounts=[
            season.line(year=year, funder=funder.id, amount=yearly)
            for year in (2025, 2026, 2027)
            for funder in funders
        ],
        evaluation_due_on="2026-10-15",
    )
    season.agreements.append(Known(str(values["id"]), "agreement", OPENING, body.place, body))
    return values


def _action(season: Season, rank: int, *, funders: int) -> Entries:
    chance = season.chance
    idea, body = _root(season, rank)
    title, objectives = chance.pick(body.trade.actions)
    starts, ends = _dates(season, idea)
    over = ends <= HORIZON
    payers = _payers(season, funders)
    own = chance.number(4, 40) * FIFTY_EUROS
    cost = sum(amount for _, amount in payers) + own
    values = season.record(
        starts - timedelta(days=60),
        body.place,
        title=title,
        organisation=body.id,
        year=starts.year,
        dauphin_reference=f"DA{season.number * ACTIONS + rank + 1_000_000:08d}",
        dispositif=_known(season, "dispositif", body.trade.dispositif),
        theme=season.theme(body.trade.theme),
        objectives=objectives,
        description=f"{objectives} {chance.pick(body.trade.scenes)}",
        starts_on=starts.isoformat(),
        ends_on=ends.isoformat(),
        neighbourhoods=[body.place.id],
        qpv_share=chance.number(60, 100),
        audience=_audience(season, over=over),
        planned_cost=cost,
        budget=_budget(season, payers, own, over=over),
        indicators=[_indicator(season, body, over=over)],
    )
    if idea is not None:
        values["idea"] = idea.id
    values |= _outcome(season, body, ends, cost) if over else _UNDER_WAY
    action = Known(str(values["id"]), "action", starts, body.place, body, ends)
    season.actions.append(action)
    yield "action", values
    for funder, amount in payers:
        yield "funding", _funding(season, action, funder, amount, over=over)


def _payers(season: Season, count: int) -> list[tuple[Funder, int]]:
    """Return who is asked for what."""
    chosen = season.chance.some([p for p in season.partners if p.funder], count, count)
    return [(payer, season.chance.number(20, 180) * FIFTY_EUROS) for payer in chosen]


def _root(season: Season, rank: int) -> tuple[Known | None, Body]:
    """Return the idea that an action comes from, if any, and who carries it."""
    if rank < len(season.supported):
        idea = season.supported[rank]
        assert idea.body is not None
        return idea, idea.body
    return None, season.bodies[rank % len(season.bodies)]


def _dates(season: Season, idea: Known | None) -> tuple[date, date]:
    chance = season.chance
    if idea is None:
        year = 2025 if chance.often(0.6) else 2026
        starts = chance.day(date(year, 1, 15), date(year, 4, 15))
    else:
        starts = idea.on + timedelta(days=chance.number(5, 30))
    autumn = starts.month >= 10  # too late for a year: the action ends before the next summer
    return starts, date(starts.year + 1, 6, 20) if autumn else date(starts.year, 12, 15)


def _outcome(season: Season, body: Body, ends: date, cost: int) -> Values:
    chance = season.chance
    achieved = season.content.evaluations.achieved
    received = ends + timedelta(days=chance.number(20, 150))
    made: Values = {
        "status": chance.pick(("A_JUSTIFIER", "JUSTIFIEE")),
        "progress": "TERMINEE",
        "budget_final": True,
        "actual_cost": cost,
        "objectives_met": chance.pick(("OUI", "OUI", "PARTIELLEMENT")),
        "results": f"{chance.pick(achieved)} {chance.pick(body.trade.works)}",
        "report_received_on": received.isoformat(),
    }
    if chance.often(0.6):
        made["financial_report_received_on"] = (received + timedelta(days=10)).isoformat()
    return made


def _budget(
    season: Season, asked: list[tuple[Funder, int]], own: int, *, over: bool
) -> list[Values]:
    """Return expenses and income with the same total."""
    cost = sum(amount for _, amount in asked) + own
    wages = cost // 2 // FIFTY_EUROS * FIFTY_EUROS
    accounts = season.chance.some(_SPENT, 2, 3)
    share = (cost - wages) // len(accounts) // FIFTY_EUROS * FIFTY_EUROS
    lines = [("641", wages)] + [(account, share) for account in accounts[1:]]
    lines.append((accounts[0], cost - wages - share * (len(accounts) - 1)))
    lines += [(_ACCOUNTS.get(funder.funder, "74aidespriv"), amount) for funder, amount in asked]
    lines.append(("RESSOURCES_PROPRES", own))
    return [
        season.line(account=account, planned=amount, **({"actual": amount} if over else {}))
        for account, amount in lines
    ]


def _audience(season: Season, *, over: bool) -> list[Values]:
    lines = []
    for band, gender, home in season.audience(2, 4):
        planned = season.chance.number(5, 40)
        line = season.line(age_band=band, gender=gender, residence=home, planned=planned)
        if over:
            line["actual"] = max(0, planned + season.chance.number(-6, 12))
        lines.append(line)
    return lines


def _indicator(season: Season, body: Body, *, over: bool) -> Values:
    name, measure, planned = body.trade.indicator
    line = season.line(name=name, measure=measure, planned=planned, source="Suivi de la structure")
    if over:
        line["actual"] = round(planned * season.chance.number(70, 130) / 100)
    return line


def _funding(season: Season, action: Known, funder: Funder, asked: int, *, over: bool) -> Values:
    chance = season.chance
    decided = action.on - timedelta(days=chance.number(5, 40))
    granted = asked if over else asked * chance.number(6, 10) // 10 // FIFTY_EUROS * FIFTY_EUROS
    values = season.record(
        decided - timedelta(days=40),
        None,
        action=action.id,
        organisation=action.body.id if action.body else None,
        funder=funder.id,
        funder_type=funder.funder,
        year=action.on.year,
        status="SOLDE" if over else chance.pick(("VOTE", "VERSE")),
        requested=asked,
        proposed=granted,
        granted=granted,
        frequency=chance.pick(("PREMIERE_DEMANDE", "RENOUVELLEMENT")),
        decided_on=decided.isoformat(),
        decision_reference=f"DEL-{decided.year}-{chance.number(1, 400):03d}",
        payment_terms=chance.pick(("UNIQUE", "ECHELONNE")),
        payment_from=decided.isoformat(),
        payment_to=action.until.isoformat(),
    )
    if values["status"] in ("SOLDE", "VERSE"):
        values["paid"] = granted
    agreed = next((a for a in season.agreements if action.body and a.body == action.body), None)
    if agreed is not None:
        values |= {
            "agreement": agreed.id,
            "period": "PLURIANNUELLE",
            "first_year": 2025,
            "last_year": 2027,
        }
    return values


def _known(season: Season, list_name: str, code: str) -> str | None:
    return code if code in season.lists.get(list_name, ()) else None
