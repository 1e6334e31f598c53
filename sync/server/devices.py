"""Recognise laptops, and put them out: lost, stolen, or to be emptied at their next contact."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sync.protocol.codes import Refusal
from sync.protocol.messages import WipeState
from sync.protocol.signing import CLOCK_TOLERANCE_MS, from_text, is_signed, request_bytes
from sync.server.admission import token_hash
from sync.server.auditing import Event, Happening
from sync.server.caller import Caller
from sync.server.refusals import Refused
from sync.server.store.audit import Audit
from sync.server.store.devices import Devices, DeviceState, KnownDevice, Listed
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.people import People
from sync.server.store.sealed import SealedWork

_SEEN_EVERY_MS: Final = 60_000
"""`last_seen` costs a write: once a minute is enough to see who is there."""

_MET: Final = 10_000
"""Laptops that a process remembers."""

_SEALED_BYTES: Final = 512 << 20
"""How much unsent work a laptop may leave, pages and attached files together."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The laptop that a token names, and what its person may do now."""

    device: KnownDevice
    caller: Caller


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """The parts of a request that its signature covers, and the signature."""

    method: str
    target: str
    time: str
    body: bytes
    signature: str


class Recognition:
    """Tell which laptop speaks. All that is wrong gets one answer, which teaches nothing."""

    def __init__(self, store: Store, now_ms: Callable[[], int]) -> None:
        self._store = store
        self._now_ms = now_ms
        self._met: dict[str, str] = {}

    def met(self, authorization: str) -> str:
        """Return the laptop that a token named the last time it was used here, "" if it was not.

        It may have been put out since: only `known` says that it may ask something.
        """
        return self._met.get(token_hash(_token(authorization)), "")

    def known(self, authorization: str, *, revoked: bool = False) -> Recognised:
        """Return the laptop that a token names, also a revoked one when asked; raises Refused."""
        token = _token(authorization)
        if not token:
            raise Refused(Refusal.UNKNOWN_DEVICE)
        hashed = token_hash(token)
        with self._store.glancing() as connection:
            found = Devices(connection).by_token(hashed)
        if found is None or (found[0].state != DeviceState.ACTIVE and not revoked):
            self._met.pop(hashed, None)
            raise Refused(Refusal.UNKNOWN_DEVICE)
        device, roles = found
        if len(self._met) >= _MET:
            self._met.clear()
        self._met[hashed] = device.id
        return Recognised(device, Caller(device.id, device.person, roles))

    def verify(self, device: KnownDevice, request: SignedRequest) -> None:
        """Check that the holder of the key sent this, now; raises Refused."""
        now = self._now_ms()
        time = int(request.time) if _is_time(request.time) else 0
        content = request_bytes(request.method, request.target, time, request.body)
        if not is_signed(device.public_key, content, request.signature):
            raise Refused(Refusal.UNKNOWN_DEVICE)
        if abs(now - time) > CLOCK_TOLERANCE_MS:
            raise Refused(Refusal.CLOCK)
        if now - device.last_seen_at > _SEEN_EVERY_MS:
            with self._store.writing(EVERYBODY) as connection:
                Devices(connection).seen(device.id, now)


class Leaving:
    """What the laptops that are put out ask and say."""

    def __init__(self, store: Store, now_ms: Callable[[], int]) -> None:
        self._store = store
        self._now_ms = now_ms

    def wipe_state(self, device: KnownDevice) -> WipeState:
        """Tell a laptop whether it must empty itself."""
        return WipeState(wipe=device.state == DeviceState.WIPING)

    def wiped(self, device: KnownDevice) -> None:
        """Note that a laptop emptied itself, if it had been asked to; twice changes nothing."""
        with self._store.writing(EVERYBODY) as connection:
            if Devices(connection).set_state(device.id, DeviceState.WIPED, [DeviceState.WIPING]):
                happening = Happening(Event.WIPE_DONE, device.person, device.id)
                Audit(connection).add(self._now_ms(), happening)

    def keep_sealed(self, device: KnownDevice, content: str) -> None:
        """Keep unsent work that only the server's key opens; raises Refused."""
        try:
            sealed = from_text(content)
        except ValueError:
            raise Refused(Refusal.MALFORMED) from None
        with self._store.writing(EVERYBODY) as connection:
            space = People(connection).shared_space_of(device.person)
            work = SealedWork(connection)
            if work.has(space, device.id, sealed):
                return
            if work.bytes_of(device.id) + len(sealed) > _SEALED_BYTES:
                raise Refused(Refusal.TOO_LARGE)
            now = self._now_ms()
            work.add(space, device.id, sealed, now)
            happening = Happening(Event.SEALED, device.person, device.id, str(len(sealed)))
            Audit(connection).add(now, happening)


class DeviceDesk:
    """What whoever looks after the server does with laptops."""

    def __init__(self, store: Store, now_ms: Callable[[], int]) -> None:
        self._store = store
        self._now_ms = now_ms

    def listed(self, space_name: str = "") -> tuple[Listed, ...]:
        """Return the laptops of a space, or of all."""
        with self._store.reading(EVERYBODY) as connection:
            space = People(connection).space_named(space_name) if space_name else None
            if space_name and space is None:
                return ()
            return Devices(connection).listed(space.id if space else "")

    def find(self, beginning: str) -> KnownDevice | None:
        """Return the one laptop whose id begins so; None when there is none, or several."""
        found = [one.device for one in self.listed() if one.device.id.startswith(beginning.lower())]
        return found[0] if len(found) == 1 else None

    def revoke(self, device: KnownDevice, actor: str = "") -> bool:
        """Refuse a laptop from its next request on; False when it already was.

        ``actor`` is the person who asks, "" for whoever holds the server.
        """
        happening = Happening(Event.REVOKED, actor, device.id)
        return self._put_out(device, DeviceState.REVOKED, happening, [DeviceState.ACTIVE])

    def ask_wipe(self, device: KnownDevice, actor: str = "") -> bool:
        """Refuse a laptop and ask it to empty itself at its next contact."""
        among = [DeviceState.ACTIVE, DeviceState.REVOKED]
        happening = Happening(Event.WIPE_ASKED, actor, device.id)
        return self._put_out(device, DeviceState.WIPING, happening, among)

    def note_unlock(self, device: KnownDevice, actor: str = "") -> None:
        """Write down that a code was given by phone."""
        with self._store.writing(EVERYBODY) as connection:
            Audit(connection).add(self._now_ms(), Happening(Event.UNLOCKED, actor, device.id))

    def _put_out(
        self,
        device: KnownDevice,
        state: DeviceState,
        happening: Happening,
        among: list[DeviceState],
    ) -> bool:
        with self._store.writing(EVERYBODY) as connection:
            if not Devices(connection).set_state(device.id, state, among):
                return False
            people = People(connection)
            for scope in people.spaces_of(device.person):
                people.directory_changed(scope)
            Audit(connection).add(self._now_ms(), happening)
            return True


def _token(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    return token if scheme.lower() == "bearer" else ""


def _is_time(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15
