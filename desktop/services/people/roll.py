"""Who is in the space, with which laptops, and what the person here may do about them."""

from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from desktop.services.notebook import Notebook
from desktop.services.people.office import office_of
from desktop.store.enrolment import enrolment_of
from desktop.store.roll import members
from desktop.store.stored import moment_of
from sync.protocol import people
from sync.protocol.codes import Role

ROLES: Final = MappingProxyType(
    {
        Role.AGENT: "Agent, écrit",
        Role.SUPERVISOR: "Personne référente, écrit et valide",
        Role.READER: "Lecture seule",
        Role.ADMINISTRATOR: "Gestion de l’espace, sans lire les fiches",
    }
)
_STATES: Final = MappingProxyType(
    {
        "active": "",
        "revoked": "accès retiré",
        "wiping": "s’effacera à son prochain contact",
        "wiped": "effacé",
    }
)


@dataclass(frozen=True, slots=True)
class Laptop:
    """A laptop; `last_seen` is None when it was not told, `here` for the one in use."""

    id: str
    name: str
    state: str
    last_seen: datetime | None = None
    here: bool = False

    @property
    def active(self) -> bool:
        """Tell whether it may exchange."""
        return self.state == "active"

    @property
    def state_said(self) -> str:
        """Return what became of it, "" for one in use."""
        return _STATES.get(self.state, "")


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the space; `me` for the one whose notebook this is."""

    id: str
    name: str
    role: str
    active: bool
    laptops: tuple[Laptop, ...]
    me: bool = False

    @property
    def role_said(self) -> str:
        """Return the role, and whether the person is there at all."""
        said = ROLES.get(Role(self.role), "") if self.role in set(Role) else ""
        if self.active:
            return said
        return f"{said} – n’est plus dans l’espace" if self.laptops else f"{said} – invitée"

    @property
    def last_seen(self) -> datetime | None:
        """Return the last contact of any of the laptops."""
        return max((one.last_seen for one in self.laptops if one.last_seen), default=None)


@dataclass(frozen=True, slots=True)
class Roll:
    """The people of a space; `fresh` when the server told it now. `role` is one's own."""

    space_name: str
    role: str
    people: tuple[Person, ...]
    fresh: bool = False

    @property
    def invitable(self) -> tuple[Role, ...]:
        """Return the roles with which one may invite somebody new."""
        if self.role == Role.ADMINISTRATOR:
            return tuple(ROLES)
        return (Role.AGENT,) if self.role == Role.SUPERVISOR else ()

    def named(self, name: str) -> Person | None:
        """Return the person of that name, who may be the one that is invited."""
        wanted = " ".join(name.split()).casefold()
        return next((one for one in self.people if one.name.casefold() == wanted), None)

    def may_invite_again(self, person: Person) -> bool:
        """Tell whether one may ask for a code for one more laptop of somebody."""
        if person.me or self.role == Role.ADMINISTRATOR:
            return True
        return not person.laptops and person.role in self.invitable

    def may_change(self, person: Person) -> bool:
        """Tell whether one may give somebody another role, or have them leave."""
        return self.role == Role.ADMINISTRATOR and person.active and not person.me

    def may_put_out(self, person: Person, laptop: Laptop) -> bool:
        """Tell whether one may take the access of a laptop away, or have it emptied."""
        allowed = person.me or self.role == Role.ADMINISTRATOR
        return allowed and not laptop.here and laptop.state in ("active", "revoked")

    def may_unlock(self, laptop: Laptop) -> bool:
        """Tell whether one may give the code that opens a locked laptop."""
        return self.role == Role.ADMINISTRATOR and laptop.active and not laptop.here


def known_here(notebook: Notebook) -> Roll | None:
    """Return what the last exchange told; None for a notebook that is in no space."""
    enrolment = enrolment_of(notebook.base.settings)
    if enrolment is None:
        return None
    me, here = notebook.person.id, enrolment.device
    told = tuple(
        Person(
            each.id,
            each.name,
            each.role,
            each.active,
            tuple(
                Laptop(one.id, one.name, "active" if one.active else "revoked", here=one.id == here)
                for one in each.laptops
            ),
            each.id == me,
        )
        for each in members(notebook.base.db)
    )
    return Roll(enrolment.space_name, enrolment.role, told)


def asked(notebook: Notebook) -> Roll:
    """Return what the server tells now; raises NotJoined, or a Trouble."""
    with office_of(notebook) as office:
        return roll_from(notebook, office.people())


def roll_from(notebook: Notebook, told: people.SpacePeople) -> Roll:
    """Return an answer of the server, as it is shown here."""
    enrolment = enrolment_of(notebook.base.settings)
    here = enrolment.device if enrolment else ""
    me = notebook.person.id
    return Roll(
        told.space_name, told.role, tuple(_person(each, me, here) for each in told.people), True
    )


def _person(each: people.Person, me: str, here: str) -> Person:
    laptops = tuple(
        Laptop(
            one.device,
            one.name,
            one.state,
            moment_of(one.last_seen_at) if one.last_seen_at else None,
            one.device == here,
        )
        for one in each.laptops
    )
    return Person(each.person, each.name, each.role, each.active, laptops, each.person == me)
