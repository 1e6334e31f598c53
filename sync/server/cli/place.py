"""Where the server of a command is: a folder, or a PostgreSQL database."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec

import click
from filelock import FileLock, Timeout

from sync.server.cli.saying import NOT_OPENED, TO_CORRECT, Trouble, Voice
from sync.server.journals import FILE, HEADS, Heads, Ledger
from sync.server.people import NotBegun, identity_of
from sync.server.store.audit import Audit
from sync.server.store.engine import SQLITE_FILE, Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.migrating import FromNewerProgram, NeedsUpgrade
from sync.server.store.opening import Unreachable, reach
from sync.server.web.serving import now_ms

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Place:
    """A folder, a URL, or both, and how to speak.

    With a URL the folder holds what must outlive the database: see `journals`.
    """

    folder: Path | None
    url: str
    voice: Voice

    @property
    def address(self) -> str | Path:
        """Return what the store opens."""
        return self.url or self.folder or Path()

    @property
    def ledger(self) -> Ledger:
        """Return the ledger of erasures beside the database; raises Trouble without a folder."""
        if self.folder is None:
            raise Trouble(
                "Ce qui est effacé doit rester noté hors de la base. Rien n’a été modifié.",
                "Ajoutez --data-dir DOSSIER, toujours le même, avec --database.",
                TO_CORRECT,
            )
        return Ledger(self.folder / FILE)

    @property
    def heads(self) -> Heads | None:
        """Return where the ends of the audit log are noted, with a folder."""
        return Heads(self.folder / HEADS) if self.folder else None

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """Open the server that is there; raises Trouble when there is none."""
        if self._is_empty():
            raise self._absent()
        with self.reached() as store:
            try:
                identity_of(store)
            except NotBegun:
                raise self._absent() from None
            yield store
            self.note_head(store)

    def note_head(self, store: Store, *, restored: bool = False) -> None:
        """Note where the audit log ends, out of reach of whoever may write in the base only."""
        if self.heads is not None:
            with store.reading(EVERYBODY) as connection:
                self.heads.note(Audit(connection).head(), now_ms(), restored=restored)

    @contextmanager
    def reached(self) -> Iterator[Store]:
        """Open the database, whether or not a server was begun in it."""
        try:
            store = reach(self.address)
        except (Unreachable, NeedsUpgrade, FromNewerProgram) as problem:
            raise self.trouble(problem) from problem
        try:
            yield store
        finally:
            store.close()

    def trouble(self, problem: Exception) -> Trouble:
        """Say why the database is not opened."""
        if isinstance(problem, NeedsUpgrade):
            return Trouble(
                "La base vient d’une version plus ancienne du serveur. Rien n’a été modifié.",
                f"Faites-en une copie, puis\u00a0: carnet-server upgrade {self._where()}",
                NOT_OPENED,
            )
        if isinstance(problem, FromNewerProgram):
            return Trouble(
                "La base vient d’une version plus récente du serveur. Rien n’a été modifié.",
                "Installez cette version, ou restaurez une copie plus ancienne.",
                NOT_OPENED,
            )
        return Trouble(
            f"La base de données ne peut pas être ouverte ({problem}). Rien n’a été modifié.",
            "Vérifiez l’adresse, le mot de passe et les droits sur le dossier.",
            NOT_OPENED,
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep a folder for oneself; raises Trouble while its server runs."""
        if self.folder is None:
            yield
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(self.folder / "running.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise Trouble(
                "Le serveur de ce dossier est en marche. Rien n’a été modifié.",
                "Arrêtez-le, puis recommencez.",
                NOT_OPENED,
            ) from None
        try:
            yield
        finally:
            lock.release()

    def outdated(self) -> bool:
        """Tell whether the tables were made by an older version of the server."""
        if self._is_empty():
            return False
        try:
            reach(self.address).close()
        except NeedsUpgrade:
            return True
        except (Unreachable, FromNewerProgram):
            pass  # `reached` says so
        return False

    def _is_empty(self) -> bool:
        return not self.url and not (Path(self.address) / SQLITE_FILE).exists()

    def _absent(self) -> Trouble:
        return Trouble(
            "Il n’y a pas encore de serveur à cet endroit. Rien n’a été créé.",
            f"Pour le préparer\u00a0: carnet-server init {self._where()}",
            NOT_OPENED,
        )

    def _where(self) -> str:
        return "--database …" if self.url else f"--data-dir {self.folder}"


def at_a_place(command: Callable[Concatenate[Place, P], Any]) -> Callable[P, Any]:
    """Add the options that say where the server is, and give the command its place."""

    @click.option(
        "--data-dir",
        envvar="CARNET_SERVER_DIR",
        metavar="DOSSIER",
        type=click.Path(file_okay=False, path_type=Path),
        help="Le dossier du serveur (ou CARNET_SERVER_DIR)\u00a0; avec PostgreSQL, celui de ses"
        " registres.",
    )
    @click.option(
        "--database",
        envvar="CARNET_SERVER_DATABASE",
        metavar="URL",
        default="",
        help="La base PostgreSQL du serveur (ou CARNET_SERVER_DATABASE).",
    )
    @click.option("--json", "as_json", is_flag=True, help="Répond en JSON.")
    @functools.wraps(command)
    def placed(*args: Any, **options: Any) -> Any:
        folder, url = options.pop("data_dir"), options.pop("database")
        voice = Voice(options.pop("as_json"))
        if not (folder or url):
            raise Trouble(
                "Indiquez où est le serveur\u00a0: un dossier, ou une base PostgreSQL.",
                "Ajoutez --data-dir DOSSIER, ou --database URL.",
                TO_CORRECT,
            )
        return command(Place(folder, url, voice), *args, **options)

    return placed
