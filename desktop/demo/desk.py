"""The desk work of the season: workshops, tasks, attachments, rights requests."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from desktop.demo.content import Values
from desktop.demo.season import HORIZON, OPENING, Entries, Known, Season

WORKSHOPS: Final = 8
TASKS: Final = 60
ATTACHMENTS: Final = 30
REQUESTS: Final = 4
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
    for _ in range(TASKS):
        yield "task", _task(season)


def attachments(season: Season) -> Entries:
    """Yield what is known of the files; their contents come when the notebook is written."""
    for rank in range(ATTACHMENTS):
        yield "attachment", _attachment(season, rank)


def rights_requests(season: Season) -> Entries:
    """Yield requests of people about their own data, all answered in time but the last."""
    for rank in range(REQUESTS):
        yield "rights_request", _request(season, rank)


def _workshop(season: Season, rank: int) -> Values:
    chance, texts = season.chance, season.content.instances
    title, what = texts.workshops[rank % len(texts.workshops)]
    place = season.places[rank * 2 % len(season.places)]
    on = chance.day(date(2025, 3, 1), date(2026, 5, 30))
    competences = season.codes("competence", 1, 3)
    return season.record(
        on,
        place,
        title=title,
        held_on=on.isoformat(),
        place=chance.pick(season.content.territoires.places),
        duration_minutes=chance.number(6, 12) * 15,
        organisations=[body.id for body in chance.some(season.bodies, 2, 6)],
        participants_count=chance.number(6, 22),
        competences=competences,
        what_we_did=what,
        ideas=[idea.id for idea in chance.some(season.ideas, 0, 2)],
        autonomy=[
            season.line(competence=code, before=before, after=min(4, before + chance.number(0, 2)))
            for code in competences
            if (before := chance.number(0, 3)) >= 0
        ],
        learned=chance.pick(season.content.evaluations.learnings),
        next_step=chance.pick(season.content.visites.next),
    )


def _task(season: Season) -> Values:
    chance = season.chance
    about = chance.pick(_anything(season))
    due = about.on + timedelta(days=chance.number(5, 60))
    state = chance.pick(("FAITE", "FAITE", "EN_COURS", "A_FAIRE"))
    people = season.content.personnes
    values = season.record(
        about.on,
        None,
        what=chance.pick(season.content.instances.tasks),
        who=f"{chance.pick(people.first)} {chance.pick(people.last)}",
        due_on=due.isoformat(),
        priority=chance.pick(("NORMALE", "NORMALE", "HAUTE", "BASSE")),
        state=state,
        about=about.id,
    )
    if state == "FAITE":
        values["done_on"] = chance.day(about.on, due).isoformat()
    return values


def _attachment(season: Season, rank: int) -> Values:
    chance, texts = season.chance, season.content.instances
    name, kind, caption = texts.files[rank % len(texts.files)]
    about = chance.pick(_anything(season))
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
        size_bytes=chance.number(20_000, 4_000_000),
    )


def _request(season: Season, rank: int) -> Values:
    chance, people = season.chance, season.content.personnes
    received = chance.day(OPENING, HORIZON - timedelta(days=40))
    values = season.record(
        received,
        None,
        request_type=("ACCES", "RECTIFICATION", "EFFACEMENT", "OPPOSITION")[rank % 4],
        received_on=received.isoformat(),
        person=f"{chance.pick(people.first)} {chance.pick(people.last)}",
        contact=chance.pick(season.contacts),
        identity_checked_on=(received + timedelta(days=2)).isoformat(),
    )
    values["diffusion"] = "CONFIDENTIEL"
    if rank < REQUESTS - 1:
        done = received + timedelta(days=chance.number(5, 25))
        values |= {
            "state": "FAITE",
            "done_on": done.isoformat(),
            "answer": "Réponse écrite envoyée à la personne.",
        }
    return values


def _anything(season: Season) -> list[Known]:
    return season.chance.pick((season.ideas, season.actions, season.seen, season.meetings))
