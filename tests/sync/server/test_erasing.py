"""Erasing records: everywhere, with what is joined to them, and again after a restore."""

import hashlib
from pathlib import Path

import orjson
import pytest

from sync.operations.operation import Operation, Verb, seal
from sync.protocol.messages import ExchangeReply, ExchangeRequest, ScopeRequest
from sync.protocol.runs import pack
from sync.protocol.versions import PROTOCOL
from sync.server.backups import back_up, check, restore, restore_postgresql
from sync.server.devices import Recognition
from sync.server.erasing import Erasing
from sync.server.exchange import Exchange
from sync.server.files import Filing
from sync.server.journals import Ledger
from sync.server.people import new_id
from sync.server.store.copies import compact
from sync.server.store.engine import open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.operations import Operations
from tests.sync.server.office import Office

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


def test_a_restore_erases_again_what_the_ledger_names(writing: Writing, tmp_path: Path) -> None:
    store, clock = writing.office.store, writing.office.clock
    ledger, copy = Ledger(tmp_path / "ledger"), tmp_path / "copy"
    url = store.engine.url.render_as_string(hide_password=False)
    place = tmp_path / "server" if store.is_sqlite else url
    back_up(store, place, copy, clock)
    Erasing(store, ledger, clock).erase(writing.joined.space, [writing.contact])
    store.close()

    if isinstance(place, Path):
        done = restore(copy, place, clock, ledger)
    else:
        done = restore_postgresql(copy, place, clock, ledger)

    writing.office.store = open_store(place)
    try:
        assert done.erased_again == 2
        assert done.epoch != writing.joined.epoch
        assert "Mairie" in writing.contents()
        assert check(writing.office.store).sound
    finally:
        writing.office.store.close()
