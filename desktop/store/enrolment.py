"""What this laptop keeps of the server it joined, inside the encrypted base."""

from dataclasses import dataclass, field
from typing import Final

from desktop.store.identity import Settings
from desktop.store.network import Network, network_of
from sync.protocol.messages import JoinReply, Policy
from sync.protocol.signing import DeviceKey

PREFIX: Final = "server:"
_URL: Final = "server:url"
_LOCK: Final = "server:lock_after_days"
_OUT: Final = "server:put_out"
_TEXTS: Final = (
    "url",
    "server",
    "device",
    "token",
    "private_key",
    "role",
    "space_name",
    "server_key",
    "unlock_secret",
    "bundle_key",
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A place in a space: where the server is, and what proves who we are.

    ``role`` and ``policy`` are those told last.
    """

    url: str
    server: str
    device: str
    token: str
    private_key: str
    role: str
    space_name: str
    server_key: str
    unlock_secret: str
    bundle_key: str
    policy: Policy = field(default_factory=Policy)
    network: Network = field(default_factory=Network)

    @property
    def key(self) -> DeviceKey:
        """Return the key with which this laptop signs."""
        return DeviceKey.parse(self.private_key)


def enrolment_from(url: str, reply: JoinReply, key: DeviceKey) -> Enrolment:
    """Return what is to be kept of an answer to an invitation."""
    return Enrolment(
        url=url,
        server=reply.server,
        device=reply.device,
        token=reply.token,
        private_key=key.reveal(),
        role=reply.role,
        space_name=reply.space_name,
        server_key=reply.server_key,
        unlock_secret=reply.unlock_secret,
        bundle_key=reply.bundle_key,
        policy=reply.policy,
    )


def enrolment_of(settings: Settings) -> Enrolment | None:
    """Return the enrolment of a base, None when it never joined or left."""
    if not settings.get(_URL):
        return None
    texts = {name: settings.get(PREFIX + name) for name in _TEXTS}
    policy = Policy(lock_after_days=int(settings.get(_LOCK, "0")))
    return Enrolment(**texts, policy=policy, network=network_of(settings))


def put_enrolment(settings: Settings, enrolment: Enrolment) -> None:
    """Write an enrolment, inside the transaction that is open; the network is written apart."""
    for name in _TEXTS:
        settings.put(PREFIX + name, str(getattr(enrolment, name)))
    put_policy(settings, enrolment.role, enrolment.policy)
    note_put_out(settings, out=False)


def put_policy(settings: Settings, role: str, policy: Policy) -> None:
    """Write what the server told last of what one may do, inside the transaction that is open."""
    settings.put(PREFIX + "role", role)
    settings.put(_LOCK, str(policy.lock_after_days))


def put_address(settings: Settings, url: str) -> None:
    """Write where the server moved to, inside the transaction that is open."""
    settings.put(_URL, url)


def is_put_out(settings: Settings) -> bool:
    """Tell whether the server said, the last time it was met, that it does not know this laptop."""
    return settings.get(_OUT) == "yes"


def note_put_out(settings: Settings, *, out: bool) -> None:
    """Write whether the server knows this laptop, inside the transaction that is open."""
    settings.put(_OUT, "yes" if out else "")
