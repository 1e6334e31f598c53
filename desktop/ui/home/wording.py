"""The home page in words: what each line says, and what is hidden from a stranger's eyes."""

from datetime import date

from desktop.services.today.lines import (
    Appointment,
    Day,
    Kept,
    Promise,
    Safety,
    Said,
    Silence,
    Unfinished,
)
from desktop.ui import words
from desktop.ui.charts.bars import Bar
from desktop.ui.discretion import Discretion
from desktop.ui.home.entry import Row
from desktop.ui.rail import ICONS
from sync.records import RECORD_TYPES
from sync.records.fields import field_of

_SOME = 2
_WEEK = 7
_TWO_MONTHS = 60
_TWO_YEARS = 730
_VERBS = {
    "visit": "Suite d’une visite",
    "idea": "Étape d’une idée",
    "action": "Compte rendu financier",
}


class Wording:
    """Says the lines of one day."""

    def __init__(self, discretion: Discretion, day: date) -> None:
        self._discretion = discretion
        self._day = day

    def unfinished(self, one: Unfinished) -> Row:
        """Say what waits to be completed."""
        text = _joined(RECORD_TYPES[one.kind].label, self.shown(one.said), " – ")
        day = words.short_day(one.on) if one.on is not None else ""
        if one.draft is not None:
            since = f"brouillon gardé {words.relative(one.draft.kept_at, self._day)}"
            detail = _joined(day, since)
            return Row(one.key, "note-pencil", text, _capital(detail), act="Reprendre")
        return Row(
            one.key,
            ICONS[one.kind],
            text,
            _capital(_joined(day, self._asked(one) or _missing(one.missing))),
        )

    def promise(self, one: Promise) -> Row:
        """Say what was promised, and whether it is late."""
        detail = _joined(self._due(one), self._about(one))
        late = one.days_late(self._day) > 0
        icon, role = ("warning", "attention") if late else (ICONS[one.kind], "secondary")
        tick = "Marquer comme faite" if one.kind == "task" else ""
        act = "En faire une tâche" if one.kind == "action" else ""
        return Row(one.key, icon, self.shown(one.said), _capital(detail), role, tick, act)

    def appointment(self, one: Appointment) -> Row:
        """Say what is to come."""
        kind = RECORD_TYPES[one.kind].label
        name = self.shown(one.said)
        text = name if name == kind else _joined(kind, name, " – ")
        return Row(one.key, ICONS[one.kind], text, self._coming(one.on), act="Préparer")

    def silence(self, one: Silence) -> Row:
        """Say since when a body was not seen."""
        last = f"Dernière visite le {words.short_day(one.last)}" if one.last else "Jamais visitée"
        return Row(one.key, ICONS["organisation"], self.shown(one.said), last, act="Visite")

    def shown(self, said: Said) -> str:
        """Return a text, hidden when its field is and a stranger looks."""
        field = field_of(RECORD_TYPES[said.kind], said.field)
        return self._discretion.shown(said.text) if self._discretion.hides(field) else said.text

    def _asked(self, one: Unfinished) -> str:
        """Say what the person who read it asks for: both are guarded from a visitor."""
        if not one.asked:
            return ""
        shown = self._discretion.shown
        who = f" par {shown(one.reader)}" if one.reader else ""
        return f"renvoyée{who}\u00a0: «\u00a0{shown(one.asked)}\u00a0»"

    def _about(self, one: Promise) -> str:
        whom = self.shown(one.whom)
        return _joined(_VERBS.get(one.kind, ""), whom, "\u00a0: ")

    def _due(self, one: Promise) -> str:
        if one.due_on is None:
            return f"convenu le {words.short_day(one.since)}" if one.since is not None else ""
        late = one.days_late(self._day)
        if late > 0:
            return f"en retard de {_long(late)}"
        return "pour aujourd’hui" if late == 0 else f"pour {_in_days(-late, one.due_on)}"

    def _coming(self, on: date) -> str:
        ahead = (on - self._day).days
        near = {0: "Aujourd’hui", 1: "Demain"}.get(ahead)
        return near or _capital(words.long_day(on))


def bars(days: tuple[Day, ...]) -> list[Bar]:
    """Return a bar for each day, its kinds told in words."""
    return [
        Bar(_capital(f"{words.weekday(day.on)} {day.on.day}"), day.total, told=_told(day))
        for day in days
    ]


def safety(kept: Kept, today: date) -> str:
    """Say in one sentence how the work is kept."""
    when = words.relative(kept.last, today) if kept.last is not None else ""
    match kept.safety:
        case Safety.SAFE:
            return f"Tout va bien\u00a0: sauvegarde faite et vérifiée {when}."
        case Safety.TO_COME:
            return (
                "Tout va bien\u00a0: ce que vous écrivez est enregistré sur cet ordinateur, et la "
                "première sauvegarde se fera d’elle-même."
            )
        case Safety.OLD:
            last = f"La dernière sauvegarde a été faite {when}. " if when else ""
            return f"{last}Vos fiches sont enregistrées\u00a0; une sauvegarde les met à l’abri."


def _told(day: Day) -> str:
    parts = [
        words.counted(count, RECORD_TYPES[kind].label.lower(), _plural(kind))
        for kind, count in day.counts
        if count
    ]
    return f"{words.number(day.total)} ({', '.join(parts)})" if parts else "0"


def _plural(kind: str) -> str:
    return RECORD_TYPES[kind].label_plural.lower()


def _long(days: int) -> str:
    """Return a number of days as one says it: « 12 jours », « 5 mois », « 2 ans »."""
    if days < _TWO_MONTHS:
        return words.counted(days, "jour")
    if days < _TWO_YEARS:
        return words.counted(days // 30, "mois", "mois")
    return words.counted(days // 365, "an")


def _in_days(ahead: int, on: date) -> str:
    if ahead == 1:
        return "demain"
    return words.weekday(on) if ahead < _WEEK else f"le {words.short_day(on)}"


def _missing(titles: tuple[str, ...]) -> str:
    if not titles:
        return "la relecture demande un complément"
    named = ", ".join(f"«\u00a0{title}\u00a0»" for title in titles[:_SOME])
    left = len(titles) - _SOME
    others = f" et {words.counted(left, 'autre')}" if left > 0 else ""
    return f"il manque {named}{others}"


def _joined(one: str, other: str, by: str = " · ") -> str:
    return by.join(part for part in (one, other) if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
