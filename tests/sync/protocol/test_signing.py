"""What a laptop signs, and what it seals."""

import pytest

from sync.protocol.sealing import NotOurs, new_sealing_key, seal_to, unseal
from sync.protocol.signing import (
    SIGNATURE_HEADER,
    TIME_HEADER,
    DeviceKey,
    from_text,
    is_attested,
    is_signed,
    request_bytes,
    to_text,
)

KEY = DeviceKey.new()
SCOPE, CHAIN, OPERATION = "5" * 32, "c" * 32, "0" * 32


def test_a_key_is_kept_as_text() -> None:
    assert DeviceKey.parse(KEY.reveal()).public == KEY.public


@pytest.mark.parametrize("text", ["", "é", "short", "=" * 40, "A" * 41])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"base64|32 bytes|ASCII"):
        DeviceKey.parse(text)

    assert not is_signed(text, b"content", KEY.sign(b"content"))


@pytest.mark.parametrize("content", [b"", b"a", bytes(range(256))])
def test_bytes_are_written_as_text_and_back(content: bytes) -> None:
    assert from_text(to_text(content)) == content
    assert "=" not in to_text(content)


@pytest.mark.parametrize(
    "other",
    [
        ("PUT", "/v1/exchange?x=1", 7, b"body"),
        ("POST", "/v1/exchange", 7, b"body"),
        ("POST", "/v1/exchange?x=1", 8, b"body"),
        ("POST", "/v1/exchange?x=1", 7, b"bodY"),
    ],
)
def test_a_signature_covers_every_part_of_a_request(other: tuple[str, str, int, bytes]) -> None:
    headers = KEY.sign_request("POST", "/v1/exchange?x=1", 7, b"body")
    signature = headers[SIGNATURE_HEADER]

    assert headers[TIME_HEADER] == "7"
    assert is_signed(KEY.public, request_bytes("POST", "/v1/exchange?x=1", 7, b"body"), signature)
    assert not is_signed(KEY.public, request_bytes(*other), signature)
    assert not is_signed(DeviceKey.new().public, request_bytes(*other), signature)


@pytest.mark.parametrize("change", [{"number": 4}, {"device": "d" * 32}, {"id": "1" * 32}])
def test_an_attestation_holds_for_one_end_of_one_chain(change: dict[str, object]) -> None:
    attestation = KEY.attest(SCOPE, CHAIN, 3, OPERATION)

    assert is_attested(KEY.public, SCOPE, attestation)
    assert not is_attested(KEY.public, "6" * 32, attestation)
    assert not is_attested(KEY.public, SCOPE, attestation.model_copy(update=change))


def test_only_the_holder_of_the_key_opens_what_is_sealed() -> None:
    private, public = new_sealing_key()
    sealed = seal_to(public, b"travail")

    assert unseal(private, sealed) == b"travail"
    assert b"travail" not in sealed
    with pytest.raises(NotOurs):
        unseal(new_sealing_key()[0], sealed)


@pytest.mark.parametrize("place", [0, 33, 50, -1])
def test_sealed_bytes_that_were_touched_are_refused(place: int) -> None:
    private, public = new_sealing_key()
    sealed = bytearray(seal_to(public, b"travail"))
    sealed[place] ^= 1

    with pytest.raises(NotOurs):
        unseal(private, bytes(sealed))


@pytest.mark.parametrize("length", [0, 10, 40])
def test_sealed_bytes_that_were_cut_are_refused(length: int) -> None:
    private, public = new_sealing_key()

    with pytest.raises(NotOurs):
        unseal(private, seal_to(public, b"travail")[:length])
