"""Hand the unsent work over to the server, sealed, before a notebook is emptied from afar."""

from collections.abc import Iterator
from contextlib import suppress

from desktop.services.exchanging.reaching import Server, local_of
from desktop.services.notebook import Notebook
from desktop.store.blobs import DamagedFile, MissingFile
from desktop.store.drafts import Draft
from desktop.store.enrolment import Enrolment
from desktop.store.log import SCHEMA
from sync.client.ports import Local
from sync.protocol.messages import ExchangeRequest, ScopeRequest, Sealed
from sync.protocol.parcels import seal_file, seal_operations
from sync.protocol.runs import pack
from sync.protocol.versions import PROTOCOL
from sync.records import RECORD_TYPES
from sync.records.fields import fields_of


def hand_over(notebook: Notebook, enrolment: Enrolment, server: Server) -> None:
    """Send all that the server lacks, sealed to its key; raises SyncError.

    A file that can no longer be read is left out: it would keep the rest from going.
    """
    local = local_of(notebook)
    for state in local.scopes():
        for request in _pages(local, state.scope):
            server.send_sealed(seal_operations(enrolment.server_key, request))
    for sealed in _files(notebook, enrolment, local):
        server.send_sealed(sealed)
    unfinished = _unfinished(notebook)
    if unfinished:
        server.send_sealed(seal_file(enrolment.server_key, unfinished.encode()))


def _pages(local: Local, scope: str) -> Iterator[ExchangeRequest]:
    known, more = 0, True
    while more:
        page = local.outgoing(scope, known)
        if page.operations:
            sent = ScopeRequest(
                scope=scope, want=0, runs=pack(page.operations), attestations=page.attestations
            )
            yield ExchangeRequest(
                protocol=PROTOCOL,
                schema_version=SCHEMA,
                incarnation=local.incarnation,
                scopes=(sent,),
            )
        known += len(page.operations)
        more = page.more and bool(page.operations)


def _unfinished(notebook: Notebook) -> str:
    """Return the forms that were not finished as one reads them; they are no records yet."""
    return "\n\n".join(map(_form, notebook.drafts()))


def _form(draft: Draft) -> str:
    model = RECORD_TYPES[draft.kind]
    titles = {field.name: field.title for field in fields_of(model)}
    told = [
        f"{titles[name]}\u00a0: {value}"
        for name, value in draft.values.items()
        if name in titles and value not in (None, "", [])
    ]
    about = f", fiche {draft.record_id}" if draft.record_id else ""
    return "\n".join((f"{model.label}{about}, saisie non terminée", *told))


def _files(notebook: Notebook, enrolment: Enrolment, local: Local) -> Iterator[Sealed]:
    for file in local.files_to_send():
        with suppress(MissingFile, DamagedFile):
            yield seal_file(enrolment.server_key, notebook.contents.whole(file.sha256))
