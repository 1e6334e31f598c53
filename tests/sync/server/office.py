"""A server whose clock the test holds, and the people who join it."""

from dataclasses import dataclass, field

from sync.protocol.codes import Role
from sync.protocol.messages import JoinReply, JoinRequest
from sync.protocol.signing import DeviceKey
from sync.protocol.versions import PROTOCOL
from sync.server.admission import Admission
from sync.server.invitations import Slowness
from sync.server.people import Invited, Inviting, Wish, new_id
from sync.server.store.engine import Store
from sync.server.throttling import Rates

QUICK = Slowness(memory_kib=8, passes=1)
UNBOUNDED = Rates(10**6, 10**6, 10**6, 10**6)


@dataclass
class HandClock:
    """Stand still until it is moved; starts near the present, for whoever looks at it."""

    now: int = 1_795_000_000_000

    def __call__(self) -> int:
        return self.now


@dataclass
class Office:
    """A server, and whoever looks after it."""

    store: Store
    clock: HandClock = field(default_factory=HandClock)

    @property
    def admission(self) -> Admission:
        return Admission(self.store, self.clock, QUICK, UNBOUNDED)

    @property
    def slow_admission(self) -> Admission:
        """Return the one that reads the codes of the command, which nobody made quick."""
        return Admission(self.store, self.clock, rates=UNBOUNDED)

    def invite(
        self, name: str = "Jeanne Doe", role: Role = Role.AGENT, space: str = "Nord"
    ) -> Invited:
        return Inviting(self.store, self.clock, QUICK).invite(Wish(space, name, role))

    def enrol(
        self, name: str = "Jeanne Doe", role: Role = Role.AGENT, space: str = "Nord"
    ) -> tuple[DeviceKey, JoinReply]:
        key = DeviceKey.new()
        code = self.invite(name, role, space).code
        return key, self.admission.join(join_request(code, key), "192.0.2.1")


def join_request(code: str, key: DeviceKey | None = None, initials: str = "JD") -> JoinRequest:
    return JoinRequest(
        protocol=PROTOCOL,
        code=code,
        public_key=(key or DeviceKey.new()).public,
        device_name="Portable",
        incarnation=new_id(),
        wished_initials=initials,
    )
