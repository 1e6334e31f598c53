"""Come into a space with an invitation code: the one call that nobody signs."""

from sync.client.address import Address
from sync.client.answers import ClockRefused, check, read
from sync.client.errors import ClockWrong
from sync.client.http import Connection
from sync.protocol import routes
from sync.protocol.encoding import JSON, encode
from sync.protocol.messages import JoinReply, JoinRequest


def join(address: Address, request: JoinRequest) -> JoinReply:
    """Use an invitation code; never tried again by itself, for a code serves once."""
    connection = Connection(address)
    try:
        body = encode(request)
        answer = connection.ask("POST", routes.JOIN, {"content-type": JSON}, body)
    finally:
        connection.close()
    try:
        return read(JoinReply, check(answer))
    except ClockRefused as problem:
        raise ClockWrong(0) from problem
