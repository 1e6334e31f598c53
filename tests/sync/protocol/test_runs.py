"""Operations as they travel."""

from dataclasses import replace
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.operations.operation import Operation, Verb, canonical, redact, seal
from sync.protocol.limits import PAGE_BYTES, PAGE_OPERATIONS
from sync.protocol.messages import Line, Run
from sync.protocol.runs import NotWhole, pack, pages, unpack

SCOPE = "5" * 32


def chain(device: str, length: int, text: str = "x") -> list[Operation]:
    """Return a chain of creations."""
    name = blake2b(device.encode(), digest_size=16).hexdigest()
    made: list[Operation] = []
    for number in range(1, length + 1):
        made.append(
            seal(
                device=name,
                number=number,
                previous=made[-1].id if made else "",
                scope=SCOPE,
                record=f"{device}-{number}",
                kind="visit",
                verb=Verb.CREATE,
                fields=canonical({"facts": text}),
                parents=(),
                clock=number << 16,
                author="a" * 32,
                schema=1,
            )
        )
    return made


def travelled(run: Run) -> Run:
    """Return a run as it comes out of the network."""
    return Run.model_validate_json(run.model_dump_json())


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 4)), max_size=6))
def test_what_is_packed_comes_out_the_same(parts: list[tuple[str, int]]) -> None:
    chains = {device: iter(chain(device, 24)) for device in "abc"}
    operations = [next(chains[device]) for device, count in parts for _ in range(count)]

    runs = pack(operations)

    assert list(unpack(map(travelled, runs), SCOPE)) == operations
    assert len(runs) <= len(parts)


def test_neighbours_of_one_chain_share_a_run() -> None:
    first, second = chain("a", 3), chain("b", 2)

    runs = pack([*first, *second])

    assert [(run.number, len(run.lines)) for run in runs] == [(1, 3), (1, 2)]


def test_a_hole_in_a_chain_begins_another_run() -> None:
    operations = chain("a", 4)
    del operations[1]

    runs = pack(operations)

    assert [run.number for run in runs] == [1, 3]
    assert list(unpack(runs, SCOPE)) == operations


@pytest.mark.parametrize("part", ["record", "kind", "fields", "clock", "author", "reason"])
def test_a_changed_line_is_not_what_the_run_announces(part: str) -> None:
    run = pack(chain("a", 3))[0]
    values = run.lines[1]._asdict() | {part: 5 if part == "clock" else "other"}
    changed = run.model_copy(update={"lines": (run.lines[0], Line(**values), run.lines[2])})

    with pytest.raises(NotWhole):
        list(unpack([changed], SCOPE))


def test_a_run_read_in_another_scope_is_refused() -> None:
    with pytest.raises(NotWhole):
        list(unpack(pack(chain("a", 1)), "6" * 32))


def test_what_a_later_version_does_travels_as_it_came() -> None:
    later = seal(
        device="1" * 32,
        number=1,
        previous="",
        scope=SCOPE,
        record="r",
        kind="visit",
        verb=Verb("split"),
        fields=canonical({"facts": "x"}),
        parents=(),
        clock=1,
        author="a" * 32,
        schema=9,
    )

    (came,) = unpack(map(travelled, pack([later])), SCOPE)

    assert came == later
    assert came.verb == "split"
    with pytest.raises(ValueError, match="does not know"):
        came.values()


def test_an_erased_operation_needs_the_ledger_and_keeps_its_place() -> None:
    operations = chain("a", 3)
    erased = redact(operations[1])
    runs = pack([operations[0], erased, operations[2]])

    with pytest.raises(NotWhole):
        list(unpack(runs, SCOPE))

    assert list(unpack(runs, SCOPE, {erased.id})) == [operations[0], erased, operations[2]]


def test_pages_are_cut_by_number_and_by_weight() -> None:
    many = chain("a", 2 * PAGE_OPERATIONS + 1)
    heavy = chain("b", 3, "y" * (PAGE_BYTES - 100))

    assert [len(page) for page in pages(many)] == [PAGE_OPERATIONS, PAGE_OPERATIONS, 1]
    assert [len(page) for page in pages(heavy)] == [1, 1, 1]
    assert list(pages([])) == []


def test_a_single_operation_larger_than_a_page_still_travels() -> None:
    large = chain("b", 1, "y" * (2 * PAGE_BYTES))

    assert list(pages(large)) == [large]
    assert list(unpack(pack(large), SCOPE)) == large


def test_moving_an_operation_in_its_chain_is_refused() -> None:
    run = pack([replace(chain("a", 2)[1], number=7)])[0]

    with pytest.raises(NotWhole):
        list(unpack([run], SCOPE))
