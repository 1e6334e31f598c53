"""Join the space of a team with an invitation code."""

import platform
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from desktop.errors import BadInput, UserError
from desktop.services.exchanging.exchange import exchange
from desktop.services.exchanging.locking import note_contact
from desktop.services.exchanging.reaching import Reaching, over_http
from desktop.services.exchanging.rejoining import come_back
from desktop.services.exchanging.sentences import troubles_told
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.store.backups import Reason
from desktop.store.enrolment import Enrolment, enrolment_from, enrolment_of, is_put_out
from desktop.store.identity import new_device
from desktop.store.joining import join as join_space
from desktop.store.network import network_of
from sync.client.outcome import Outcome
from sync.protocol.messages import JoinReply, JoinRequest
from sync.protocol.signing import DeviceKey
from sync.protocol.versions import PROTOCOL
from sync.records import RECORD_TYPES

PREPARING: Final = "Préparation de vos fiches"
"""What is told until the notebook is in the space."""

_LONGEST: Final = 80


class AlreadyJoined(BadInput):
    """Say that a notebook is in one space only."""

    says: ClassVar[str] = (
        "Ce carnet est déjà dans un espace. Rien n’a changé\u00a0: pour un autre espace, créez un "
        "autre carnet."
    )


@dataclass(frozen=True, slots=True)
class Joined:
    """The space that was joined, and what the first exchange did, or what stopped it."""

    space_name: str
    person_name: str
    role: str
    outcome: Outcome | None = None
    trouble: UserError | None = None


def join(
    notebook: Notebook,
    server: str,
    code: str,
    device_name: str = "",
    *,
    ticket: Ticket | None = None,
    reaching: Reaching | None = None,
) -> Joined:
    """Join a space: a backup, the server's answer, one transaction, then a first exchange.

    A notebook that the server no longer knows takes its place again. Raises `Trouble`,
    `AlreadyJoined`, `AnotherPlace` or Cancelled, and then the notebook is as it was. Once the code
    has served, joining is not stopped any more: a first exchange that does not end is told with
    the answer, and the next one goes on.
    """
    way, ticket = reaching or over_http(network_of(notebook.base.settings)), ticket or Ticket()
    with troubles_told():
        address = way.check(server)
    former = enrolment_of(notebook.base.settings)
    if former is not None and not is_put_out(notebook.base.settings):
        raise AlreadyJoined(AlreadyJoined.says)
    notebook.backups.make(Reason.EXCHANGE)
    key = DeviceKey.new()
    request = _request(notebook, code, device_name, key)
    ticket.check()
    with troubles_told():
        reply = way.join(address, request)
    with notebook.second() as own:
        present, chain = _enrolment(own, address, reply, key), request.incarnation
        if former is None:
            # Before: a notebook that joined and met nobody yet would be locked.
            _note_contact(own)
            join_space(own.base, reply, present, chain, _progress(ticket))
        else:
            come_back(own, former, reply, present, incarnation=chain, reaching=way)
            _note_contact(own)
    notebook.tell(Changed(frozenset(RECORD_TYPES), ()))
    return _first_exchange(notebook, reply, ticket, way)


def _note_contact(own: Notebook) -> None:
    with own.base.writing():
        note_contact(own.base)


def _enrolment(own: Notebook, address: str, reply: JoinReply, key: DeviceKey) -> Enrolment:
    made = enrolment_from(address, reply, key)
    return replace(made, network=network_of(own.base.settings))


def _request(notebook: Notebook, code: str, device_name: str, key: DeviceKey) -> JoinRequest:
    name = " ".join((device_name or platform.node() or "Ordinateur").split())
    return JoinRequest(
        protocol=PROTOCOL,
        code=code.strip()[:40],
        public_key=key.public,
        device_name=name[:_LONGEST],
        incarnation=new_device(),
        wished_initials=notebook.person.initials,
    )


def _progress(ticket: Ticket) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        with suppress(Cancelled):
            ticket.report(done, total, PREPARING)

    return report


def _first_exchange(
    notebook: Notebook, reply: JoinReply, ticket: Ticket, reaching: Reaching
) -> Joined:
    outcome, trouble = None, None
    try:
        with suppress(Cancelled):
            outcome = exchange(notebook, ticket, reaching=reaching)
    except UserError as problem:
        trouble = problem
    return Joined(reply.space_name, reply.person_name, reply.role, outcome, trouble)
