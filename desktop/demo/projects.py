"""From the project to the money: agreements, actions, their budgets and fundings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop.demo.accounts import actuals, audience, budget, indicator
from desktop.demo.content import Values
from desktop.demo.season import FIFTY_EUROS, Agreed, Body, Entries, Funder, Known, Season

ACTIONS: Final = 60
FUNDINGS: Final = 150
AGREEMENTS: Final = 6
_DUE_SOON: Final = (9, 24)
_AXES: Final = {
    "2024:2.3": "1",
    "2024:3.1": "6",
    "2024:3.4": "8",
    "2024:4.1": "8",
    "2024:4.2": "6",
    "2024:4.3": "7",
    "2024:5.1": "4",
    "2024:6.1": "7",
    "2024:6.2": "7",
}
"""The axis of the tax relief for which a landlord pays, by theme of the action."""
_ORDINARY: Final = {"ETAT_P147": False, "COMMUNE": False, "EPCI": False} | dict.fromkeys(
    ("ETAT_AUTRE", "CAF_ORG_SOCIAL", "ETAB_PUBLIC", "DEPARTEMENT"), True
)
"""Whose money is ordinary law; what the others give was not told apart."""
_REFUSED_EVERY: Final = 9 * FIFTY_EUROS
_ACCOUNT_AFTER: Final = (10, 10, 10, 140, 10, 10, 600, 10, 10)
"""Days from the report of an action to its account; the longest has not come, and is late."""
_MORE_TIME: Final = "Délai accordé à la demande de la structure, par courrier."


def agreements(season: Season) -> Entries:
    """Yield agreements of three years, the second one being the present year."""
    for rank in range(AGREEMENTS):
        yield "agreement", _agreement(season, rank)


def actions_and_fundings(season: Season) -> Entries:
    """Yield each action, then what pays for it: two fundings, or three."""
    more = FUNDINGS - 2 * ACTIONS
    roots = list(_roots(season))
    for rank, root in enumerate(roots[:ACTIONS]):
        yield from _action(season, rank, root, funders=3 if rank < more else 2)


def _agreement(season: Season, rank: int) -> Values:
    chance = season.chance
    body = season.bodies[rank * 5 % len(season.bodies)]
    funders = chance.some([partner for partner in season.partners if partner.funder], 2, 2)
    yearly = chance.number(60, 240) * FIFTY_EUROS
    first = season.today.year - 1
    years = (first, first + 1, first + 2)
    values = season.record(
        season.opening,
        body.place,
        title=f"Convention avec {body.name}",
        organisation=body.id,
        funders=[funder.id for funder in funders],
        first_year=first,
        last_year=first + 2,
        signed_on=date(first, 1, 12).isoformat(),
        objectives=body.trade.purpose,
        amounts=[
            season.line(year=year, funder=funder.id, amount=yearly)
            for year in years
            for funder in funders
        ],
        evaluation_due_on=(
            season.ahead(40).isoformat() if rank == 0 else date(first + 2, 10, 15).isoformat()
        ),
    )
    season.agreements.append(Agreed(str(values["id"]), body, tuple(funders), yearly))
    return values


@dataclass(frozen=True, slots=True)
class _Root:
    """Where an action comes from: an idea, or a body that goes on with what it does."""

    body: Body
    starts: date
    ends: date
    idea: Known | None = None


def _roots(season: Season) -> Iterator[_Root]:
    """Yield the actions to write: those born of ideas, those of agreements, and the others."""
    for idea in season.supported:
        assert idea.body is not None
        starts = min(idea.on + timedelta(days=season.chance.number(2, 9)), season.today, idea.until)
        yield _Root(idea.body, starts, min(idea.until, _end(starts)), idea)
    for back in (1, 0):
        for agreed in season.agreements:
            yield _yearly(season, agreed.body, season.today.year - back)
    signed = {agreed.body.id for agreed in season.agreements}
    bodies = [body for body in season.bodies if body.id not in signed]
    for rank in range(ACTIONS):
        back = 1 if season.chance.often(0.45) else 0
        yield _yearly(season, bodies[rank % (len(bodies) - 3)], season.today.year - back)


def _yearly(season: Season, body: Body, year: int) -> _Root:
    """Return an action that begins at the start of a year, the last one when it just began."""
    if date(year, 2, 15) > season.today:
        year -= 1
    starts = season.day(date(year, 1, 29), date(year, 4, 15))
    return _Root(body, starts, _end(starts))


def _end(starts: date) -> date:
    """Return the last day of an action; in autumn it is too late to end within the year."""
    return date(starts.year + 1, 6, 20) if starts.month >= 10 else date(starts.year, 12, 15)


def _action(season: Season, rank: int, root: _Root, *, funders: int) -> Entries:
    chance, body, starts, ends = season.chance, root.body, root.starts, root.ends
    title, objectives = chance.pick(body.trade.actions)
    agreed = _agreement_for(season, root)
    payers = _payers(season, funders, agreed)
    own = chance.number(4, 40) * FIFTY_EUROS
    given = 8 * FIFTY_EUROS if rank % 4 == 1 else 0
    cost = sum(amount for _, amount in payers) + own + given
    values = season.record(
        starts - timedelta(days=60),
        body.place,
        title=title,
        organisation=body.id,
        year=starts.year,
        dauphin_reference=f"DA{season.number * ACTIONS + rank + 1_000_000:08d}",
        dispositif=_known(season, "dispositif", body.trade.dispositif),
        theme=season.theme(body.trade.theme),
        tfpb_axis=_axis(body, payers),
        objectives=objectives,
        description=f"{objectives} {chance.pick(body.trade.scenes)}",
        starts_on=starts.isoformat(),
        ends_on=ends.isoformat(),
        neighbourhoods=_where(season, body, shared=rank % 6 == 2),
        qpv_share=chance.number(60, 100),
        audience=audience(season),
        planned_cost=cost,
        budget=budget(season, payers, own, given),
        indicators=[indicator(season, body)],
    )
    if root.idea is not None:
        values["idea"] = root.idea.id
    action = Known(str(values["id"]), "action", starts, body.place, body, ends)
    season.actions.append(action)
    yield from _paid_for(season, values, action, payers, agreed)


def _where(season: Season, body: Body, *, shared: bool) -> list[str]:
    """Return the neighbourhood of a body, and another of its town for an action that is shared."""
    near = (p.id for p in season.places if p.town == body.place.town and p.id != body.place.id)
    return [body.place.id, *([other] if shared and (other := next(near, "")) else [])]


def _paid_for(
    season: Season,
    values: Values,
    action: Known,
    payers: list[tuple[Funder, int]],
    agreed: Agreed | None,
) -> Entries:
    """Yield the action, with where it stands, then its fundings: those of an agreement first."""
    over = action.until <= season.today
    fundings = [
        _funding(season, action, payer, over=over, agreed=agreed if place < 2 else None)
        for place, payer in enumerate(payers)
    ]
    if over:
        values |= {"status": "A_ETE_VERSE", "progress": "EN_COURS"}
        _report(season, values, action)
    else:
        values |= _under_way(season, paid=all("paid" in funding for funding in fundings))
    yield "action", values
    for funding in fundings:
        if values["status"] == "A_JUSTIFIER":
            funding["status"] = "VERSE"  # settled once the financial report has come
        yield "funding", funding


def _agreement_for(season: Season, root: _Root) -> Agreed | None:
    """Return the agreement that pays for an action: one action a year, what was planned."""
    year = root.starts.year
    for agreed in season.agreements:
        if root.idea is None and agreed.body == root.body and year not in agreed.covered:
            agreed.covered.add(year)
            return agreed
    return None


def _under_way(season: Season, *, paid: bool) -> Values:
    progress = season.chance.pick(("EN_COURS", "EN_COURS", "EN_COURS", "RALENTIE"))
    return {"status": "A_ETE_VERSE" if paid else "VOTEE", "progress": progress}


def _payers(season: Season, count: int, agreed: Agreed | None) -> list[tuple[Funder, int]]:
    """Return who is asked for what, first the funders of the agreement."""
    first = list(agreed.funders) if agreed else []
    others = [partner for partner in season.partners if partner.funder and partner not in first]
    chosen = season.chance.some(others, count - len(first), count - len(first))
    asked = [(payer, season.chance.number(20, 180) * FIFTY_EUROS) for payer in chosen]
    return [(payer, agreed.yearly) for payer in first if agreed] + asked


def _report(season: Season, values: Values, action: Known) -> None:
    """Close an action that is over, then receive its report and its financial report."""
    assert action.body is not None
    chance = season.chance
    achieved = chance.pick(season.content.evaluations.achieved)
    received = action.until + timedelta(days=chance.number(10, 120))
    ended: Values = {"status": "A_JUSTIFIER", "progress": "TERMINEE"}
    waiting = len(season.accounts_due)
    awaited = action.on.year < season.today.year and waiting < len(_DUE_SOON)
    if awaited:
        season.accounts_due.append(_DUE_SOON[waiting])
        due = season.ahead(_DUE_SOON[waiting]).isoformat()
        ended |= {"report_due_on": due, "internal_note": _MORE_TIME}
    season.revise(values, action.until, ended)
    if received <= season.today:
        report: Values = actuals(season, values) | {
            "budget_final": True,
            "objectives_met": chance.pick(("OUI", "OUI", "PARTIELLEMENT")),
            "results": f"{achieved} {chance.pick(action.body.trade.works)}",
            "report_received_on": received.isoformat(),
        }
        season.revise(values, received, report)
    account = received + timedelta(days=_ACCOUNT_AFTER[len(season.actions) % len(_ACCOUNT_AFTER)])
    if account <= season.today and not awaited:
        accepted = {"status": "JUSTIFIEE", "financial_report_received_on": account.isoformat()}
        season.revise(values, account, accepted)


def _funding(
    season: Season, action: Known, payer: tuple[Funder, int], *, over: bool, agreed: Agreed | None
) -> Values:
    chance, (funder, asked) = season.chance, payer
    decided = action.on - timedelta(days=chance.number(5, 16))
    whole = over or agreed is not None
    granted = asked if whole else asked * chance.number(6, 10) // 10 // FIFTY_EUROS * FIFTY_EUROS
    values = season.record(
        decided - timedelta(days=40),
        None,
        action=action.id,
        organisation=action.body.id if action.body else None,
        funder=funder.id,
        funder_type=funder.funder,
        year=action.on.year,
        status="SOLDE" if over else chance.pick(("VOTE", "VERSE", "VERSE")),
        requested=asked,
        proposed=granted,
        granted=granted,
        ordinary_law=_ORDINARY.get(funder.funder),
        frequency=chance.pick(("PREMIERE_DEMANDE", "RENOUVELLEMENT")),
        decided_on=decided.isoformat(),
        decision_reference=f"DEL-{decided.year}-{chance.number(1, 400):03d}",
        payment_terms=chance.pick(("UNIQUE", "ECHELONNE")),
        payment_from=decided.isoformat(),
        payment_to=action.until.isoformat(),
    )
    if not over and agreed is None and asked % _REFUSED_EVERY == 0:
        values |= {"status": "REFUSE", "proposed": 0, "granted": None}
    elif granted % (3 * FIFTY_EUROS) and agreed is None:
        values["agreement_signed_on"] = (decided + timedelta(days=12)).isoformat()
    if values["status"] in ("SOLDE", "VERSE"):
        values["paid"] = granted
    if agreed is not None:
        first = season.today.year - 1
        values |= {"agreement": agreed.id, "period": "PLURIANNUELLE"}
        values |= {"first_year": first, "last_year": first + 2}
    return values


def _axis(body: Body, payers: list[tuple[Funder, int]]) -> str | None:
    """Return the axis of the tax relief that an action paid by a landlord goes under."""
    by_landlord = any(payer.funder == "BAILLEUR" for payer, _ in payers)
    return _AXES.get(body.trade.theme) if by_landlord else None


def _known(season: Season, list_name: str, code: str) -> str | None:
    return code if code in season.lists.get(list_name, ()) else None
