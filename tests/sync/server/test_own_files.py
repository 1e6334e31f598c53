"""The photo of a note of one's own is nobody else's, in its scope nor in the space."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from sync.protocol.codes import Refusal, Role
from sync.server.files import Filing
from sync.server.refusals import Refused
from tests.sync.server.laptops import laptop
from tests.sync.server.office import Office

CONTENT = b"a picture for me alone"
DIGEST = sha256(CONTENT).hexdigest()


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR, Role.READER, Role.ADMINISTRATOR])
def test_a_colleague_cannot_fetch_the_file_of_anothers_own_note(office: Office, role: Role) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin", role)
    filing = Filing(office.store, office.clock)
    filing.file(jeanne.caller, jeanne.private, DIGEST, len(CONTENT))
    kept = filing.put_chunk(jeanne.caller, jeanne.private, DIGEST, 0, CONTENT)

    asked: list[Callable[[], object]] = [
        lambda: filing.file(paul.caller, jeanne.private, DIGEST, 0),
        lambda: filing.states(paul.caller, jeanne.private, [DIGEST]),
        lambda: filing.chunk(paul.caller, jeanne.private, DIGEST, 0),
        lambda: filing.put_chunk(paul.caller, jeanne.private, DIGEST, 0, CONTENT),
        lambda: filing.chunk(paul.caller, paul.scope, DIGEST, 0),
        lambda: filing.chunk(paul.caller, paul.private, DIGEST, 0),
    ]

    assert kept.whole
    for ask in asked:
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.code is Refusal.NOT_FOUND
    assert filing.chunk(jeanne.caller, jeanne.private, DIGEST, 0) == CONTENT


def test_whether_another_has_a_file_of_their_own_is_not_told(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    filing = Filing(office.store, office.clock)
    filing.file(jeanne.caller, jeanne.private, DIGEST, len(CONTENT))
    filing.put_chunk(jeanne.caller, jeanne.private, DIGEST, 0, CONTENT)

    of_many = filing.states(paul.caller, paul.scope, [DIGEST])
    told = filing.file(paul.caller, paul.scope, DIGEST, len(CONTENT))

    assert not of_many.states
    assert not told.whole
    assert told.missing == (0,)
