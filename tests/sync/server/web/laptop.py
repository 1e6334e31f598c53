"""A laptop that speaks to an application under test, as far as these tests need one."""

from dataclasses import dataclass, field
from typing import Any

from fastapi.testclient import TestClient

from sync.protocol import routes
from sync.protocol.encoding import encode
from sync.protocol.messages import ExchangeRequest, JoinReply, ScopeRequest
from sync.protocol.signing import DeviceKey
from sync.protocol.versions import PROTOCOL
from tests.sync.server.office import HandClock


@dataclass
class Laptop:
    """Sign and send requests."""

    client: TestClient
    key: DeviceKey
    joined: JoinReply
    clock: HandClock
    headers: dict[str, str] = field(default_factory=dict)

    def send(
        self, method: str, target: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Any:
        signed = self.key.sign_request(method, target, self.clock(), body)
        bearer = {"Authorization": f"Bearer {self.joined.token}"}
        return self.client.request(
            method, target, content=body, headers={**bearer, **signed, **(headers or {})}
        )

    def exchange(self, incarnation: str) -> Any:
        request = ExchangeRequest(
            protocol=PROTOCOL,
            schema_version=1,
            incarnation=incarnation,
            scopes=(ScopeRequest(scope=self.joined.space, cursor=0, epoch=self.joined.epoch),),
        )
        return self.send("POST", routes.EXCHANGE, encode(request))
