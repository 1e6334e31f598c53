"""Eight laptops push at once while another one receives: nothing is missed, nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sync.operations.digest import digest_of
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
