"""Attached files that travel by chunks, encrypted at every moment."""

import hashlib

from desktop.services.notebook import Notebook
from desktop.store.blobs import CHUNK
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
