"""Eight laptops push at once while another one receives: nothing is missed, nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor, wait
from hashlib import sha256
from threading import Event

from sync.operations.chain import Link
from sync.operations.digest import digest_of
from sync.protocol.limits import CHUNK_BYTES
from sync.server.files import Chunk, Filing, put
from sync.server.store.chains import Chains
from sync.server.store.fence import EVERYBODY
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import Office

WRITERS, PUSHES, EACH = 8, 12, 5


def test_whoever_reads_by_number_misses_nothing_of_eight_writers(office: Office) -> None:
    writers = [laptop(office, f"Agent {number}") for number in range(WRITERS)]
    reader = laptop(office, "Paul Martin")
    for writer in writers:
        for _ in range(PUSHES * EACH):
            writer.write()
    done = Event()

    def push_all(writer: Laptop) -> None:
        for start in range(0, PUSHES * EACH, EACH):
            reply = writer.push(writer.chain[start : start + EACH], want=0)
            assert not reply.verdicts

    def follow() -> None:
        while not done.is_set():
            reader.ask()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        following = pool.submit(follow)
        pushing = [pool.submit(push_all, writer) for writer in writers]
        try:
            for each in pushing:
                each.result()
        finally:
            done.set()
        following.result()
    last = reader.push([])

    written = [each.id for writer in writers for each in writer.chain]
    assert len(reader.received) == len(written)
    assert set(reader.received) == set(written)
    assert (last.version, last.count) == (len(written), len(written))
    assert last.digest == digest_of(written)


def test_the_same_page_pushed_at_once_is_kept_once(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.ask()
    for _ in range(50):
        jeanne.write()

    with ThreadPoolExecutor(6) as pool:
        replies = [pool.submit(jeanne.push, jeanne.chain, want=0) for _ in range(6)]

    assert [each.result().verdicts for each in replies] == [()] * 6
    assert jeanne.push([]).count == 50


def test_two_last_chunks_at_once_make_a_whole_file(office: Office) -> None:
    jeanne, filing = laptop(office), Filing(office.store, office.clock)
    first, last = bytes(CHUNK_BYTES), b"end"
    name = sha256(first + last).hexdigest()
    filing.file(jeanne.caller, jeanne.scope, name, len(first + last))

    with ThreadPoolExecutor(1) as pool:
        with office.store.writing(EVERYBODY) as connection:
            put(connection, jeanne.scope, name, Chunk(0, first))
            other = pool.submit(filing.put_chunk, jeanne.caller, jeanne.scope, name, 1, last)
            # It is to wait for this transaction; if it did not, this lets it end before.
            wait([other], timeout=0.2)
        state = other.result()

    assert state.whole
    assert filing.chunk(jeanne.caller, jeanne.scope, name, 1) == last


def test_the_end_of_a_chain_never_goes_back(office: Office) -> None:
    jeanne = laptop(office)
    chain = jeanne.incarnation
    with office.store.writing(EVERYBODY) as connection:
        chains = Chains(connection, jeanne.scope)

        chains.move({chain: Link(7, "7" * 32)})
        chains.move({chain: Link(5, "5" * 32)})

        assert chains.look([chain]).ends == {chain: Link(7, "7" * 32)}
