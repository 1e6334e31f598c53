"""Attached files that travel by chunks, encrypted at every moment."""

import hashlib
import tracemalloc
from dataclasses import replace

from desktop.services.notebook import Notebook
from desktop.store.blobs import CHUNK
from desktop.store.identity import last_clock
from desktop.store.log import Chain, Draught, row_of
from desktop.store.projecting import Projecting
from desktop.store.transfers import files_waiting
from sync.operations.clock import HybridClock
from sync.operations.operation import Verb
from tests.desktop.laptops import Server, joined

CONTENT = b"Zenaide-Marqueur-7319" * 60_000


def test_a_file_arrives_by_chunks_in_any_order_and_never_lies_in_clear(carnet: Notebook) -> None:
    local = joined(carnet, Server(), "Jeanne Dupont", "JD").local
    digest = hashlib.sha256(CONTENT).hexdigest()

    local.keep_chunk(digest, 1, CONTENT[CHUNK:])
    half = local.finish_file(digest)
    local.keep_chunk(digest, 1, CONTENT[CHUNK:])
    local.keep_chunk(digest, 0, CONTENT[:CHUNK])
    held = local.chunks_held(digest)
    lying = [path.read_bytes() for path in carnet.folder.path.rglob("*") if path.is_file()]
    whole = local.finish_file(digest)

    assert not half
    assert held == {0, 1}
    assert not any(b"Zenaide" in content for content in lying)
    assert whole
    assert local.chunks_held(digest) == frozenset()
    assert local.read_chunk(digest, 1) == CONTENT[CHUNK:]


PIECE = {
    "file_name": "banc.jpg",
    "attachment_type": "PHOTO",
    "recognisable_people": "NON",
    "media_type": "image/jpeg",
    "size_bytes": len(CONTENT),
}


def piece(carnet: Notebook, digest: str) -> str:
    """Write the record of a file; return its id."""
    return carnet.add("attachment", {**PIECE, "sha256": digest}).record.id


def own_piece(carnet: Notebook, digest: str) -> None:
    """Write that a file belongs to a note of one's own, as only the author's laptops see it."""
    key = piece(carnet, "0" * 64)
    base = carnet.base
    with base.writing():
        chain = Chain(base.db, base.identity, HybridClock(base.now_ms, last_clock(base.db)))
        draught = Draught(key, "attachment", Verb.EDIT, {"sha256": digest}, (), private=True)
        operation = chain.seal(draught)
        base.log.append([row_of(base.log.next_place(), 1, operation)])
        chain.close()
        projecting = Projecting(base.db, base.identity, base.now_ms())
        projecting.whole(key)
        projecting.close()


def test_a_file_of_ones_own_goes_to_ones_own_scope(carnet: Notebook) -> None:
    laptop = joined(carnet, Server(), "Jeanne Dupont", "JD")
    shared = carnet.contents.keep(b"un banc")
    own = carnet.contents.keep(b"pour moi")
    piece(carnet, shared)
    own_piece(carnet, own)

    going = {each.sha256: each.scope for each in laptop.local.files_to_send()}
    laptop.local.file_sent(own)

    assert going == {shared: "", own: laptop.scopes[1]}
    assert [each.sha256 for each in laptop.local.files_to_send()] == [shared]


def test_a_file_of_ones_own_that_is_then_shown_to_all_goes_to_all(carnet: Notebook) -> None:
    laptop = joined(carnet, Server(), "Jeanne Dupont", "JD")
    own = carnet.contents.keep(b"pour moi")
    own_piece(carnet, own)
    laptop.local.file_sent(own)

    piece(carnet, own)
    (going,) = laptop.local.files_to_send()

    assert (going.sha256, going.scope) == (own, "")


def test_a_large_file_is_put_together_without_being_held_in_memory(carnet: Notebook) -> None:
    local = joined(carnet, Server(), "Jeanne Dupont", "JD").local
    count, chunk = 24, bytes(range(256)) * (CHUNK // 256)
    digest = hashlib.sha256(chunk * count).hexdigest()
    for index in range(count):
        local.keep_chunk(digest, index, chunk)

    tracemalloc.start()
    whole = local.finish_file(digest)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert whole
    assert most < 8 * CHUNK
    assert local.read_chunk(digest, count - 1) == chunk


def test_a_file_that_is_not_the_one_announced_leaves_nothing(carnet: Notebook) -> None:
    local = joined(carnet, Server(), "Jeanne Dupont", "JD").local
    digest = hashlib.sha256(b"announced").hexdigest()
    local.keep_chunk(digest, 0, b"anything else")

    whole = local.finish_file(digest)

    assert not whole
    assert local.chunks_held(digest) == frozenset()
    assert [path for path in carnet.folder.files.rglob("*") if path.is_file()] == []


def test_a_damaged_chunk_is_fetched_again(carnet: Notebook) -> None:
    local = joined(carnet, Server(), "Jeanne Dupont", "JD").local
    digest = hashlib.sha256(CONTENT).hexdigest()
    local.keep_chunk(digest, 0, CONTENT[:CHUNK])
    local.keep_chunk(digest, 1, CONTENT[CHUNK:])
    (chunk, _) = sorted(carnet.folder.files.rglob("*.chunk"))
    chunk.write_bytes(chunk.read_bytes()[:-1] + b"?")

    whole = local.finish_file(digest)

    assert not whole
    assert local.chunks_held(digest) == frozenset()


def test_what_is_to_send_and_to_fetch_is_counted(carnet: Notebook) -> None:
    laptop = joined(carnet, Server(), "Jeanne Dupont", "JD")
    here = carnet.contents.keep(b"un banc")
    sent = carnet.contents.keep(b"une place")
    for digest in (here, sent, "1" * 64, "2" * 64):
        piece(carnet, digest)
    laptop.local.file_sent(sent)

    counted = files_waiting(carnet.base, carnet.session.blobs)

    assert (counted.to_send, counted.to_fetch, counted.photos) == (1, 2, True)


def test_a_server_that_lacks_what_it_had_in_the_same_epoch_is_sent_the_files_again(
    carnet: Notebook,
) -> None:
    laptop = joined(carnet, Server(), "Jeanne Dupont", "JD")
    digest = carnet.contents.keep(b"un banc")
    piece(carnet, digest)
    laptop.local.file_sent(digest)
    (state, _own) = laptop.local.scopes()
    page = laptop.local.outgoing(state.scope)
    laptop.local.acknowledge(state.scope, page.operations, ())

    laptop.local.offer_again(state.scope, [page.operations[-1].id])

    assert [each.sha256 for each in laptop.local.files_to_send()] == [digest]


def test_a_restored_server_is_sent_the_files_again(carnet: Notebook) -> None:
    laptop = joined(carnet, Server(), "Jeanne Dupont", "JD")
    digest = carnet.contents.keep(b"un banc")
    piece(carnet, digest)
    laptop.local.file_sent(digest)
    state = replace(laptop.local.scopes()[0], epoch="e" * 32)
    laptop.local.synchronised(state)
    before = laptop.local.files_to_send()

    laptop.local.synchronised(replace(state, epoch="f" * 32))

    assert before == ()
    assert [each.sha256 for each in laptop.local.files_to_send()] == [digest]
