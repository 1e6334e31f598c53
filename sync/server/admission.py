"""Let a laptop in by its invitation code: once, and only while the code is good."""

import hashlib
import secrets
import string
import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from sync.protocol.codes import Refusal, Role
from sync.protocol.messages import JoinReply, JoinRequest, Policy
from sync.protocol.signing import from_text, to_text
from sync.protocol.versions import OLDEST_PROTOCOL, speaks
from sync.server.auditing import Event, Happening
from sync.server.invitations import Slowness, handle_of, read_code
from sync.server.people import identity_of, new_id
from sync.server.refusals import Refused
from sync.server.store.audit import Audit
from sync.server.store.chains import owner_of
from sync.server.store.devices import Devices, DeviceState, KnownDevice
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.identity import Identity
from sync.server.store.invitations import Invitation, Invitations
from sync.server.store.people import People
from sync.server.throttling import Rates, Throttle, neighbourhood

TOKEN_PREFIX: Final = "dev_"
"""Makes a token that leaks recognisable by what scans for secrets."""

_HASHES_AT_ONCE: Final = 2
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A laptop that is being let in, and the token that nobody keeps."""

    device: KnownDevice
    token: str
    incarnation: str


class Admission:
    """Answer those who come with a code."""

    def __init__(
        self,
        store: Store,
        now_ms: Callable[[], int],
        slowness: Slowness | None = None,
        rates: Rates | None = None,
    ) -> None:
        rates = rates or Rates()
        self._store = store
        self._now_ms = now_ms
        self._slowness = slowness or Slowness()
        self._of_an_address = Throttle(rates.joins_of_an_address)
        self._of_all = Throttle(rates.joins_of_all)
        # Each comparison takes 19 MiB: a crowd of codes must not take the memory of the server.
        self._few = threading.Semaphore(_HASHES_AT_ONCE)

    def join(self, request: JoinRequest, address: str) -> JoinReply:
        """Let a laptop in; raises Refused, the same for a code wrong, used, void or expired."""
        self._of_an_address.count(neighbourhood(address))
        self._of_all.count("")
        _check(request)
        identity = identity_of(self._store)
        invitation = self._invitation(read_code(request.code))
        with self._store.writing(EVERYBODY) as connection:
            people, devices = People(connection), Devices(connection)
            if owner_of(connection, request.incarnation):
                raise Refused(Refusal.MALFORMED)
            now = self._now_ms()
            if not Invitations(connection).use(invitation.id, now):
                raise Refused(Refusal.CODE)
            taken = devices.initials_in(invitation.space)
            newcomer = _newcomer(request, invitation, taken, now)
            role = _enter(people, invitation, now)
            devices.add(newcomer.device, token_hash(newcomer.token), newcomer.incarnation)
            Audit(connection).add(now, _told(newcomer, invitation.space, role))
            return _reply(people, newcomer, replace(invitation, role=role.value), identity)

    def _invitation(self, code: str) -> Invitation:
        """Return the invitation that a code opens; raises Refused."""
        with self._store.writing(EVERYBODY) as connection:
            invitation = Invitations(connection).attempt(handle_of(code), self._now_ms())
        with self._few:
            # Without an invitation as well, so that its absence takes as long.
            salt = from_text(invitation.salt) if invitation else bytes(16)
            expected = from_text(invitation.code_hash) if invitation else b""
            good = self._slowness.matches(code, salt, expected)
        if invitation is None or not good:
            raise Refused(Refusal.CODE)
        return invitation


def token_hash(token: str) -> str:
    """Return what is kept of a token: it has 256 bits, so that a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def initials_for(wished: str, taken: Collection[str]) -> str:
    """Return initials of 2 to 4 capitals that nobody has, as near as can be to those wished."""
    return next(initials for initials in _variants(wished) if initials not in taken)


def plain_name(text: str) -> str:
    """Return a name on one line, without what a terminal or a log would obey."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())


def _variants(wished: str) -> Iterator[str]:
    yield wished
    for kept, added in ((3, 1), (2, 1), (2, 2), (1, 3), (0, 4)):
        for letters in product(string.ascii_uppercase, repeat=added):
            yield wished[:kept] + "".join(letters)


def _check(request: JoinRequest) -> None:
    if not speaks(request.protocol):
        old = request.protocol < OLDEST_PROTOCOL
        raise Refused(Refusal.TOO_OLD if old else Refusal.TOO_NEW)
    try:
        key = from_text(request.public_key)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise Refused(Refusal.MALFORMED)


def _newcomer(
    request: JoinRequest, invitation: Invitation, taken: Collection[str], now: int
) -> _Newcomer:
    device = KnownDevice(
        id=new_id(),
        person=invitation.person,
        name=plain_name(request.device_name),
        initials=initials_for(request.wished_initials, taken),
        public_key=request.public_key,
        state=DeviceState.ACTIVE.value,
        unlock_secret=to_text(secrets.token_bytes(32)),
        enrolled_at=now,
        last_seen_at=now,
    )
    return _Newcomer(device, TOKEN_PREFIX + to_text(secrets.token_bytes(32)), request.incarnation)


def _enter(people: People, invitation: Invitation, now: int) -> Role:
    """Make a person a member, with a place for his own notes, and return his role.

    A member keeps the one he has: an invitation brings him a laptop more, and no other rights.
    """
    present = people.memberships(invitation.person).get(invitation.space)
    role = present or Role(invitation.role)
    people.set_member(invitation.space, invitation.person, role)
    private = f"me:{invitation.person}"
    if not people.has_space(private):
        people.add_private(private, now)
        people.set_member(private, invitation.person, Role.AGENT)
    people.directory_changed(invitation.space)
    return role


def _told(newcomer: _Newcomer, space: str, role: Role) -> Happening:
    device = newcomer.device
    return Happening(Event.JOINED, device.person, device.id, f"{space} {role.value}")


def _reply(
    people: People, newcomer: _Newcomer, invitation: Invitation, identity: Identity
) -> JoinReply:
    device, space = newcomer.device, people.space(invitation.space)
    return JoinReply(
        device=device.id,
        token=newcomer.token,
        person=device.person,
        person_name=people.name_of(device.person),
        initials=device.initials,
        space=space.id,
        space_name=space.name,
        role=invitation.role,
        server=identity.server,
        epoch=identity.epoch,
        server_key=identity.sealing_public,
        unlock_secret=device.unlock_secret,
        # It opens the files that carry everybody's records.
        bundle_key=space.bundle_key if Role(invitation.role).reads else "",
        policy=Policy(lock_after_days=space.lock_after_days),
    )
