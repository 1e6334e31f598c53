"""The people of an organisation, by what they do there."""

from dataclasses import dataclass

from desktop.services.reading import Reading
from desktop.store import differences
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records import checks
from sync.records.contact import Contact, ContactRole
from sync.records.fields import field_of

_RANKS = {role.value: rank for rank, role in enumerate(ContactRole)}


@dataclass(frozen=True, slots=True)
class Person:
    """A contact of an organisation; `asked_not` when the person asked not to be contacted."""

    id: str
    role: str
    name: str
    phone: str
    email: str
    asked_not: bool


def people(reading: Reading, organisation: str) -> tuple[Person, ...]:
    """Return the contacts of an organisation, those who speak for it first."""
    query = ListQuery("contact", (Filter("organisation", "=", organisation),))
    fields = ("role", "civility", "first_name", "last_name", "phone", "email", "do_not_contact")
    found = reading.pick(query, fields)
    ranked = sorted(found, key=lambda each: _RANKS.get(str(each.values[0]), len(_RANKS)))
    return tuple(_person(each, doubt=_in_doubt(reading, each.id)) for each in ranked)


def _in_doubt(reading: Reading, contact: str) -> bool:
    """Tell whether people have yet to agree that somebody may be contacted: meanwhile, no."""
    return "do_not_contact" in differences.of_record(reading.base.db, contact)


def _person(picked: Picked, *, doubt: bool) -> Person:
    role, _, first, last, phone, email, asked_not = picked.values
    asked_not = bool(asked_not) or doubt
    name = " ".join(str(part) for part in (first, last) if part)
    reach = ("", "") if asked_not else (checks.shown_phone(str(phone or "")), str(email or ""))
    told = field_of(Contact, "role").label_of(str(role)) if role else ""
    return Person(picked.id, told, name, *reach, asked_not=asked_not)
