"""A file brought on a key says exactly what its makers wrote, or nothing."""

import io
from dataclasses import replace

import pytest

from sync.client.bundle.contents import FORMAT, MAGIC, Summary
from sync.client.bundle.reading import Bundle, Chunk, Examined, examine
from sync.client.bundle.refusals import (
    BundleRefused,
    Changed,
    Cut,
    Forked,
    Gap,
    MadeByNewer,
    NotABundle,
    NotAttested,
    NotErasedHere,
    NotSigned,
    OtherSpace,
    RevokedSender,
    UnknownSender,
)
from sync.client.bundle.writing import SIGNATURE_BYTES, Load
from sync.operations.operation import Operation, redact, seal
from sync.protocol.limits import CHUNK_BYTES
from sync.protocol.signing import to_text
from tests.carried import Known, Laptop, a_seed, bundle, load


@pytest.fixture
def jeanne() -> Laptop:
    made = Laptop("1")
    made.write(5)
    return made


@pytest.fixture
def paul() -> Laptop:
    made = Laptop("2")
    made.write(3)
    return made


def read(content: bytes, known: Known) -> Examined:
    return examine(io.BytesIO(content), known)


def taken(content: bytes, known: Known) -> list[Operation]:
    pages = Bundle(io.BytesIO(content), known).pages()
    return [each for page in pages if not isinstance(page, Chunk) for each in page]


def refused(content: bytes, known: Known) -> type[BundleRefused]:
    with pytest.raises(BundleRefused) as problem:
        read(content, known)
    return problem.type


def test_what_was_written_is_read(jeanne: Laptop, paul: Laptop) -> None:
    content = bundle(jeanne.sender(), load((jeanne, 1, 0), (paul, 1, 0), seeds=[a_seed()]))
    known = Known([jeanne, paul])

    found = read(content, known)

    assert taken(content, known) == [a_seed(), *jeanne.written, *paul.written]
    assert (found.person, found.added) == (jeanne.person, 8)


def test_the_clear_part_names_no_person_and_no_word_of_a_record(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(), load((jeanne, 1, 0)))

    assert jeanne.person.encode() not in content
    assert b"visit" not in content


def test_many_pages_and_files_come_back(jeanne: Laptop) -> None:
    jeanne.write(2_500)
    files = [b"x" * (2 * CHUNK_BYTES + 7), b"", b"y" * CHUNK_BYTES]
    content = bundle(jeanne.sender(), load((jeanne, 1, 0), files=files))

    pages = list(Bundle(io.BytesIO(content), Known([jeanne])).pages())

    chunks = [page for page in pages if isinstance(page, Chunk)]
    assert b"".join(chunk.content for chunk in chunks) == b"".join(files)
    assert len(pages) - len(chunks) == 3


def test_what_is_held_already_is_not_new(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(), load((jeanne, 1, 0)))

    assert read(content, Known([jeanne], jeanne.written)).added == 0
    assert read(content, Known([jeanne], jeanne.written[:3])).added == 2


def test_an_older_file_brings_nothing_new(jeanne: Laptop) -> None:
    older = bundle(jeanne.sender(), load((jeanne, 1, 2)))

    assert read(older, Known([jeanne], jeanne.written)).added == 0


def test_an_empty_file_is_read(jeanne: Laptop) -> None:
    assert read(bundle(jeanne.sender(), load()), Known([jeanne])).added == 0


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04 un classeur tout a fait ordinaire"])
def test_another_file_is_no_bundle(content: bytes, jeanne: Laptop) -> None:
    assert refused(content, Known([jeanne])) is NotABundle


def test_a_file_of_a_later_version_is_said_to_be_one(jeanne: Laptop) -> None:
    content = bytearray(bundle(jeanne.sender(), load((jeanne, 1, 0))))
    content[len(MAGIC) : len(MAGIC) + 2] = (FORMAT + 1).to_bytes(2, "big")

    assert refused(bytes(content), Known([jeanne])) is MadeByNewer


def test_a_file_cut_anywhere_is_refused(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(), load((jeanne, 1, 0)))

    found = {refused(content[:size], Known([jeanne])) for size in range(8, len(content))}

    assert found == {Cut}


def test_a_bit_flipped_anywhere_is_refused(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(), load((jeanne, 1, 0)))

    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1
        assert issubclass(refused(bytes(changed), Known([jeanne])), BundleRefused)


def test_anything_after_the_end_is_refused(jeanne: Laptop) -> None:
    assert refused(bundle(jeanne.sender(), load((jeanne, 1, 0))) + b"x", Known([jeanne])) is Changed


def test_a_file_of_another_space_is_refused(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(space="6" * 32), load())

    assert refused(content, Known([jeanne])) is OtherSpace


def test_an_unknown_device_is_refused(jeanne: Laptop, paul: Laptop) -> None:
    assert refused(bundle(paul.sender(), load((paul, 1, 0))), Known([jeanne])) is UnknownSender


def test_a_revoked_device_is_refused_by_name(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(), load((jeanne, 1, 0)))

    with pytest.raises(RevokedSender) as problem:
        read(content, Known([jeanne], revoked=[jeanne.device]))

    assert problem.value.person == jeanne.person


def test_a_file_signed_by_somebody_else_is_refused(jeanne: Laptop, paul: Laptop) -> None:
    content = bundle(jeanne.sender(key=paul.key), load((jeanne, 1, 0)))

    assert refused(content, Known([jeanne, paul])) is NotSigned


def test_a_swapped_signature_is_refused(jeanne: Laptop) -> None:
    first = bundle(jeanne.sender(), load((jeanne, 1, 0)))
    second = bundle(jeanne.sender(), load((jeanne, 1, 2)))

    swapped = first[:-SIGNATURE_BYTES] + second[-SIGNATURE_BYTES:]

    assert refused(swapped, Known([jeanne])) is NotSigned


def test_a_file_closed_with_another_key_is_refused(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(bundle_key=to_text(bytes(32))), load((jeanne, 1, 0)))

    assert refused(content, Known([jeanne])) is Changed


def test_a_missing_earlier_file_is_told_with_its_dates(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(), load((jeanne, 4, 0)))

    with pytest.raises(Gap) as problem:
        read(content, Known([jeanne], jeanne.written[:2]))

    assert (problem.value.person, problem.value.held >> 16, problem.value.first >> 16) == (
        jeanne.person,
        2,
        4,
    )


def test_a_file_goes_on_from_what_is_held(jeanne: Laptop) -> None:
    content = bundle(jeanne.sender(), load((jeanne, 4, 0)))

    assert read(content, Known([jeanne], jeanne.written[:3])).added == 2


def test_a_chain_attested_by_another_device_is_refused(jeanne: Laptop, paul: Laptop) -> None:
    what = load((paul, 1, 0))
    end = paul.written[-1]
    forged = jeanne.key.attest(end.scope, paul.chain, end.number, end.id)
    chain = what.summary.chains[0].model_copy(update={"end": forged})
    summary = what.summary.model_copy(update={"chains": (chain,)})

    content = bundle(jeanne.sender(), replace(what, summary=summary))

    assert refused(content, Known([jeanne, paul])) is NotAttested


def test_a_chain_of_somebody_else_is_not_claimed(jeanne: Laptop, paul: Laptop) -> None:
    stolen = Laptop("1", jeanne.key, paul.written)
    chain = paul.carried().model_copy(
        update={
            "owner": jeanne.device,
            "end": jeanne.key.attest("5" * 32, paul.chain, 3, paul.written[-1].id),
        }
    )
    summary = Summary(operations=3, chains=(chain,))

    content = bundle(stolen.sender(), Load(summary, paul.written))

    assert refused(content, Known([jeanne, paul])) is NotAttested


def test_operations_that_nobody_announced_are_refused(jeanne: Laptop, paul: Laptop) -> None:
    content = bundle(
        jeanne.sender(), Load(load((jeanne, 1, 0)).summary, [*jeanne.written, *paul.written])
    )

    assert refused(content, Known([jeanne, paul])) is NotAttested


def test_nobody_writes_in_the_name_of_another(jeanne: Laptop, paul: Laptop) -> None:
    jeanne.write(1, author=paul.person)

    assert refused(bundle(jeanne.sender(), load((jeanne, 1, 0))), Known([jeanne, paul])) is (
        NotAttested
    )


@pytest.mark.parametrize("kept", [slice(0, -1), slice(1, None), slice(None, None, -1)])
def test_operations_left_out_or_moved_are_refused(jeanne: Laptop, kept: slice) -> None:
    content = bundle(jeanne.sender(), Load(load((jeanne, 1, 0)).summary, jeanne.written[kept]))

    assert refused(content, Known([jeanne])) is Changed


def test_an_operation_told_twice_is_refused(jeanne: Laptop) -> None:
    twice = [*jeanne.written, jeanne.written[-1]]
    content = bundle(jeanne.sender(), Load(load((jeanne, 1, 0)).summary, twice))

    assert refused(content, Known([jeanne])) is Changed


def test_a_copied_notebook_is_seen(jeanne: Laptop) -> None:
    twin = Laptop("1", jeanne.key)
    twin.write(6, "Autre chose")
    content = bundle(jeanne.sender(), load((jeanne, 1, 0)))

    assert refused(content, Known([jeanne], twin.written)) is Forked
    assert refused(content, Known([jeanne], twin.written[:4])) is Forked


def test_our_own_chain_longer_than_ours_tells_of_a_restored_notebook(
    jeanne: Laptop, paul: Laptop
) -> None:
    content = bundle(paul.sender(), load((jeanne, 1, 0)))

    known = Known([jeanne, paul], jeanne.written[:3], incarnation=jeanne.chain)

    assert refused(content, known) is Forked


def test_content_emptied_by_somebody_else_needs_the_ledger(jeanne: Laptop, paul: Laptop) -> None:
    gone = jeanne.written[2]
    told = [redact(each) if each is gone else each for each in jeanne.written]
    content = bundle(paul.sender(), Load(load((jeanne, 1, 0)).summary, told))

    assert refused(content, Known([jeanne, paul])) is NotErasedHere
    assert read(content, Known([jeanne, paul], ledger={gone.id})).added == 5


def test_everybody_may_empty_what_they_wrote(jeanne: Laptop) -> None:
    told = [redact(jeanne.written[0]), *jeanne.written[1:]]
    content = bundle(jeanne.sender(), Load(load((jeanne, 1, 0)).summary, told))

    assert read(content, Known([jeanne])).added == 5


def test_a_file_that_is_not_what_its_name_says_is_refused(jeanne: Laptop) -> None:
    what = load((jeanne, 1, 0), files=[b"photo"])
    content = bundle(
        jeanne.sender(), replace(what, files=[(what.summary.files[0], iter([b"autre"]))])
    )

    assert refused(content, Known([jeanne])) is Changed


def test_a_missing_attached_file_is_refused(jeanne: Laptop) -> None:
    what = load((jeanne, 1, 0), files=[b"photo"])

    assert refused(bundle(jeanne.sender(), replace(what, files=())), Known([jeanne])) is Changed


def test_a_content_that_is_no_object_is_refused(jeanne: Laptop) -> None:
    parts = {name: getattr(jeanne.written[0], name) for name in Operation.__slots__}
    parts |= {"fields": "[", "number": 6, "previous": jeanne.written[-1].id}
    jeanne.written.append(seal(**{k: v for k, v in parts.items() if k not in ("id", "redacted")}))

    assert refused(bundle(jeanne.sender(), load((jeanne, 1, 0))), Known([jeanne])) is Changed
