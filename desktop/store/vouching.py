"""Keep who vouches for the chains of others, so that their work can be carried further."""

from collections.abc import Iterable
from typing import Final

from desktop.store.database import Database
from sync.protocol.messages import Attestation

_VOUCH: Final = (
    "INSERT INTO attestation(scope, device, number, id, signature) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT(scope, device) DO UPDATE SET number = excluded.number, id = excluded.id,"
    " signature = excluded.signature WHERE excluded.number > attestation.number"
)


def vouch(db: Database, scope: str, attestations: Iterable[Attestation]) -> None:
    """Keep the furthest attestation of each chain, inside the transaction that is open."""
    db.conn.executemany(
        _VOUCH,
        [(scope, each.device, each.number, each.id, each.signature) for each in attestations],
    )
