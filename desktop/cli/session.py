"""What one run of the command line was asked: which notebook, which secret, which output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.cli.arguments import FILE
from desktop.cli.french import Option
from desktop.errors import BadInput, NotOpened

if TYPE_CHECKING:
    from desktop.services.notebook import Notebook

DATA_DIR = "CARNET_DATA_DIR"
PASSPHRASE_FILE = "CARNET_PASSPHRASE_FILE"
_MOST_SECRET = 4_096


@dataclass
class Session:
    """The global options, filled in as they are read, before or after the command."""

    data_dir: Path | None = None
    passphrase_file: Path | None = None
    as_json: bool = False

    @property
    def folder(self) -> Path:
        """Return the folder of the notebook: the option, the environment, or the usual place."""
        from desktop.paths import default_data_dir

        named = os.environ.get(DATA_DIR, "")
        return self.data_dir or (Path(named) if named else default_data_dir())

    @property
    def secret_file(self) -> Path | None:
        """Return the file that holds the passphrase, when one was named."""
        named = os.environ.get(PASSPHRASE_FILE, "")
        return self.passphrase_file or (Path(named) if named else None)

    def passphrase(self) -> str:
        """Return the passphrase, from its file or from a hidden question on a terminal.

        Raises `NotOpened` when there is neither.
        """
        if self.secret_file is not None:
            return first_line(self.secret_file, "de la phrase secrète")
        return ask_hidden("Phrase secrète")

    @contextmanager
    def writing(self) -> Iterator[Notebook]:
        """Open the notebook to write in it, backed up first when that is due."""
        from desktop.store.backups import Reason

        with self.notebook() as notebook:
            notebook.backups.make_if_due(Reason.START)
            yield notebook

    @contextmanager
    def notebook(self, *, locked_too: bool = False) -> Iterator[Notebook]:
        """Open the notebook for as long as the block lasts.

        One that has not met its server for too long opens only for what is ``locked_too``.
        """
        from desktop.services.exchanging.emptying import JOURNAL
        from desktop.services.exchanging.locking import require_unlocked
        from desktop.services.opening import open_notebook
        from desktop.store.folder import NotebookFolder, folder_told

        with folder_told():
            cut_short = (self.folder / JOURNAL).exists()
        if cut_short:
            from desktop.services.exchanging.wiping import resume

            resume(self.folder)

        # Asked before the secret: nobody types a passphrase for a folder that holds no notebook.
        NotebookFolder(self.folder).require_notebook()
        notebook = open_notebook(self.folder, self.passphrase())
        try:
            if not locked_too:
                require_unlocked(notebook)
            yield notebook
        finally:
            notebook.close()


def first_line(path: Path, of_what: str) -> str:
    """Return the first line of a small file, without its end; raises `NotOpened`."""
    try:
        with path.open("rb") as file:
            line = file.readline(_MOST_SECRET)
        text = line.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NotOpened(
            f"Le fichier {of_what} («\u00a0{path.name}\u00a0») n’a pas pu être lu. "
            "Le carnet n’a pas été ouvert.",
            "Vérifiez son chemin et vos droits. C’est un fichier de texte en UTF-8, "
            "dont seule la première ligne est lue.",
        ) from error
    if not text:
        raise NotOpened(
            f"La première ligne du fichier {of_what} («\u00a0{path.name}\u00a0») est vide. "
            "Le carnet n’a pas été ouvert."
        )
    return text


def ask_hidden(question: str, *, twice: bool = False) -> str:
    """Ask for a secret on the terminal; raises `NotOpened` when there is no terminal."""
    if not has_terminal():
        raise NotOpened(
            "Il faut la phrase secrète pour ouvrir le carnet, et il n’y a pas de terminal "
            "pour la demander.",
            f"Indiquez «\u00a0--passphrase-file FICHIER\u00a0» ou la variable {PASSPHRASE_FILE}.",
        )
    secret: str = click.prompt(
        question,
        hide_input=True,
        err=True,
        prompt_suffix="\u00a0: ",
        default="",
        show_default=False,
    )
    if twice and secret != ask_hidden("La même, encore une fois"):
        raise BadInput("Les deux phrases ne sont pas les mêmes. Rien n’a été modifié.")
    return secret


def has_terminal() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def common_options() -> list[click.Parameter]:
    """Return the options that may stand before or after the name of any command."""
    return [
        _kept(
            "--data-dir",
            "data_dir",
            f"Dossier du carnet (sinon la variable {DATA_DIR}).",
            metavar="DOSSIER",
            type=FILE,
        ),
        _kept(
            "--passphrase-file",
            "passphrase_file",
            f"Fichier dont la première ligne est la phrase secrète (sinon {PASSPHRASE_FILE}).",
            metavar="FICHIER",
            type=FILE,
        ),
        _kept("--json", "as_json", "Réponses et erreurs en JSON.", is_flag=True, default=None),
    ]


def _kept(name: str, attribute: str, sentence: str, **more: Any) -> Option:
    def keep(ctx: click.Context, _param: click.Parameter, value: object) -> None:
        if value is not None:
            setattr(ctx.find_object(Session), attribute, value)

    return Option([name, attribute], help=sentence, expose_value=False, callback=keep, **more)
