"""What the server holds of many files is told at once: whole, in part, or not at all."""

from hashlib import sha256

from sync.protocol.limits import CHUNK_BYTES, NAMED_IDS
from sync.protocol.messages import FileState
from sync.server.files import Filing
from tests.sync.server.laptops import laptop
from tests.sync.server.office import Office

SHORT, LONG = b"a bench", bytes(range(256)) * 8192  # one chunk, two chunks


def _name(content: bytes) -> str:
    return sha256(content).hexdigest()


def test_many_files_are_told_of_like_each_of_them(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    filing = Filing(office.store, office.clock)
    for content in (SHORT, LONG):
        filing.file(jeanne.caller, jeanne.scope, _name(content), len(content))
    filing.put_chunk(jeanne.caller, jeanne.scope, _name(SHORT), 0, SHORT)
    filing.put_chunk(jeanne.caller, jeanne.scope, _name(LONG), 0, LONG[:CHUNK_BYTES])
    names = [_name(SHORT), _name(LONG), "0" * 64, _name(SHORT)]

    told = filing.states(paul.caller, paul.scope, names).states

    assert told == {
        _name(SHORT): FileState(whole=True, size=len(SHORT)),
        _name(LONG): FileState(missing=(1,), size=len(LONG)),
    }
    assert told == {name: filing.file(paul.caller, paul.scope, name, 0) for name in told}


def test_as_many_files_as_one_request_names_are_answered_for(office: Office) -> None:
    jeanne = laptop(office)
    filing = Filing(office.store, office.clock)
    filing.file(jeanne.caller, jeanne.scope, _name(SHORT), len(SHORT))
    names = [f"{number:064x}" for number in range(NAMED_IDS - 1)]

    told = filing.states(jeanne.caller, jeanne.scope, [*names, _name(SHORT)])

    assert list(told.states) == [_name(SHORT)]
