"""Take one's place again with a new code, once the server no longer knows this laptop."""

from collections.abc import Mapping
from contextlib import suppress

from desktop.errors import BadInput
from desktop.services.exchanging.reaching import Reaching, Server, pass_of
from desktop.services.notebook import Notebook
from desktop.store.enrolment import Enrolment
from desktop.store.rejoining import rejoin, unsent
from sync.client.errors import SyncError
from sync.operations.digest import bucket
from sync.protocol.messages import JoinReply


class AnotherPlace(BadInput):
    """Say that a code is good, for somebody else or for elsewhere."""

    def __init__(self, reply: JoinReply) -> None:
        super().__init__(
            f"Ce code est celui de {reply.person_name}, dans l’espace «\u00a0{reply.space_name}"
            "\u00a0»\u00a0: ce carnet a une autre place. Rien n’a changé, et vos fiches sont "
            "gardées sur cet ordinateur.",
            "code",
            "Demandez un code à votre nom, pour l’espace de ce carnet. Celui-ci a servi.",
        )


def come_back(
    own: Notebook,
    former: Enrolment,
    reply: JoinReply,
    present: Enrolment,
    *,
    incarnation: str,
    reaching: Reaching,
) -> None:
    """Go on in the same place as another laptop: what was not sent goes with the next exchange.

    Raises `AnotherPlace`; this notebook is then as it was, and the server forgets the new laptop.
    """
    elsewhere = (reply.space, reply.person) != (own.base.identity.space, own.person.id)
    held: Mapping[str, frozenset[str]] = {}
    # Without an answer nothing is thought to be there: what is then sent twice says twice the same.
    with suppress(SyncError), reaching.open(pass_of(present), own.base.now_ms) as server:
        if elsewhere:
            server.leave()
        else:
            held = _held_there(own, server)
    if elsewhere:
        raise AnotherPlace(reply)
    rejoin(own.base, former, reply, present, incarnation=incarnation, held=held)


def _held_there(own: Notebook, server: Server) -> Mapping[str, frozenset[str]]:
    """Ask which unsent operations the server has all the same: an answer may have been lost."""
    return {
        scope: ids.intersection(server.ids(scope, sorted({bucket(each) for each in ids})))
        for scope, ids in unsent(own.base).items()
    }
