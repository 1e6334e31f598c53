"""Keep the spaces and who is in them."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from sync.protocol.codes import Role
from sync.server.store.schema import device, membership, person, space

SHARED: Final = "shared"
PRIVATE: Final = "private"


@dataclass(frozen=True, slots=True)
class Space:
    """A space that people share."""

    id: str
    name: str
    lock_after_days: int
    bundle_key: str


@dataclass(frozen=True, slots=True)
class Enlisted:
    """A person in a space: invited as long as no laptop came, gone when no longer active."""

    space: str
    space_name: str
    person: str
    name: str
    role: str
    active: bool
    laptops: int


class People:
    """The spaces and their members, within a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def space(self, space_id: str) -> Space:
        """Return a space; raises an error for one that is not there."""
        row = self._connection.execute(_SPACES.where(space.c.id == space_id)).one()
        return Space(*row)

    def space_named(self, name: str) -> Space | None:
        """Return the shared space of that name."""
        row = self._connection.execute(_SPACES.where(space.c.name == name)).first()
        return Space(*row) if row else None

    def spaces(self) -> tuple[Space, ...]:
        """Return the shared spaces, by name."""
        rows = self._connection.execute(_SPACES.order_by(space.c.name))
        return tuple(Space(*row) for row in rows)

    def add_space(self, new: Space, now: int) -> None:
        """Make a space that people share."""
        self._connection.execute(
            insert(space).values(
                id=new.id,
                nature=SHARED,
                name=new.name,
                lock_after_days=new.lock_after_days,
                bundle_key=new.bundle_key,
                created_at=now,
            )
        )

    def add_private(self, scope: str, now: int) -> None:
        """Make the place of a person's own notes."""
        self._connection.execute(
            insert(space).values(id=scope, nature=PRIVATE, name="", created_at=now)
        )

    def has_space(self, space_id: str) -> bool:
        """Tell whether a scope is here, shared or private."""
        query = select(space.c.id).where(space.c.id == space_id)
        return self._connection.execute(query).first() is not None

    def person_named(self, space_id: str, name: str) -> str:
        """Return the person of that name in a space, member or invited; "" when there is none."""
        query = (
            select(person.c.id)
            .join(membership, membership.c.person == person.c.id)
            .where(membership.c.space == space_id, person.c.name == name)
            .order_by(person.c.created_at, person.c.id)
        )
        return self._connection.execute(query).scalar() or ""

    def add_person(self, person_id: str, name: str, now: int) -> None:
        """Make a person."""
        self._connection.execute(insert(person).values(id=person_id, name=name, created_at=now))

    def name_of(self, person_id: str) -> str:
        """Return a person's name."""
        query = select(person.c.name).where(person.c.id == person_id)
        return str(self._connection.execute(query).scalar_one())

    def role(self, space_id: str, person_id: str) -> Role | None:
        """Return the role of a member, active or invited; None for anybody else."""
        c = membership.c
        query = select(c.role).where(c.space == space_id, c.person == person_id)
        role = self._connection.execute(query).scalar()
        return Role(role) if role else None

    def set_member(self, space_id: str, person_id: str, role: Role, *, active: bool = True) -> None:
        """Make a person a member with a role, or change both."""
        if not self._change(space_id, person_id, role=role.value, active=active):
            self._connection.execute(
                insert(membership).values(
                    space=space_id, person=person_id, role=role.value, active=active
                )
            )

    def set_role(self, space_id: str, person_id: str, role: Role) -> None:
        """Give somebody another role, who may have left meanwhile."""
        self._change(space_id, person_id, role=role.value)

    def end(self, space_id: str, person_id: str) -> None:
        """End a membership; the role stays, for it tells with which right one wrote."""
        self._change(space_id, person_id, active=False)

    def _change(self, space_id: str, person_id: str, **values: object) -> int:
        c = membership.c
        changed = update(membership).where(c.space == space_id, c.person == person_id)
        return self._connection.execute(changed.values(**values)).rowcount

    def enlisted(self, space_id: str = "") -> tuple[Enlisted, ...]:
        """Return the people of a shared space, or of all, by space and name."""
        rows = self._connection.execute(_ENLISTED)
        return tuple(Enlisted(*row) for row in rows if space_id in ("", row.space))

    def administrators(self, space_id: str) -> set[str]:
        """Return who looks after a space."""
        c = membership.c
        query = select(c.person).where(
            c.space == space_id, c.active, c.role == Role.ADMINISTRATOR.value
        )
        return set(self._connection.execute(query).scalars())

    def is_member_somewhere(self, person_id: str) -> bool:
        """Tell whether a person shares a space with others."""
        query = (
            select(membership.c.space)
            .join(space, space.c.id == membership.c.space)
            .where(membership.c.person == person_id, membership.c.active)
            .where(space.c.nature == SHARED)
        )
        return self._connection.execute(query).first() is not None

    def directory_changed(self, space_id: str) -> None:
        """Let the laptops of a space know that its people or their devices changed."""
        self._connection.execute(
            update(space).where(space.c.id == space_id).values(directory=space.c.directory + 1)
        )

    def directory(self, space_id: str) -> int:
        """Return how often the people of a space changed."""
        query = select(space.c.directory).where(space.c.id == space_id)
        return int(self._connection.execute(query).scalar_one())

    def memberships(self, person_id: str) -> dict[str, Role]:
        """Return what a person may do now, by scope."""
        c = membership.c
        query = select(c.space, c.role).where(c.person == person_id, c.active)
        return {row.space: Role(row.role) for row in self._connection.execute(query)}

    def shared_space_of(self, person_id: str) -> str:
        """Return the space that a person shares with others."""
        query = (
            select(membership.c.space)
            .join(space, space.c.id == membership.c.space)
            .where(membership.c.person == person_id, space.c.nature == SHARED)
            .order_by(membership.c.space)
        )
        return str(self._connection.execute(query).scalars().first())

    def spaces_of(self, person_id: str) -> tuple[str, ...]:
        """Return the scopes of a person."""
        query = select(membership.c.space).where(membership.c.person == person_id)
        return tuple(self._connection.execute(query).scalars())


_SPACES: Final = select(
    space.c.id, space.c.name, space.c.lock_after_days, space.c.bundle_key
).where(space.c.nature == SHARED)
_LAPTOPS: Final = (
    select(func.count())
    .where(device.c.person == membership.c.person)
    .correlate(membership)
    .scalar_subquery()
)
_ENLISTED: Final = (
    select(
        membership.c.space, space.c.name.label("space_name"), membership.c.person, person.c.name,
        membership.c.role, membership.c.active, _LAPTOPS.label("laptops"),
    )
    .join(space, space.c.id == membership.c.space)
    .join(person, person.c.id == membership.c.person)
    .where(space.c.nature == SHARED)
    .order_by(space.c.name, person.c.name, person.c.id)
)  # fmt: skip
