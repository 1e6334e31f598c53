"""Create, open, recover and restore notebooks: the doors of the product."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from desktop.errors import BadInput, Damaged, InUse, WrongSecret
from desktop.paths import resources_dir
from desktop.services.notebook import Notebook
from desktop.services.rescue import rescue_unsent
from desktop.services.session import Session
from desktop.store import cipher
from desktop.store.backups import Backup, Backups, Reason, backups_in
from desktop.store.base import Base
from desktop.store.damage import check_file
from desktop.store.folder import FolderLock, Marker, NotebookFolder, folder_told
from desktop.store.identity import Identity, new_device, new_identity
from desktop.store.ingest import Ingested
from desktop.store.keypair import read_key_file
from desktop.store.keys import DataKey, RecoveryKey
from desktop.store.keyslots import Argon2, create_keys
from desktop.store.last_end import is_behind, note_end
from desktop.store.machine import whereabouts
from desktop.store.places import Caution
from desktop.store.projecting import show_extras
from desktop.store.restoring import Restoring
from desktop.store.stored import moment_of
from desktop.store.waiting import Waiting
from sync.records import RECORD_TYPES
from sync.records.default_lists import default_entries
from sync.records.judgement import judge
from sync.records.reference_code import initials_of


def wall_clock_ms() -> int:
    """Return the milliseconds since 1970 as this computer believes."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Created:
    """A new notebook, the recovery key to write down, and what to say of the folder."""

    notebook: Notebook
    recovery: RecoveryKey
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Restoration:
    """A restored notebook, where the replaced one is, and what was taken back from it."""

    notebook: Notebook
    aside: Path
    rescued: Ingested


@dataclass(frozen=True, slots=True)
class Opening:
    """How notebooks are opened: the clock, and the cost of one try at a passphrase."""

    now_ms: Callable[[], int] = wall_clock_ms
    cost: Argon2 | None = None

    def create(self, path: Path, *, name: str, passphrase: str, initials: str = "") -> Created:
        """Make a new notebook; raises BadInput (weak phrase, already one here), NotOpened."""
        folder = NotebookFolder(path)
        with folder_told():
            taken = folder.exists()
        if taken:
            raise BadInput(
                "Il y a déjà un carnet dans ce dossier. Il a été laissé tel quel\u00a0: "
                "ouvrez-le, ou choisissez un autre dossier."
            )
        if not name.strip():
            raise BadInput("Il manque votre nom. Le carnet n’a pas été créé.", "name")
        keys = create_keys(passphrase, uuid4(), self.cost)
        cautions = folder.prepare()
        lock = folder.lock()
        try:
            session = Session(folder, keys.data, lock, self.now_ms)
            folder.keys.save(keys.file)
            _give_birth(session, new_identity(name.strip(), initials.strip() or initials_of(name)))
            folder.adopt(Marker(keys.file.base_id, moment_of(self.now_ms())))
            notebook = _opened(session)
        except BaseException:
            lock.release()
            raise
        return Created(notebook, keys.recovery, cautions)

    def open(self, path: Path, passphrase: str) -> Notebook:
        """Open a notebook; raises WrongSecret, NoNotebook, Vanished, Damaged, InUse…"""
        return self._locked(path, lambda folder: folder.keys.load().unlock(passphrase))

    def open_with_recovery(self, path: Path, recovery: str, new_passphrase: str) -> Notebook:
        """Open with the printed key and change the passphrase."""

        def unlock(folder: NotebookFolder) -> DataKey:
            keys = folder.keys.load()
            key = keys.unlock_with_recovery(recovery)
            folder.keys.save(keys.with_new_passphrase(key, new_passphrase, self.cost))
            return key

        return self._locked(path, unlock)

    def in_use(self, path: Path) -> bool:
        """Tell whether another program has this notebook open now."""
        folder = NotebookFolder(path)
        if not folder.exists():
            return False
        try:
            folder.lock().release()
        except InUse:
            return True
        return False

    def backups(self, path: Path) -> tuple[Backup, ...]:
        """Return the backups of a folder, which may be listed without the key."""
        return backups_in(NotebookFolder(path))

    def restore(
        self, path: Path, backup: Backup, passphrase: str, *, later_work: bool | None = None
    ) -> Restoration:
        """Put a backup in the place of the base, which goes aside; then open it.

        `later_work` writes again on top of the backup what the replaced base holds since. By
        default only for a damaged base: who chooses to go back wants to be back.
        The passphrase is the present one or, failing that, the backup's own.
        """
        folder = NotebookFolder(path)
        lock = folder.lock()
        try:
            restoring = Restoring(folder)
            restoring.resume()
            key = _key_of(folder, backup, passphrase)
            if later_work is None:
                later_work = folder.base.exists() and not check_file(folder.base, key).sound
            restored = restoring.restore(backup, key, moment_of(self.now_ms()))
            if not later_work:
                restoring.rescued(restored.aside)
            notebook = _opened(Session(folder, key, lock, self.now_ms), rescue=False)
            return Restoration(notebook, restored.aside, rescue_unsent(notebook.base, folder, key))
        except BaseException:
            lock.release()
            raise

    def new_recovery(self, path: Path, passphrase: str) -> RecoveryKey:
        """Return a new recovery key to write down; the former one no longer opens.

        Raises WrongSecret, and then changes nothing.
        """
        keys = NotebookFolder(path).keys
        file = keys.load()
        changed, recovery = file.with_new_recovery(file.unlock(passphrase))
        keys.save(changed)
        return recovery

    def change_passphrase(self, path: Path, old: str, new: str) -> None:
        """Change the passphrase; raises WrongSecret or BadInput, and then changes nothing."""
        keys = NotebookFolder(path).keys
        file = keys.load()
        keys.save(file.with_new_passphrase(file.unlock(old), new, self.cost))

    def _locked(self, path: Path, unlock: Callable[[NotebookFolder], DataKey]) -> Notebook:
        folder = NotebookFolder(path)
        if not folder.exists():
            folder.require_notebook()
        lock: FolderLock = folder.lock()
        try:
            Restoring(folder).resume()
            folder.require_notebook()
            folder.require_writable()
            session = Session(folder, unlock(folder), lock, self.now_ms)
            notebook = _opened(session)
            if folder.marker() is None:
                folder.mark(Marker(folder.keys.load().base_id, moment_of(self.now_ms())))
            return notebook
        except BaseException:
            lock.release()
            raise


def open_notebook(path: Path, passphrase: str) -> Notebook:
    """Open a notebook with the usual clock."""
    return Opening().open(path, passphrase)


def _give_birth(session: Session, identity: Identity) -> None:
    """Make the base beside its final name: a creation cut short leaves no half notebook."""
    folder = session.folder
    folder.clear_newborn()
    # Late: an up-to-date base opens without them.
    from desktop.store import migrations

    with closing(Base(cipher.create(folder.newborn, session.key), session.now_ms)) as base:
        migrations.apply(base.db)
        with base.writing():
            base.settings.put_identity(identity)


def _opened(session: Session, *, rescue: bool = True) -> Notebook:
    base = session.connect()
    try:
        with cipher.translated():
            _prepare(session, base, rescue=rescue)
    except BaseException:
        base.close()
        raise
    return Notebook(session, base)


def _prepare(session: Session, base: Base, *, rescue: bool) -> None:
    """Bring a base to the present, and to this computer."""
    if not base.db.up_to_date:
        _bring_up_to_date(session, base)
    _settle(session, base)
    _seed(base)
    _take_in_again(base)
    if rescue:
        rescue_unsent(base, session.folder, session.key)


def _bring_up_to_date(session: Session, base: Base) -> None:
    """Run the steps that a base lacks, after a backup; refuse one that knows more of them."""
    # Late: an up-to-date base opens without them.
    from desktop.store import migrations

    migrations.refuse_the_too_new(base.db)
    if migrations.pending(base.db):
        backups = Backups(session.folder, session.key, session.now)
        backups.make(base.connection, Reason.MIGRATION)
        migrations.apply(base.db)
        with base.writing():
            show_extras(base.db, base.identity, base.now_ms())


def _take_in_again(base: Base) -> None:
    """Take in what an older version of the program kept aside."""
    if Waiting(base.db).any(base.identity.space, base.identity.private_scope):
        # Late: few bases ever hold any.
        from desktop.store.arriving import take_in_again

        take_in_again(base)


def _settle(session: Session, base: Base) -> None:
    """Take a new incarnation when this is not the file, or the computer, that wrote last.

    Nor when it is an older copy written over that very file.
    """
    place = whereabouts(session.folder.base)
    if base.settings.get("place") == place and not is_behind(session.folder, base):
        return
    with base.writing():
        base.settings.put("device", new_device())
        base.settings.put("place", place)
        base.kept_files.use_all()
    note_end(session.folder, base)


def _seed(base: Base) -> None:
    """Write the default values of the reference lists that this base never had.

    At clock 0, so that a value corrected anywhere wins over the original when laptops meet.
    """
    entries = {entry.id: entry for entry in default_entries(resources_dir() / "lists")}
    missing = entries.keys() - base.log.records_among(entries.keys())
    if not missing:
        return
    with base.act("Listes de départ", offered=False) as act:
        for entry in (entry for key, entry in entries.items() if key in missing):
            record = judge(RECORD_TYPES["list_entry"], {**entry.values, "id": entry.id}).record
            if record is not None:
                act.create(record, reason="seed", clock=0)


def _key_of(folder: NotebookFolder, backup: Backup, passphrase: str) -> DataKey:
    """Return the key of a backup, from the present key files or, failing that, from its own."""
    try:
        return folder.keys.load().unlock(passphrase)
    except (Damaged, WrongSecret):
        return read_key_file(backup.keys).unlock(passphrase)
