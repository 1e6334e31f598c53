"""Answer what a laptop asks to compare both sides, or to receive a whole scope at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sync.operations.digest import BUCKETS, bucket, digest_of
from sync.protocol.codes import Refusal
from sync.protocol.messages import BucketDigests, LogPage, Singles
from sync.protocol.runs import pack
from sync.server.caller import Caller
from sync.server.giving import cut
from sync.server.refusals import Refused
from sync.server.store.chains import Chains
from sync.server.store.engine import Store
from sync.server.store.erasures import Erasures
from sync.server.store.operations import Operations
from sync.server.store.spaces import Spaces

LOG_PAGE: Final = 1_000


@dataclass(frozen=True)
class Reconciling:
    """Give parts of the log of a scope. Everything raises Refused where one may not read."""

    store: Store

    def log(self, caller: Caller, scope: str, since: int) -> Iterator[LogPage]:
        """Yield the log of a scope after a number, up to its end at the time of asking.

        One page at least. Each page is a transaction of its own: a slow line holds nothing open.
        """
        check_reads(caller, scope)
        with self.store.reading(caller.person) as connection:
            epoch, top = Spaces(connection).epoch(), Spaces(connection).state(scope)
        if top is None:
            raise Refused(Refusal.NOT_FOUND)
        return self._pages(caller, scope, LogPage(
            epoch=epoch, version=top.version, digest=top.digest, count=top.count,
            cursor=min(since, top.version), runs=(), erasures=top.erasures,
        ))  # fmt: skip

    def _pages(self, caller: Caller, scope: str, top: LogPage) -> Iterator[LogPage]:
        cursor, ledger = top.cursor, True
        while ledger or cursor < top.version:
            with self.store.reading(caller.person) as connection:
                numbered = Operations(connection, scope).after(
                    cursor, top.version, most=LOG_PAGE + 1
                )
                page = cut(numbered, LOG_PAGE, cursor, top.version)
                erased = tuple(Erasures(connection, scope).after(0)) if ledger else ()
                vouchers = Chains(connection, scope).vouchers(page.operations)
            gone = erased + tuple(each.id for each in page.operations if each.redacted)
            cursor, ledger = page.cursor, False
            changed = {"cursor": cursor, "runs": pack(page.operations), "erased": gone}
            yield top.model_copy(update={**changed, "attestations": vouchers})

    def buckets(self, caller: Caller, scope: str) -> BucketDigests:
        """Return the digest of each part of a scope."""
        check_reads(caller, scope)
        with self.store.reading(caller.person) as connection:
            epoch, state = Spaces(connection).epoch(), Spaces(connection).state(scope)
            ids = Operations(connection, scope).ids()
        if state is None:
            raise Refused(Refusal.NOT_FOUND)
        parts: list[list[str]] = [[] for _ in range(BUCKETS)]
        for each in ids:
            parts[bucket(each)].append(each)
        return BucketDigests(
            epoch=epoch,
            version=state.version,
            digest=state.digest,
            count=state.count,
            buckets=tuple(digest_of(part) if part else "" for part in parts),
        )

    def ids(self, caller: Caller, scope: str, buckets: Sequence[int]) -> tuple[str, ...]:
        """Return the ids of the operations of some parts."""
        check_reads(caller, scope)
        with self.store.reading(caller.person) as connection:
            log = Operations(connection, scope)
            return tuple(each for part in sorted(set(buckets)) for each in log.ids_in(part))

    def operations(self, caller: Caller, scope: str, ids: Sequence[str]) -> Singles:
        """Return some operations, up to what one answer holds; the rest is asked for again."""
        check_reads(caller, scope)
        with self.store.reading(caller.person) as connection:
            page = cut(enumerate(Operations(connection, scope).named(ids)), len(ids), 0, 0)
            vouchers = Chains(connection, scope).vouchers(page.operations)
        return Singles(
            runs=pack(page.operations),
            attestations=vouchers,
            erased=tuple(each.id for each in page.operations if each.redacted),
        )


def check_reads(caller: Caller, scope: str) -> None:
    """Refuse whoever may not read a scope, as if it did not exist."""
    role = caller.role(scope)
    if role is None or not role.reads:
        raise Refused(Refusal.NOT_FOUND)
