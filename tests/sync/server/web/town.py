"""A server with two spaces and somebody of each identity, who knocks at every door."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from fastapi.testclient import TestClient

from sync.protocol import routes
from sync.protocol.codes import Role
from sync.protocol.encoding import encode
from sync.protocol.files import WantedFiles
from sync.protocol.messages import ExchangeRequest, JoinReply, ScopeRequest, Sealed, Wanted
from sync.protocol.parts import WantedBuckets
from sync.protocol.people import Challenge, Invite, NewRole
from sync.protocol.signing import DeviceKey
from sync.protocol.versions import PROTOCOL
from sync.server.caller import Caller
from sync.server.devices import DeviceDesk
from sync.server.files import Filing
from sync.server.people import new_id
from sync.server.web.app import create_app
from sync.server.web.services import services_on
from tests.sync.server.office import UNBOUNDED, Office, join_request
from tests.sync.server.web.laptop import Laptop
from tests.sync.server.web.rights import LATE, MEMBERS, NOTES, SPACE

CONTENT: Final = b"a photo"
FILE: Final = sha256(CONTENT).hexdigest()
_DAY_MS: Final = 86_400_000


@dataclass
class Town:
    """The laptops of all who knock, by identity; each place holds one file."""

    office: Office
    client: TestClient
    laptops: dict[str, Laptop]
    colleague: Laptop
    other: Laptop

    def scope(self, identity: str, place: str) -> str:
        """Return the id of a place as seen by somebody."""
        me = self.laptops.get(identity, self.laptops["agent"]).joined
        return {
            SPACE: me.space,
            NOTES: f"me:{me.person}",
            "another space": self.other.joined.space,
            "a colleague's notes": f"me:{self.colleague.joined.person}",
            "notes of another space": f"me:{self.other.joined.person}",
        }.get(place, "0" * 32)

    def knock(self, identity: str, door: tuple[str, str], scope: str, file: str = FILE) -> Any:
        """Make a good request of a route, as somebody."""
        method, route = door
        about = self._asked_about() if "/space/" in route else self.colleague.joined
        target = route.format(
            scope=scope, sha256=file, index=0, device=about.device, person=about.person
        )
        if door == ("PUT", routes.FILE):
            target += f"?size={len(CONTENT)}"
        body = self._body(door, scope)
        if identity == "nobody":
            return self.client.request(method, target, content=body)
        laptop = self._who(identity, door)
        if identity == "elsewhere":
            heard = laptop.key.sign_request(method, f"{target}#", laptop.clock(), body)
            return laptop.send(method, target, body, heard)
        if identity == LATE:
            old = laptop.key.sign_request(method, target, laptop.clock() - _DAY_MS, body)
            return laptop.send(method, target, body, old)
        return laptop.send(method, target, body)

    def _who(self, identity: str, door: tuple[str, str]) -> Laptop:
        """Return the laptop of somebody; whoever leaves does so with one more of theirs."""
        if door == ("POST", routes.LEAVE) and identity in MEMBERS:
            return _laptop(self.office, self.client, "Somebody who leaves", Role(identity))
        return self.laptops[identity]

    def _asked_about(self) -> JoinReply:
        """Have somebody join whom nobody has put out yet."""
        return self.office.enrol(f"Somebody with a laptop {new_id()}")[1]

    def _body(self, door: tuple[str, str], scope: str) -> bytes:
        if door == ("POST", routes.JOIN):
            return encode(join_request(self.office.invite("A newcomer").code))
        if door == ("POST", routes.EXCHANGE):
            asked = (ScopeRequest(scope=scope),)
            return encode(
                ExchangeRequest(
                    protocol=PROTOCOL, schema_version=1, incarnation=new_id(), scopes=asked
                )
            )
        if door == ("PUT", routes.CHUNK):
            return CONTENT
        messages = {
            routes.IDS: WantedBuckets(buckets=(0, 255)),
            routes.FILES: WantedFiles(files=(FILE,)),
            routes.OPERATIONS: Wanted(ids=(new_id(),)),
            routes.SEALED: Sealed(content="c2VhbGVk"),
            routes.INVITATIONS: Invite(name="A newcomer", role="agent"),
            routes.UNLOCK: Challenge(signs="ABC 234"),
            routes.ROLE: NewRole(role="reader"),
        }
        return encode(messages[door[1]]) if door[1] in messages else b""


@contextmanager
def open_town(office: Office) -> Iterator[Town]:
    """Have everybody join, put one of them out, and leave a file in each place."""
    services = services_on(office.store, office.clock, UNBOUNDED)
    app = create_app(replace(services, admission=office.admission), "1.0")
    with TestClient(app, "http://server", raise_server_exceptions=False) as client:
        laptops = {role: _laptop(office, client, f"The {role}", Role(role)) for role in MEMBERS}
        laptops["revoked"] = _laptop(office, client, "Somebody who left", Role.AGENT)
        laptops["elsewhere"] = laptops[LATE] = laptops["agent"]
        laptops["forged"] = replace(laptops["agent"], key=DeviceKey.new())
        desk = DeviceDesk(office.store, office.clock)
        gone = laptops["revoked"].joined.device
        assert desk.revoke(next(one.device for one in desk.listed() if one.device.id == gone))
        colleague = _laptop(office, client, "A colleague", Role.AGENT)
        other = _laptop(office, client, "Somebody of elsewhere", Role.AGENT, "Sud")
        for each in (laptops["agent"], other):
            _leave_a_file(office, each, each.joined.space)
        for each in (*laptops.values(), colleague, other):
            _leave_a_file(office, each, f"me:{each.joined.person}")
        yield Town(office, client, laptops, colleague, other)


def _laptop(
    office: Office, client: TestClient, name: str, role: Role, space: str = "Nord"
) -> Laptop:
    key, joined = office.enrol(name, role, space)
    return Laptop(client, key, joined, office.clock)


def _leave_a_file(office: Office, laptop: Laptop, scope: str) -> None:
    joined, filing = laptop.joined, Filing(office.store, office.clock)
    caller = Caller(joined.device, joined.person, {joined.space: Role.AGENT})
    filing.file(caller, scope, FILE, len(CONTENT))
    filing.put_chunk(caller, scope, FILE, 0, CONTENT)
