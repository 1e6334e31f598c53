"""Where things are decided: meetings, decisions, commitments."""

from datetime import date, timedelta
from typing import Final

from desktop.demo.content import Values
from desktop.demo.season import FIFTY_EUROS, HORIZON, OPENING, Entries, Known, Season

MEETINGS: Final = 20
DECISIONS: Final = 30
COMMITMENTS: Final = 12
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
    chance, texts = season.chance, season.content.instances
    meeting_type, title, form = texts.meetings[rank % len(texts.meetings)]
    place = season.places[rank * 3 % len(season.places)]
    on = chance.day(date(2025, 2, 1), HORIZON)
    agenda = chance.some(texts.points, 3, 5)
    minutes = sum(point[2] for point in agenda)
    values = season.record(
        on,
        place,
        meeting_type=meeting_type,
        held_on=on.isoformat(),
        title=title,
        dispositifs=season.codes("dispositif", 1, 3),
        contract=season.contracts.get(place.contract),
        format=form,
        place=chance.pick(season.content.territoires.places),
        questions=[season.line(question=text) for text in chance.some(texts.questions, 1, 3)],
        agenda=[
            season.line(title=text, nature=nature, minutes=length)
            for text, nature, length in agenda
        ],
        field_material=[seen.id for seen in chance.some(season.seen, 1, 3) if seen.on <= on],
        attendance=_attendance(season),
        residents_present=chance.number(0, 14),
        usage_speaking_minutes=chance.number(5, minutes),
        restitution=chance.some(("TABLEAU", "RECIT", "PHOTO", "VISITE"), 1, 2),
        learned=chance.pick(texts.learned),
        minutes_sent_on=(on + timedelta(days=chance.number(2, 20))).isoformat(),
    )
    season.meetings.append(Known(str(values["id"]), "meeting", on, place))
    return values


def _attendance(season: Season) -> list[Values]:
    chance = season.chance
    there = [partner.id for partner in chance.some(season.partners, 3, 6)]
    there += [body.id for body in chance.some(season.bodies, 1, 3)]
    lines = [
        season.line(body=body, role=chance.pick(_ROLES), count=chance.number(1, 4))
        for body in there
    ]
    lines[0]["role"] = "PRESIDE"
    lines.append(season.line(name="Conseil citoyen", role="COANIME", count=chance.number(1, 5)))
    return lines


def _decision(season: Season, rank: int) -> Values:
    chance, texts = season.chance, season.content.instances
    title, nature, reason = texts.decisions[rank % len(texts.decisions)]
    meeting = season.meetings[rank % len(season.meetings)]
    due = meeting.on + timedelta(days=chance.number(20, 120))
    concerned = chance.some(season.ideas, 1, 1) + chance.some(season.actions, 0, 1)
    values = season.record(
        meeting.on,
        meeting.place,
        title=title,
        nature=nature,
        meeting=meeting.id,
        decided_on=meeting.on.isoformat(),
        reason=reason,
        concerns=[known.id for known in concerned],
        owner=chance.pick(texts.owners),
        due_on=due.isoformat(),
        state="FAITE" if due < date(2026, 2, 1) else chance.pick(("EN_COURS", "A_FAIRE")),
        communicated_to=chance.pick(texts.told),
        communicated_on=(meeting.on + timedelta(days=chance.number(1, 15))).isoformat(),
    )
    season.decisions.append(Known(str(values["id"]), "decision", meeting.on, meeting.place))
    return values


def _commitment(season: Season, rank: int) -> Values:
    chance, texts = season.chance, season.content.instances
    title, stake, ours, theirs, indicator = texts.commitments[rank % len(texts.commitments)]
    partners = chance.some(season.partners, 2, 3)
    due = chance.day(date(2025, 9, 1), date(2026, 12, 15))
    reviewed = chance.day(date(2025, 4, 1), HORIZON)
    state = (
        chance.pick(("TENU", "PARTIEL")) if due < HORIZON else chance.pick(("VALIDE", "EN_COURS"))
    )
    values = season.record(
        OPENING,
        season.places[rank % len(season.places)],
        title=title,
        partners=[partner.id for partner in partners],
        shared_stake=stake,
        state=state,
        due_on=due.isoformat(),
        our_part=ours,
        their_part=theirs,
        means=_means(season, [partner.id for partner in partners]),
        steps=_steps(season, due),
        indicator=indicator,
        reviewed_on=reviewed.isoformat(),
    )
    if state == "TENU":
        values["evidence"] = "Constaté sur place et confirmé par le conseil citoyen."
    return values


def _means(season: Season, partners: list[str]) -> list[Values]:
    chance = season.chance
    lines = []
    for partner in partners:
        nature = chance.pick(("ETP", "CREDITS", "LOCAUX", "PRIORITE_ACCES", "FORMATION"))
        line = season.line(nature=nature, partner=partner)
        if nature == "ETP":
            line["quantity"] = chance.number(1, 8) / 4
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
        if on < HORIZON and season.chance.often(0.8):
            line["done_on"] = (on + timedelta(days=season.chance.number(-5, 12))).isoformat()
        lines.append(line)
    return lines
