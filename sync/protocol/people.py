"""What is asked and told of the people of a space and of their laptops."""

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from sync.protocol.messages import Count, Id, IdOrNone, Message, Name, Token

MOST_PEOPLE: Final = 10_000


class Laptop(Message):
    """A laptop of a member. ``state`` is active, revoked, wiping or wiped.

    ``last_seen_at``, in ms since 1970, is told to whoever looks after the space, and to its person;
    it is 0 for the others.
    """

    device: Id
    name: Name
    state: Token
    enrolled_at: Count = 0
    last_seen_at: Count = 0


class Person(Message):
    """A person of the space; one who is not ``active`` left, or was invited and never came."""

    person: Id
    name: Name
    role: Token
    active: bool = True
    laptops: tuple[Laptop, ...] = ()


class SpacePeople(Message):
    """Who is in the space of whoever asks, and the role of the one who asks."""

    space: Id
    space_name: Name
    role: Token
    people: Annotated[tuple[Person, ...], Field(max_length=MOST_PEOPLE)] = ()


class Invite(Message):
    """A new person by ``name`` and ``role``, or one more laptop for a ``person`` who is known."""

    name: Name = ""
    role: Token = ""
    person: IdOrNone = ""


class NewRole(Message):
    """What somebody may do from now on; ``role`` is a `Role`."""

    role: Token


class InvitationCode(Message):
    """The code to read aloud; it serves once, until ``expires_at`` in ms since 1970."""

    code: Annotated[str, StringConstraints(max_length=40)]
    person: Id
    expires_at: Count


class Challenge(Message):
    """The six signs that a locked laptop shows."""

    signs: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z \-]{1,20}$")]


class UnlockCode(Message):
    """The eight digits that answer them."""

    code: Annotated[str, StringConstraints(max_length=20)]
