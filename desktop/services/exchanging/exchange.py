"""One exchange with the server, in the background, written down in the journal."""

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import ClassVar, Final

from desktop.errors import UserError
from desktop.services.exchanging.declined import (
    ManyRemovals,
    NoLongerKnown,
    ProgramTooOld,
    StillDifferent,
    WipeOrdered,
)
from desktop.services.exchanging.handing_over import hand_over
from desktop.services.exchanging.locking import note_contact
from desktop.services.exchanging.reaching import Reaching, Server, local_of, over_http, pass_of
from desktop.services.exchanging.sentences import told
from desktop.services.exchanging.troubles import Trouble
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Changed, Notebook
from desktop.store.enrolment import Enrolment, enrolment_of, note_put_out
from desktop.store.exchange_facts import DONE, ExchangeFacts, JournalLine
from desktop.store.log import SCHEMA
from sync.client.errors import SyncError
from sync.client.outcome import Outcome, Phase
from sync.client.round import Round

STOPPED: Final = "stopped"
"""The outcome of an exchange that somebody stopped."""

NOTHING: Final = Outcome()

EVERY: Final = 2**31
"""More removals than any exchange brings."""

_MET: Final = frozenset({DONE, ProgramTooOld.outcome, StillDifferent.outcome, ManyRemovals.outcome})
"""The ends that prove that the server was met."""
_PHASES: Final = MappingProxyType(
    {
        Phase.EXCHANGE: "Échange",
        Phase.FIRST: "Première réception",
        Phase.REPAIR: "Comparaison avec le serveur",
        Phase.SEND_FILES: "Envoi des fichiers",
        Phase.FETCH_FILES: "Réception des fichiers",
    }
)


class NotJoined(UserError):  # noqa: N818 - named after what happened
    """Say that this notebook exchanges with nobody."""

    exit_code: ClassVar[int] = 2
    says: ClassVar[str] = (
        "Ce carnet n’échange avec aucun serveur. Tout est gardé sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Pour rejoindre un espace, demandez un code à la personne qui le gère, puis utilisez "
        "«\u00a0Rejoindre un espace\u00a0» ou «\u00a0carnet join\u00a0»."
    )


class _Following:
    """A ticket, as the round speaks to it."""

    def __init__(self, ticket: Ticket) -> None:
        self._ticket = ticket

    def check(self) -> None:
        """Raise when the job was asked to stop."""
        self._ticket.check()

    def report(self, done: int, total: int, what: str) -> None:
        """Tell in French how far it is."""
        self._ticket.report(done, total, _PHASES[Phase(what)])


def exchange(
    notebook: Notebook,
    ticket: Ticket,
    *,
    agreed_removals: int = 0,
    reaching: Reaching | None = None,
) -> Outcome:
    """Exchange with the server through a connection of its own; any thread may call.

    Raises `NotJoined`, a `Trouble`, or `Cancelled`; what went through before stays. The listeners
    of the notebook hear what came in, also before a trouble. `ManyRemovals` is raised beyond the
    usual, unless so many were agreed to.
    """
    with notebook.second() as own:
        enrolment = enrolment_of(own.base.settings)
        if enrolment is None:
            raise NotJoined
        run = _Run(own, enrolment, ticket)
        try:
            with (reaching or over_http()).open(pass_of(enrolment), own.base.now_ms) as server:
                return run.through(server, agreed_removals)
        except SyncError as problem:
            # The connection itself could not be made ready.
            raise run.stopped(told(problem)) from problem
        finally:
            if run.touched():
                notebook.tell(run.changed())


class _Run:
    """One exchange of one notebook, and what the journal keeps of it."""

    def __init__(self, own: Notebook, enrolment: Enrolment, ticket: Ticket) -> None:
        self._own = own
        self._enrolment = enrolment
        self._ticket = ticket
        self._facts = ExchangeFacts(own.base.db)
        self._began = own.base.now_ms()
        self._newest = self._facts.newest()

    def through(self, server: Server, agreed: int) -> Outcome:
        """Make the round; raises `Trouble` or `Cancelled`, written down like a success."""
        local = local_of(self._own)
        round_ = Round(local, server, _Following(self._ticket), schema_version=SCHEMA)
        try:
            outcome = round_.run(agreed_removals=agreed)
        except Cancelled:
            self._note(STOPPED)
            raise
        except SyncError as problem:
            trouble = self._turned_away(server, problem)
            if isinstance(trouble, ManyRemovals):
                trouble.records = local.leaving
            raise self.stopped(trouble) from problem
        except UserError:
            # The disk said no, not the server: where one stands must tell that it went no further.
            with suppress(UserError):
                self._note(Trouble.outcome)
            raise
        self._note(_end_of(outcome), outcome)
        return outcome

    def stopped(self, trouble: Trouble) -> Trouble:
        """Write a trouble down and return it."""
        self._note(trouble.outcome)
        return trouble

    def touched(self) -> Mapping[str, str]:
        """Return the kinds, by id, of the records that something came in for."""
        return self._facts.touched_since(self._newest)

    def changed(self) -> Changed:
        """Return what the screens must read again."""
        touched = self.touched()
        return Changed(frozenset(touched.values()), tuple(touched))

    def _turned_away(self, server: Server, problem: SyncError) -> Trouble:
        """Return the sentence; a laptop that is to be emptied first hands over its unsent work."""
        trouble = told(problem)
        if not isinstance(trouble, NoLongerKnown):
            return trouble
        try:
            if not server.wipe_state().wipe:
                return trouble
            hand_over(self._own, self._enrolment, server)
        except SyncError as second:
            return told(second)
        return WipeOrdered()

    def _note(self, end: str, outcome: Outcome = NOTHING) -> None:
        base = self._own.base
        took = max(0, base.now_ms() - self._began)
        line = JournalLine(self._began, "server", took, outcome.sent, outcome.received, end)
        with base.writing():
            self._facts.note(line)
            if end in _MET:
                note_contact(base)
            if end in _MET or end == NoLongerKnown.outcome:
                note_put_out(base.settings, out=end not in _MET)


def _end_of(outcome: Outcome) -> str:
    if outcome.too_old:
        return ProgramTooOld.outcome
    return StillDifferent.outcome if outcome.unequal else DONE
