"""What a laptop seals before it is emptied, only the server opens, whole."""

import hashlib

import pytest

from sync.operations.operation import Verb, canonical, seal
from sync.protocol.messages import ExchangeRequest, ScopeRequest, Sealed
from sync.protocol.parcels import FileParcel, open_parcel, seal_file, seal_operations
from sync.protocol.runs import pack, unpack
from sync.protocol.sealing import NotOurs, new_sealing_key

SPACE, DEVICE = "a" * 32, "d" * 32


def _request(facts: str) -> ExchangeRequest:
    operation = seal(
        device=DEVICE,
        number=1,
        previous="",
        scope=SPACE,
        record="r" * 32,
        kind="visit",
        verb=Verb.CREATE,
        fields=canonical({"facts": facts}),
        parents=(),
        clock=7,
        author="p" * 32,
        schema=1,
    )
    scope = ScopeRequest(scope=SPACE, want=0, runs=pack([operation]))
    return ExchangeRequest(protocol=1, schema_version=1, incarnation=DEVICE, scopes=(scope,))


@pytest.mark.parametrize("facts", ["Court.", "Un long récit. " * 200])
def test_operations_come_back_as_they_would_have_been_pushed(facts: str) -> None:
    private, public = new_sealing_key()
    request = _request(facts)

    opened = open_parcel(private, seal_operations(public, request))

    assert opened == request
    assert isinstance(opened, ExchangeRequest)
    (operation,) = unpack(opened.scopes[0].runs, SPACE)
    assert operation.values() == {"facts": facts}


def test_a_file_comes_back_under_its_name() -> None:
    private, public = new_sealing_key()

    opened = open_parcel(private, seal_file(public, b"a picture"))

    assert opened == FileParcel(b"a picture")
    assert isinstance(opened, FileParcel)
    assert opened.sha256 == hashlib.sha256(b"a picture").hexdigest()


def test_nobody_else_opens_a_parcel() -> None:
    _, public = new_sealing_key()
    stranger, _ = new_sealing_key()
    parcel = seal_file(public, b"a picture")

    assert "picture" not in parcel.content
    with pytest.raises(NotOurs):
        open_parcel(stranger, parcel)


@pytest.mark.parametrize("content", ["", "AAAA", "é", "A" * 200])
def test_what_is_no_parcel_is_refused(content: str) -> None:
    private, _ = new_sealing_key()

    with pytest.raises(NotOurs):
        open_parcel(private, Sealed(content=content))
