"""See whether the server can be reached at all, before anything is said to it."""

from sync.client.address import Address
from sync.client.answers import check
from sync.client.errors import Portal
from sync.client.http import Connection
from sync.protocol import routes


def knock(address: Address) -> None:
    """Make sure that a server of ours answers; raises SyncError."""
    connection = Connection(address)
    try:
        answer = connection.ask("GET", routes.HEALTH, {}, b"")
    finally:
        connection.close()
    if not answer.is_good:
        check(answer)
    if answer.clear().strip() != b"ok":
        raise Portal("something else answers")
