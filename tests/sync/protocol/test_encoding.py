"""Messages as bytes."""

import pytest
import zstandard

from sync.protocol.encoding import Unreadable, compress, decode, decompress, encode
from sync.protocol.messages import ExchangeRequest, ScopeRequest
from sync.protocol.runs import pack
from tests.sync.protocol.test_runs import SCOPE, chain

REQUEST = ExchangeRequest(
    protocol=1,
    schema_version=1,
    incarnation="1" * 32,
    scopes=(ScopeRequest(scope=SCOPE, runs=pack(chain("a", 3))),),
)


def test_a_message_is_read_as_it_was_written() -> None:
    assert decode(ExchangeRequest, encode(REQUEST)) == REQUEST


def test_parts_of_a_newer_program_are_ignored() -> None:
    content = encode(REQUEST).replace(b'"protocol":1', b'"protocol":1,"from_the_future":[1]')

    assert decode(ExchangeRequest, content) == REQUEST


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"<html>",
        b'{"protocol":-1}',
        encode(REQUEST).replace(b'"protocol":1', b'"protocol":1e400'),
        encode(REQUEST).replace(b"1" * 32, b"Z" * 32),
        encode(REQUEST)[:-1],
        b"[" * 100_000,
        b'{"protocol":' + b"9" * 5_000 + b"}",
    ],
)
def test_anything_else_is_refused_without_repeating_it(content: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(ExchangeRequest, content)

    assert len(str(caught.value)) < 200
    assert "html" not in str(caught.value)


def test_long_contents_travel_compressed_and_short_ones_do_not() -> None:
    packed, encoding = compress(b"long " * 1_000)

    assert encoding == "zstd"
    assert len(packed) < 200
    assert decompress(packed, encoding) == b"long " * 1_000
    assert compress(b"short") == (b"short", "")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(50_000_000))

    with pytest.raises(Unreadable):
        decompress(bomb, "zstd", limit=1_000_000)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(b"plain", "zstd"), (b"x", "br"), (compress(b"a" * 999)[0][:-4], "zstd")],
)
def test_what_cannot_be_decompressed_is_refused(content: bytes, encoding: str) -> None:
    with pytest.raises(Unreadable):
        decompress(content, encoding)


def test_a_new_record_of_a_kilobyte_travels_in_less_than_its_json() -> None:
    operations = chain("a", 500, "une visite au jardin partagé ")

    packed, _ = compress(
        encode(
            REQUEST.model_copy(
                update={"scopes": (ScopeRequest(scope=SCOPE, runs=pack(operations)),)}
            )
        )
    )

    assert len(packed) < sum(len(operation.fields) for operation in operations)
