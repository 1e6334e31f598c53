"""Where things are decided: meetings, decisions, commitments."""

from datetime import date, timedelta
from typing import Final

from desktop.demo.content import Values
from desktop.demo.season import FIFTY_EUROS, Entries, Known, Season
from sync.records.deadlines import months_after

MEETINGS: Final = 20
DECISIONS: Final = 30
COMMITMENTS: Final = 12
_ENDS: Final = ("TENU", "PARTIEL", "TENU", "NON_TENU")
_KEPT: Final = 25
"""Decisions due so many days ago were all carried out."""
_COMING: Final = (3, 10, 24)
"""In how many days the next meetings are held."""
_REVIEWED: Final = 3
"""Months between two reviews of a commitment."""
_QUARTER_OF_A_POST: Final = 1_150_000
"""What a quarter of a post is worth in a year, in cents."""
_CHAIRS: Final = (
    "Mission politique de la ville",
    "Cohésion sociale",
    "Développement social urbain",
)
_ROLES: Final = ("COANIME", "DECIDE", "CONTRIBUE", "TEMOIGNE")


def meetings(season: Season) -> Entries:
    """Yield the meetings, with what was seen outside brought to the table."""
    for rank in range(MEETINGS):
        yield "meeting", _meeting(season, rank)


def decisions(season: Season) -> Entries:
    """Yield what the meetings decided about ideas and actions."""
    for rank in range(DECISIONS):
        yield "decision", _decision(season, rank)


def commitments(season: Season) -> Entries:
    """Yield what ordinary law and the team promise each other."""
    for rank in range(COMMITMENTS):
        yield "commitment", _commitment(season, rank)


def _meeting(season: Season, rank: int) -> Values:
    texts = season.content.instances
    ahead = rank - (MEETINGS - len(_COMING))
    meeting_type, title, form = texts.meetings[rank % len(texts.meetings)]
    place = season.places[rank * 3 % len(season.places)]
    if ahead >= 0:
        on, written = season.ahead(_COMING[ahead]), season.ago(15 - ahead)
    else:
        on = written = season.day(season.opening + timedelta(days=30), season.ago(6))
    agenda = season.chance.some(texts.points, 3, 5)
    values = season.record(
        written,
        place,
        meeting_type=meeting_type,
        held_on=on.isoformat(),
        title=title,
        dispositifs=season.codes("dispositif", 1, 3),
        contract=season.contracts.get(place.contract),
        format=form,
        place=season.chance.pick(season.content.territoires.places),
        questions=[
            season.line(question=text) for text in season.chance.some(texts.questions, 1, 3)
        ],
        agenda=[
            season.line(title=text, nature=nature, minutes=length)
            for text, nature, length in agenda
        ],
    )
    if ahead < 0:
        values |= _held(season, meeting_type, on, sum(point[2] for point in agenda))
        if meeting_type != "BILATERALE":
            values["diffusion"] = "DIFFUSABLE"  # its minutes go to all who sign the contract
        season.meetings.append(Known(str(values["id"]), "meeting", on, place))
    return values


def _held(season: Season, meeting_type: str, on: date, minutes: int) -> Values:
    """Return what only a meeting that took place has: who came, who spoke, what remains."""
    chance = season.chance
    return {
        "field_material": [seen.id for seen in chance.some(season.seen, 1, 3) if seen.on <= on],
        "attendance": _attendance(season, meeting_type),
        "residents_present": chance.number(6, 18),
        "usage_speaking_minutes": minutes * chance.number(10, 45) // 100,
        "restitution": chance.some(("TABLEAU", "RECIT", "PHOTO", "VISITE"), 1, 2),
        "learned": chance.pick(season.content.instances.learned),
        "minutes_sent_on": season.past(on + timedelta(days=chance.number(2, 20))),
    }


def _attendance(season: Season, meeting_type: str) -> list[Values]:
    """Return who came: the State or the town presides, but in the citizens' council."""
    chance = season.chance
    chairs = [partner for partner in season.partners if partner.service in _CHAIRS]
    others = [partner for partner in season.partners if partner not in chairs]
    there = [partner.id for partner in chance.some(others, 2, 5)]
    there += [body.id for body in chance.some(season.bodies, 1, 3)]
    lines = [
        season.line(body=body, role=chance.pick(_ROLES), count=chance.number(1, 3))
        for body in there
    ]
    if meeting_type == "CONSEIL_CITOYEN":
        return [season.line(name="Conseil citoyen", role="PRESIDE", count=8), *lines]
    chair = season.line(body=chance.pick(chairs).id, role="PRESIDE", count=1) if chairs else None
    council = season.line(name="Conseil citoyen", role="COANIME", count=chance.number(1, 5))
    return [*filter(None, (chair,)), *lines, council]


def _decision(season: Season, rank: int) -> Values:
    chance, texts = season.chance, season.content.instances
    title, nature, reason, owner = texts.decisions[rank % len(texts.decisions)]
    meeting = season.meetings[rank % len(season.meetings)]
    due = meeting.on + timedelta(days=chance.number(30, 180))
    concerned = [
        known
        for already in (season.ideas, season.actions)
        for known in chance.some([k for k in already if season.days[k.id] <= meeting.on], 0, 1)
    ]
    values = season.record(
        meeting.on,
        meeting.place,
        title=title,
        nature=nature,
        meeting=meeting.id,
        decided_on=meeting.on.isoformat(),
        reason=reason,
        concerns=[known.id for known in concerned],
        owner=owner,
        due_on=due.isoformat(),
        state="FAITE" if due < season.ago(_KEPT) else chance.pick(("EN_COURS", "A_FAIRE")),
        communicated_to=chance.pick(texts.told),
        communicated_on=season.past(meeting.on + timedelta(days=chance.number(1, 15))),
    )
    if rank % 4:
        values["diffusion"] = "DIFFUSABLE"
    season.decisions.append(Known(str(values["id"]), "decision", meeting.on, meeting.place))
    return values


def _commitment(season: Season, rank: int) -> Values:
    """Return a promise: one out of three has come to its term, one has a review to hold."""
    chance, texts = season.chance, season.content.instances
    title, stake, ours, theirs, indicator, bound = texts.commitments[rank % len(texts.commitments)]
    services = bound.split("|")
    partners = [partner.id for partner in season.partners if partner.service in services]
    place = season.places[rank % len(season.places)]
    over = rank % 3 == 2
    due = season.ago(chance.number(20, 150)) if over else season.ahead(chance.number(25, 300))
    made = season.day(season.opening, season.opening + timedelta(days=100))
    values = season.record(
        made,
        place,
        title=f"{title} – {place.name}",
        partners=partners,
        shared_stake=stake,
        state="VALIDE" if rank % 3 == 0 else "EN_COURS",
        due_on=due.isoformat(),
        our_part=ours,
        their_part=theirs,
        means=_means(season, partners),
        steps=_steps(season, due),
        indicator=indicator,
    )
    if over:
        _come_to_term(season, values, due, _ENDS[rank // 3 % len(_ENDS)])
        return values
    _review(season, values, made, 4 if rank == 1 else -chance.number(20, 80))
    return values


def _review(season: Season, values: Values, made: date, late: int) -> None:
    """Hold the reviews of a commitment; the next one is late by so many days, or still ahead."""
    following = season.today - timedelta(days=late)
    held = []
    while (on := months_after(following, -_REVIEWED)) > made:
        held.append((on, following))
        following = on
    for on, after in reversed(held):
        changes: Values = {"last_review_on": on.isoformat(), "next_review_on": after.isoformat()}
        season.revise(values, on, changes)


def _come_to_term(season: Season, values: Values, due: date, state: str) -> None:
    """Hold the last review; what is kept in part only will be looked at again."""
    changes: Values = {"last_review_on": due.isoformat(), "state": state}
    if state == "PARTIEL":
        changes["next_review_on"] = season.ahead(45).isoformat()
    if state == "TENU":
        changes["evidence"] = "Constaté sur place et confirmé par le conseil citoyen."
    season.revise(values, due, changes)


def _means(season: Season, partners: list[str]) -> list[Values]:
    chance = season.chance
    lines = []
    for partner in partners:
        nature = chance.pick(("ETP", "CREDITS", "LOCAUX", "PRIORITE_ACCES", "FORMATION"))
        line = season.line(nature=nature, partner=partner)
        if nature == "ETP":
            quarters = chance.number(1, 8)
            line |= {"quantity": quarters / 4, "amount": quarters * _QUARTER_OF_A_POST}
        elif nature == "CREDITS":
            line["amount"] = chance.number(20, 300) * FIFTY_EUROS
        lines.append(line)
    return lines


def _steps(season: Season, due: date) -> list[Values]:
    steps = (
        "Rencontrer les habitantes et habitants",
        "Choisir le lieu",
        "Essayer un mois",
        "Décider",
    )
    lines = []
    for rank, step in enumerate(steps):
        on = due - timedelta(days=40 * (len(steps) - rank))
        line = season.line(step=step, due_on=on.isoformat())
        if season.chance.often(0.9):
            line["done_on"] = season.past(on + timedelta(days=season.chance.number(-5, 12)))
        lines.append(line)
    return lines
