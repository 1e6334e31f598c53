"""Streams of messages: whole whatever their pieces, and never cut without a word."""

import pytest

from sync.protocol.encoding import Unreadable
from sync.protocol.framing import END, CutShort, frame, read_frames

MESSAGES = [b"one", b"", b"three" * 10_000]


def _pieces(stream: bytes, size: int) -> list[bytes]:
    return [stream[at : at + size] for at in range(0, len(stream), size)]


@pytest.mark.parametrize("size", [1, 3, 7, 4096, 1 << 20])
def test_messages_come_out_whatever_the_pieces(size: int) -> None:
    stream = b"".join(map(frame, MESSAGES)) + END

    assert list(read_frames(_pieces(stream, size))) == MESSAGES


def test_a_stream_cut_anywhere_says_so() -> None:
    stream = b"".join(map(frame, MESSAGES)) + END

    for length in range(len(stream)):
        with pytest.raises(CutShort):
            list(read_frames([stream[:length]]))


def test_a_frame_that_announces_or_inflates_too_much_is_refused() -> None:
    with pytest.raises(Unreadable):
        list(read_frames([(1 << 30).to_bytes(4, "big")]))
    with pytest.raises(Unreadable):
        list(read_frames([frame(bytes(2_000)), END], limit=1_000))


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(Unreadable):
        list(read_frames([(4).to_bytes(4, "big") + b"html", END]))
