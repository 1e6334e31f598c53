"""Where one stands with the server: may I close, do I have the work of the others?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from desktop.services.differences.asking import may_decide
from desktop.services.exchanging import kept_apart
from desktop.services.exchanging.locking import LockState, lock_state
from desktop.services.exchanging.sentences import remembered
from desktop.services.exchanging.wording import asking, counted, when
from desktop.services.notebook import Notebook
from desktop.store.enrolment import enrolment_of, is_put_out
from desktop.store.exchange_facts import Counts, ExchangeFacts
from desktop.store.stored import moment_of
from desktop.store.transfers import FilesWaiting, files_waiting

KEPT_HERE: Final = "Vous pouvez fermer\u00a0: tout est gardé sur cet ordinateur."
ALONE: Final = "Ce carnet n’échange avec aucun serveur\u00a0: il n’y a que vos fiches."


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known without asking anybody; the sentences are made of it."""

    now: datetime
    space_name: str = ""
    joined: bool = False
    counts: Counts = field(default_factory=lambda: Counts(0, 0, 0, 0, 0, 0, 0))
    apart: Mapping[str, int] = field(default_factory=dict)
    """How many records the server keeps apart, by the reason."""

    last_success: datetime | None = None
    trouble: str = ""
    """What stopped the last exchange, "" when it went to its end."""

    put_out: bool = False
    """Whether the server does not know this laptop any more: a new code brings it back."""

    advice: str = ""
    lock: LockState = field(default_factory=LockState)
    files: FilesWaiting = field(default_factory=FilesWaiting)

    @property
    def all_sent(self) -> bool:
        """Tell whether the server has everything that was written and joined here."""
        return self.joined and not self.counts.operations and not self.files.to_send

    @property
    def unsent(self) -> str:
        """Return what the server lacks: « 3 fiches et 2 photos », "" for nothing."""
        records = _records(self.counts) if self.counts.records else ""
        files = _files(self.files.to_send, self.files) if self.files.to_send else ""
        return " et ".join(each for each in (records, files) if each)

    @property
    def may_i_close(self) -> str:
        """Answer the first question."""
        if not self.joined:
            return KEPT_HERE
        if self.all_sent:
            return "Vous pouvez fermer\u00a0: tout est gardé sur cet ordinateur et sur le serveur."
        if self.files.to_send:
            return _not_yet(self)
        one = self.counts.records < 2
        leaves = "partira" if one else "partiront"
        return f"{KEPT_HERE} {_records(self.counts)} {leaves} au prochain échange."

    @property
    def the_others(self) -> str:
        """Answer the second question."""
        if not self.joined:
            return ALONE
        if self.last_success is None:
            return (
                "Aucun échange n’est encore allé au bout\u00a0: vous n’avez pas encore toutes les "
                "fiches de vos collègues."
            )
        have = (
            "Vous avez les fiches de vos collègues, telles qu’elles étaient "
            f"{when(self.last_success, self.now)}."
        )
        if not self.files.to_fetch:
            return have
        return f"{have} {_remain(self.files.to_fetch, self.files)} à recevoir."

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return what deserves a look, the most pressing first."""
        counts = self.counts
        said = (
            (bool(self.trouble), self.trouble),
            (bool(self.lock.warning), self.lock.warning),
            (counts.to_decide > 0, f"{asking(counts.to_decide)}."),
            (counts.postponed > 0, f"{asking(counts.postponed)}, remis à plus tard."),
            (counts.merged > 0, _merged(counts.merged)),
            *((True, sentence) for sentence in kept_apart.sentences(self.apart)),
            (counts.waiting > 0, _waiting(counts.waiting)),
        )
        return tuple(sentence for true, sentence in said if true)


def standing(notebook: Notebook) -> Standing:
    """Return where this notebook stands; reads the base only, so it may be asked at any time."""
    base = notebook.base
    now = moment_of(base.now_ms())
    enrolment = enrolment_of(base.settings)
    if enrolment is None:
        return Standing(now)
    facts = ExchangeFacts(base.db)
    with base.at_one_moment():
        last, success = facts.last(), facts.last_success()
        trouble = None if last is None else remembered(last.outcome)
        return Standing(
            now=now,
            space_name=enrolment.space_name,
            joined=True,
            counts=_of_this_person(notebook, facts.counts()),
            apart=facts.apart(),
            last_success=None if success is None else moment_of(success.at),
            trouble="" if trouble is None else trouble.sentence,
            put_out=is_put_out(base.settings),
            advice="" if trouble is None else trouble.advice,
            lock=lock_state(base),
            files=files_waiting(base, notebook.session.blobs),
        )


def _of_this_person(notebook: Notebook, counts: Counts) -> Counts:
    """Leave the choices out for who may not make them."""
    return counts if may_decide(notebook) else replace(counts, to_decide=0, postponed=0)


def _not_yet(here: Standing) -> str:
    leave = "partira" if here.files.to_send + here.counts.records < 2 else "partiront"
    return (
        f"Pas tout de suite, si vous pouvez attendre\u00a0: "
        f"{_remain(here.files.to_send, here.files)} à envoyer. "
        f"Rien ne se perd si vous fermez\u00a0: {here.unsent} {leave} au prochain échange."
    )


def _remain(count: int, files: FilesWaiting) -> str:
    return f"{_files(count, files)} {'reste' if count < 2 else 'restent'}"


def _files(count: int, files: FilesWaiting) -> str:
    if files.photos:
        return counted(count, "photo")
    return counted(count, "fichier joint", "fichiers joints")


def _records(counts: Counts) -> str:
    return counted(counts.records, "fiche")


def _merged(count: int) -> str:
    verb, done = ("a", "réunie") if count < 2 else ("ont", "réunies")
    modification = counted(count, "modification")
    return f"{modification} de plusieurs personnes {verb} été {done} automatiquement, à relire."


def _waiting(count: int) -> str:
    come, read = ("vient", "se lira") if count < 2 else ("viennent", "se liront")
    return (
        f"{counted(count, 'fiche')} {come} d’une version plus récente du logiciel et "
        f"{read} après la mise à jour."
    )
