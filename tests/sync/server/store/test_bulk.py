"""Questions about many values at once."""

from sync.protocol.messages import Verdict
from tests.sync.server.laptops import laptop
from tests.sync.server.office import Office


def test_a_record_that_no_base_can_name_is_parked_and_the_rest_goes_on(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.write("re\0cord")
    jeanne.write()

    reply = jeanne.push(jeanne.chain)

    assert reply.verdicts == (Verdict(operation=jeanne.chain[0].id, reason="malformed"),)
    assert reply.count == 1
