"""Erasing records: everywhere, with what is joined to them, and again after a restore."""

import hashlib
import os
import subprocess
from pathlib import Path

import orjson
import pytest

from sync.operations.operation import Operation, Verb, seal
from sync.protocol.messages import ExchangeReply, ExchangeRequest, ScopeRequest
from sync.protocol.runs import pack
from sync.protocol.versions import PROTOCOL
from sync.server.backups import Restored, back_up, check, restore, restore_postgresql
from sync.server.devices import Recognition
from sync.server.erasing import Erasing
from sync.server.exchange import Exchange
from sync.server.files import Filing
from sync.server.journals import Ledger
from sync.server.people import new_id
from sync.server.reconciling import Reconciling
from sync.server.store.copies import compact, dump_command
from sync.server.store.engine import open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations
from tests.sync.server.office import HandClock, Office

SECRET = "06 12 34 56 78"
PHOTO = b"a photo of Jeanne"
SHA256 = hashlib.sha256(PHOTO).hexdigest()


class Writing:
    """A laptop that wrote a contact, an attachment about it, and a visit."""

    def __init__(self, office: Office) -> None:
        self.office = office
        _, self.joined = office.enrol()
        self.incarnation = new_id()
        self.caller = (
            Recognition(office.store, office.clock).known(f"Bearer {self.joined.token}").caller
        )
        self.contact, self.visit = new_id(), new_id()
        self.operations: list[Operation] = []
        self._write(self.contact, "contact", {"phone": SECRET})
        self._write(new_id(), "attachment", {"about": self.contact, "sha256": SHA256})
        self._write(self.visit, "visit", {"place": "Mairie"})
        self._write("no record", "contact", {"review_state": "VALIDE", "phone": SECRET})

    def _write(self, record: str, kind: str, fields: dict[str, str]) -> None:
        before = self.operations[-1].id if self.operations else ""
        self.operations.append(
            seal(
                device=self.incarnation,
                number=len(self.operations) + 1,
                previous=before,
                scope=self.joined.space,
                record=record,
                kind=kind,
                verb=Verb.CREATE,
                fields=orjson.dumps(fields, option=orjson.OPT_SORT_KEYS).decode(),
                parents=(),
                clock=len(self.operations) + 1,
                author=self.joined.person,
                schema=1,
            )
        )

    def push(self) -> ExchangeReply:
        asked = ScopeRequest(
            scope=self.joined.space,
            cursor=0,
            epoch=self.joined.epoch,
            runs=pack(self.operations),
        )
        request = ExchangeRequest(
            protocol=PROTOCOL, schema_version=1, incarnation=self.incarnation, scopes=(asked,)
        )
        filing = Filing(self.office.store, self.office.clock)
        filing.file(self.caller, self.joined.space, SHA256, len(PHOTO))
        filing.put_chunk(self.caller, self.joined.space, SHA256, 0, PHOTO)
        return Exchange(self.office.store, self.office.clock).exchange(self.caller, request)

    def contents(self) -> str:
        with self.office.store.reading(EVERYBODY) as connection:
            log = Operations(connection, self.joined.space)
            return " ".join(each.fields for _, each in log.after(0, 10**6))


@pytest.fixture
def writing(office: Office) -> Writing:
    written = Writing(office)
    written.push()
    return written


def test_erasing_empties_the_record_what_is_joined_and_its_file(
    writing: Writing, tmp_path: Path
) -> None:
    store, clock = writing.office.store, writing.office.clock
    assert SECRET in writing.contents()

    done = Erasing(store, Ledger(tmp_path / "ledger"), clock).erase(
        writing.joined.space, [writing.contact, "no record"]
    )

    assert (done.operations, done.attachments, done.files) == (3, 1, 1)
    assert SECRET not in writing.contents()
    assert "Mairie" in writing.contents()
    assert check(store).sound
    state = Filing(store, clock).file(writing.caller, writing.joined.space, SHA256, 0)
    assert not state.whole


def test_erasing_twice_changes_nothing_more(writing: Writing, tmp_path: Path) -> None:
    erasing = Erasing(writing.office.store, Ledger(tmp_path / "ledger"), writing.office.clock)
    erasing.erase(writing.joined.space, [writing.contact])

    again = erasing.erase(writing.joined.space, [writing.contact])

    assert again.operations == 0
    assert writing.push().scopes[0].count == 3


def test_nothing_of_what_was_erased_is_left_in_the_file(writing: Writing, tmp_path: Path) -> None:
    store = writing.office.store
    if not store.is_sqlite:
        pytest.skip("the files of PostgreSQL are its own; VACUUM is the administrator's")

    Erasing(store, None, writing.office.clock).erase(
        writing.joined.space, [writing.contact, "no record"]
    )
    compact(store)

    folder = tmp_path / "server"
    assert not [file for file in folder.iterdir() if SECRET.encode() in file.read_bytes()]
    assert not [file for file in folder.iterdir() if PHOTO in file.read_bytes()]


def place_of(writing: Writing, tmp_path: Path) -> Path | str:
    store = writing.office.store
    url = store.engine.url.render_as_string(hide_password=False)
    return tmp_path / "server" if store.is_sqlite else url


def restored(copy: Path, place: Path | str, clock: HandClock, ledger: Ledger) -> Restored:
    if isinstance(place, Path):
        return restore(copy, place, clock, ledger)
    return restore_postgresql(copy, place, clock, ledger)


def all_of(place: Path | str) -> bytes:
    """Return all that lies in the files of a server, or in a copy of its PostgreSQL in clear."""
    if isinstance(place, Path):
        return b"".join(file.read_bytes() for file in place.iterdir())
    command, environment = dump_command(place, Path("/dev/stdout"))
    clear = [word.replace("format=custom", "format=plain") for word in command]
    return subprocess.run(
        clear, check=True, capture_output=True, env={**os.environ, **environment}
    ).stdout


def served(writing: Writing) -> str:
    pages = Reconciling(writing.office.store).log(writing.caller, writing.joined.space, 0)
    return "".join(str(page) for page in pages)


@pytest.mark.parametrize("asked_here", [True, False], ids=["in this ledger", "in another one"])
def test_a_copy_of_yesterday_brings_nothing_back_that_was_erased_today(
    writing: Writing, tmp_path: Path, asked_here: bool
) -> None:
    store, clock = writing.office.store, writing.office.clock
    ledger, copy = Ledger(tmp_path / "ledger"), tmp_path / "copy"
    place = place_of(writing, tmp_path)
    back_up(store, place, copy, clock)
    where = ledger if asked_here else Ledger(tmp_path / "another")
    Erasing(store, where, clock).erase(writing.joined.space, [writing.contact, "no record"])
    compact(store)
    store.close()

    done = restored(copy, place, clock, ledger)

    writing.office.store = open_store(place)
    try:
        assert done.erased_again == 3
        assert done.epoch != writing.joined.epoch
        assert "Mairie" in served(writing)
        assert SECRET not in served(writing)
        assert check(writing.office.store).sound
    finally:
        writing.office.store.close()
    lies_there = all_of(place)
    assert b"Mairie" in lies_there
    assert SECRET.encode() not in lies_there
    assert PHOTO not in lies_there
    assert PHOTO.hex().encode() not in lies_there


def test_a_restore_leaves_aside_what_was_erased_in_a_space_younger_than_the_copy(
    writing: Writing, tmp_path: Path
) -> None:
    ledger, copy = Ledger(tmp_path / "ledger"), tmp_path / "copy"
    place, clock = place_of(writing, tmp_path), writing.office.clock
    back_up(writing.office.store, place, copy, clock)
    writing.office.store.close()
    ledger.add("a space of tomorrow", 1, ["0" * 32], ())

    done = restored(copy, place, clock, ledger)

    assert done.erased_again == 0
    writing.office.store = open_store(place)
    assert SECRET in writing.contents()
    writing.office.store.close()
