"""The application as its description tells it, with what a laptop knows and chance never finds."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from pydantic import ValidationError
from schemathesis.checks import (
    CheckFunction,
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.openapi import from_dict

from sync.operations.operation import Verb, seal
from sync.protocol import routes
from sync.protocol.codes import Role
from sync.protocol.messages import ExchangeRequest, JoinReply, Run
from sync.protocol.runs import pack
from sync.protocol.signing import DeviceKey
from sync.protocol.versions import PROTOCOL
from sync.server.web.app import create_app, openapi
from sync.server.web.services import services_on
from tests.sync.server.office import UNBOUNDED, Office, join_request

CHECKS: Final[list[CheckFunction]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

_CONTENT: Final = b"a small photo"
_FILES: Final = [sha256(_CONTENT).hexdigest(), "f" * 64]
_CHAINS: Final = ["a" * 32, "b" * 32]
_CODES: Final = 40


class Fuzzed:
    """The application, and the laptop of a supervisor who signs what chance asks."""

    def __init__(self, office: Office) -> None:
        services = services_on(office.store, office.clock, UNBOUNDED)
        services = replace(services, admission=office.admission)
        self._clock = office.clock
        self._key, self._joined = office.enrol("The supervisor", Role.SUPERVISOR)
        _, other = office.enrol("Somebody of elsewhere", space="Sud")
        document = openapi(services, "1.0")
        codes = [office.invite(f"Newcomer {number}").code for number in range(_CODES)]
        second = office.invite("The supervisor", Role.SUPERVISOR).code
        spare_key = DeviceKey.new()
        spare = office.admission.join(join_request(second, spare_key), "192.0.2.1")
        self._leaving = spare_key, spare.token
        words = _words(self._joined, other, codes)
        _narrow(document, words, {"device": [spare.device, other.device, "0" * 32]})
        self.schema = from_dict(document)
        self.schema.app = create_app(services, "1.0")

    def operations(self) -> list[Any]:
        """Return what is described, each route and method."""
        found: Any = self.schema.get_all_operations()
        return [each.ok() for each in found]

    def signed(self, request: Any) -> Any:
        """Sign a request that is ready to go, as the client of the tests wants it."""
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        leaves = request.path_url == routes.LEAVE  # another laptop does, or nothing follows
        key, token = self._leaving if leaves else (self._key, self._joined.token)
        signed = key.sign_request(request.method, request.path_url, self._clock(), body)
        request.headers.update(signed, Authorization=f"Bearer {token}")
        return request

    def mend(self, case: Any) -> None:
        """Put right what only a computation finds: the hashes of runs, the content of a file."""
        if case.operation.path == routes.CHUNK and case.path_parameters.get("index") == 0:
            case.body = _CONTENT if case.method == "PUT" else case.body
        if case.operation.path == routes.EXCHANGE and isinstance(case.body, dict):
            with suppress(ValidationError):
                asked = ExchangeRequest.model_validate(case.body)
                for scope, given in zip(asked.scopes, case.body["scopes"], strict=True):
                    given["runs"] = [
                        run.model_dump() for run in self._whole(scope.runs, scope.scope)
                    ]

    def _whole(self, runs: tuple[Run, ...], scope: str) -> Iterator[Run]:
        for run in runs:
            sealed, previous = [], ""
            for number, line in enumerate(run.lines, start=1):
                verb = Verb(line.verb) if line.verb in set(Verb) else Verb.CREATE
                parts = line._asdict() | {"verb": verb, "author": self._joined.person}
                parts.pop("erased")
                sealed.append(
                    seal(device=run.device, number=number, previous=previous, scope=scope, **parts)
                )
                previous = sealed[-1].id
            yield from pack(sealed)


def _words(joined: JoinReply, other: JoinReply, codes: list[str]) -> dict[str, list[Any]]:
    """Return the values worth trying, by the name of a part."""
    return {
        "scope": [joined.space, f"me:{joined.person}", other.space],
        "sha256": _FILES,
        "index": [0, 1, 200],
        "size": [len(_CONTENT), 1, 200 << 20],
        "epoch": [joined.epoch, ""],
        "incarnation": _CHAINS,
        "device": _CHAINS,
        "protocol": [PROTOCOL],
        "role": ["agent", "supervisor", "captain"],
        "person": ["", joined.person, other.person],
        "code": codes,
        "public_key": [DeviceKey.new().public, ""],
        "content": ["c2VhbGVk", "", "="],
    }


def _narrow(
    document: dict[str, Any], words: dict[str, list[Any]], in_paths: dict[str, list[Any]]
) -> None:
    """Have a description name, of some of its parts, the only values worth trying."""
    named = words | in_paths
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] in named:
                    parameter["schema"] = {"enum": named[parameter["name"]]}
    for name in ("ExchangeRequest", "ScopeRequest", "Run", "JoinRequest", "Sealed", "Invite"):
        schema = document["components"]["schemas"][name]
        schema["additionalProperties"] = False
        properties = schema["properties"]
        for part in properties.keys() & words.keys():
            if (name, part) != ("JoinRequest", "incarnation"):  # a newcomer's is its own
                properties[part] = {"enum": words[part]}
