"""The desk work of the season: workshops, tasks, attachments, rights requests."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from desktop.demo.content import Values
from desktop.demo.season import Entries, Known, Season

WORKSHOPS: Final = 8
TASKS: Final = 60
ATTACHMENTS: Final = 30
REQUESTS: Final = 4
_TO_DO: Final = (-9, -2, 1, 2, 4, 7, 9, 14)
"""In how many days the tasks still to do are due; two of them are late."""
_FORMATS: Final = {
    "PHOTO": ("jpg", "image/jpeg"),
    "SON": ("mp3", "audio/mpeg"),
    "DOCUMENT": ("pdf", "application/pdf"),
    "DESSIN": ("png", "image/png"),
}


def workshops(season: Season) -> Entries:
    """Yield the workshops between organisations."""
    for rank in range(WORKSHOPS):
        yield "workshop", _workshop(season, rank)


def tasks(season: Season) -> Entries:
    """Yield what someone has to do, or has done."""
    for rank in range(TASKS):
        yield "task", _task(season, rank)


def attachments(season: Season) -> Entries:
    """Yield what is known of the files; their contents come when the notebook is written."""
    for rank in range(ATTACHMENTS):
        yield "attachment", _attachment(season, rank)


def rights_requests(season: Season) -> Entries:
    """Yield requests of people about their own data, all answered in time but the last."""
    for rank in range(REQUESTS):
        yield "rights_request", _request(season, rank)


def _workshop(season: Season, rank: int) -> Values:
    """Return a workshop; the last one of the season is still to come."""
    chance, texts = season.chance, season.content.instances
    title, what = texts.workshops[rank % len(texts.workshops)]
    place = season.places[rank * 2 % len(season.places)]
    coming = rank == WORKSHOPS - 1
    on = season.ahead(8) if coming else season.day(season.opening, season.ago(9))
    competences = season.codes("competence", 1, 3)
    values = season.record(
        season.ago(11) if coming else on,
        place,
        title=title,
        held_on=on.isoformat(),
        place=chance.pick(season.content.territoires.places),
        duration_minutes=chance.number(6, 12) * 15,
        organisations=[body.id for body in chance.some(season.bodies, 2, 6)],
        competences=competences,
        what_we_did=None if coming else what,
    )
    return values if coming else values | _given(season, on, competences)


def _given(season: Season, on: date, competences: list[str]) -> Values:
    """Return what only a workshop that took place has."""
    chance = season.chance
    return {
        "participants_count": chance.number(6, 22),
        "ideas": [idea.id for idea in chance.some(_heard_since(season, on), 0, 2)],
        "autonomy": [
            season.line(competence=code, before=before, after=min(4, before + chance.number(0, 2)))
            for code in competences
            if (before := chance.number(0, 3)) >= 0
        ],
        "learned": chance.pick(season.content.evaluations.learnings),
        "next_step": chance.pick(season.content.visites.next),
    }


def _heard_since(season: Season, on: date) -> list[Known]:
    """Return the ideas heard in the days that follow."""
    until = on + timedelta(days=7)
    return [idea for idea in season.ideas if on <= season.days[idea.id] <= until]


def _task(season: Season, rank: int) -> Values:
    """Return a task about a record it makes sense for; the last ones are still to do."""
    chance = season.chance
    what, kind = season.content.instances.tasks[rank % len(season.content.instances.tasks)]
    still = rank - (TASKS - len(_TO_DO))
    about = _something(season, kind, lately=still >= 0)
    if still >= 0:
        due = season.ahead(_TO_DO[still]) if _TO_DO[still] > 0 else season.ago(-_TO_DO[still])
        made = min(about.on + timedelta(days=1), season.today, due)
        state = {"state": "EN_COURS" if still % 3 == 0 else "A_FAIRE"}
    else:
        made = about.on
        due = season.day(made, made + timedelta(days=chance.number(5, 45)))
        state = {"state": "FAITE", "done_on": season.day(made, due).isoformat()}
    return season.record(
        made,
        None,
        what=what,
        who=_who(season, rank),
        due_on=due.isoformat(),
        priority=chance.pick(("NORMALE", "NORMALE", "HAUTE", "BASSE")),
        about=about.id,
        **state,
    )


def _who(season: Season, rank: int) -> str:
    """Return one of the three people of the team."""
    people = season.content.personnes
    place = rank % 3
    return f"{people.first[place * 5]} {people.last[place * 7]}"


def _something(season: Season, kind: str, *, lately: bool) -> Known:
    """Return a record of a kind that a task may be about, one of these weeks if asked."""
    all_known = (*season.ideas, *season.actions, *season.seen, *season.faults, *season.meetings)
    found = [known for known in all_known if known.kind == kind]
    if lately:
        found = sorted(found, key=lambda known: known.on)[-8:]
    return season.chance.pick(found)


def _attachment(season: Season, rank: int) -> Values:
    texts = season.content.instances
    name, kind, caption, goes_with = texts.files[rank % len(texts.files)]
    about = _fitting(season, goes_with, rank // len(texts.files))
    ending, media_type = _FORMATS[kind]
    file_name = f"{name}-{season.number + 1}-{rank + 1:02d}.{ending}"
    return season.record(
        about.on,
        None,
        file_name=file_name,
        attachment_type=kind,
        caption=caption,
        about=about.id,
        taken_on=about.on.isoformat(),
        recognisable_people="NON",
        exif_removed=True,
        sha256=sha256(file_name.encode()).hexdigest(),
        media_type=media_type,
        size_bytes=season.chance.number(20_000, 4_000_000),
    )


def _request(season: Season, rank: int) -> Values:
    chance, people = season.chance, season.content.personnes
    last = rank == REQUESTS - 1
    received = season.ago(12) if last else season.day(season.opening, season.ago(60))
    values = season.record(
        received,
        None,
        request_type=("RECTIFICATION", "EFFACEMENT", "OPPOSITION", "ACCES")[rank % 4],
        received_on=received.isoformat(),
        person=f"{chance.pick(people.first)} {chance.pick(people.last)}",
        contact=chance.pick(season.contacts),
        identity_checked_on=(received + timedelta(days=2)).isoformat(),
    )
    values["diffusion"] = "CONFIDENTIEL"
    if not last:
        done = received + timedelta(days=chance.number(5, 25))
        values |= {
            "state": "FAITE",
            "done_on": done.isoformat(),
            "answer": "Réponse écrite envoyée à la personne.",
        }
    return values


def _fitting(season: Season, goes_with: str, turn: int) -> Known:
    """Return a record that a file may go with: of a kind, or around a trade; another each turn."""
    known = [*season.seen, *season.ideas, *season.actions, *season.meetings, *season.walks]
    trade = season.content.metiers.get(goes_with)
    if trade is None:
        found = [each for each in known if each.kind == goes_with]
    else:
        there = [each for each in known if each.kind in ("visit", "action") and each.body]
        found = [each for each in there if each.body and each.body.trade is trade]
    latest = sorted(found or known, key=lambda each: each.on, reverse=True)
    return latest[min(2 * turn, len(latest) - 1)]
