"""Room for files: a space, a laptop and the disk have a limit; refusals are told apart."""

from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import update

from sync.protocol.codes import Refusal
from sync.protocol.messages import FileState
from sync.server.backups import check
from sync.server.files import Filing
from sync.server.refusals import Refused
from sync.server.rooms import Room, free_in
from sync.server.store.fence import EVERYBODY
from sync.server.store.files import Files
from sync.server.store.schema import file_chunk
from sync.server.sweeping import KEPT_MS, sweep
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import Office


def name(content: bytes) -> str:
    return sha256(content).hexdigest()


def announced(office: Office, by: Laptop, content: bytes, room: Room) -> FileState:
    filing = Filing(office.store, office.clock, room)
    return filing.file(by.caller, by.scope, name(content), len(content))


def refusal(office: Office, by: Laptop, content: bytes, room: Room) -> Refusal:
    with pytest.raises(Refused) as refused:
        announced(office, by, content, room)
    return refused.value.code


def test_a_laptop_has_its_share_and_its_colleague_has_another(office: Office) -> None:
    jeanne, karim = laptop(office), laptop(office, "Karim Roe")
    room = Room(of_a_laptop=10)
    announced(office, jeanne, b"12345678", room)

    assert refusal(office, jeanne, b"abc", room) is Refusal.FULL
    assert announced(office, jeanne, b"ab", room).missing == (0,)
    assert announced(office, karim, b"abc", room).missing == (0,)


def test_a_space_has_its_share_and_private_notes_another(office: Office) -> None:
    jeanne, karim = laptop(office), laptop(office, "Karim Roe")
    room = Room(of_a_space=10)
    announced(office, jeanne, b"12345678", room)

    assert refusal(office, karim, b"abc", room) is Refusal.FULL
    assert announced(office, karim.in_private(), b"abc", room).missing == (0,)


def test_a_disk_that_is_nearly_full_takes_no_more_files_and_gives_those_it_has(
    office: Office,
) -> None:
    jeanne, content = laptop(office), b"a photo"
    left = 1_000
    room = Room(kept_free=500, free=lambda: left)
    filing = Filing(office.store, office.clock, room)
    announced(office, jeanne, content, room)
    filing.put_chunk(jeanne.caller, jeanne.scope, name(content), 0, content)
    announced(office, jeanne, b"later", room)

    left = 500

    assert refusal(office, jeanne, b"more", room) is Refusal.FULL
    with pytest.raises(Refused) as refused:
        filing.put_chunk(jeanne.caller, jeanne.scope, name(b"later"), 0, b"later")
    assert refused.value.code is Refusal.FULL
    assert filing.chunk(jeanne.caller, jeanne.scope, name(content), 0) == content
    assert announced(office, jeanne, content, room).whole


def test_a_file_that_is_too_large_alone_is_told_apart(office: Office) -> None:
    jeanne = laptop(office)

    assert refusal(office, jeanne, b"123456", Room(of_a_file=5)) is Refusal.TOO_LARGE


def test_a_content_that_is_not_the_one_announced_is_sent_anew_on_the_same_share(
    office: Office,
) -> None:
    jeanne, room = laptop(office), Room(of_a_laptop=7)
    filing = Filing(office.store, office.clock, room)
    announced(office, jeanne, b"a photo", room)

    wrong = filing.put_chunk(jeanne.caller, jeanne.scope, name(b"a photo"), 0, b"another")
    right = filing.put_chunk(jeanne.caller, jeanne.scope, name(b"a photo"), 0, b"a photo")

    assert (wrong.whole, wrong.missing) == (False, (0,))
    assert right.whole


def test_the_disk_of_a_folder_says_how_much_it_has_left(tmp_path: Path) -> None:
    assert free_in(tmp_path)() > 0


def test_what_no_record_names_is_forgotten_after_a_month_and_nothing_else(office: Office) -> None:
    jeanne = laptop(office)
    named, apart = name(b"named"), name(b"apart")
    for content in (b"named", b"apart", b"orphan"):
        announced(office, jeanne, content, Room())
        Filing(office.store, office.clock).put_chunk(
            jeanne.caller, jeanne.scope, name(content), 0, content
        )
    jeanne.write(kind="attachment", sha256=named)
    jeanne.write(kind="attachment", sha256=apart, review_state="VALIDE")
    jeanne.write(kind="attachment", fields="[]")
    jeanne.push(jeanne.chain)

    early = sweep(office.store, office.clock)
    office.clock.now += KEPT_MS + 1
    announced(office, jeanne, b"young", Room())
    late = sweep(office.store, office.clock)

    assert (early, late, sweep(office.store, office.clock)) == (0, 1, 0)
    with office.store.reading(EVERYBODY) as connection:
        files = Files(connection, jeanne.scope)
        left = {each for each in (named, apart, name(b"orphan"), name(b"young")) if files.get(each)}
        assert files.held(name(b"orphan")) == frozenset()
    assert left == {named, apart, name(b"young")}


def test_check_reads_the_files_again(office: Office) -> None:
    jeanne, content = laptop(office), b"a photo"
    announced(office, jeanne, content, Room())
    Filing(office.store, office.clock).put_chunk(
        jeanne.caller, jeanne.scope, name(content), 0, content
    )
    assert check(office.store).sound

    with office.store.writing(EVERYBODY) as connection:
        connection.execute(update(file_chunk).values(content=b"b photo"))

    assert check(office.store).files == (name(content),)
