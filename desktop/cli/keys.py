"""The commands that make a notebook and change what opens it."""

from datetime import datetime
from pathlib import Path

import click

from desktop.cli.arguments import FILE
from desktop.cli.french import Command, Option
from desktop.cli.output import note, safe, say, say_json
from desktop.cli.session import Session, ask_hidden, first_line, has_terminal
from desktop.errors import BadInput
from desktop.files import told, write_atomically
from desktop.services.opening import Opening
from desktop.store.folder import NotebookFolder, folder_told
from desktop.store.keys import RecoveryKey
from desktop.store.passphrase import accept_passphrase

_TRIES = 5

_to_recovery_file = click.option(
    "--recovery-file",
    "recovery",
    cls=Option,
    type=FILE,
    metavar="FICHIER",
    help="Où écrire la clé de secours\u00a0; le fichier ne doit pas exister.",
)
_from_new_passphrase_file = click.option(
    "--new-passphrase-file",
    "new_file",
    cls=Option,
    type=FILE,
    metavar="FICHIER",
    help="Fichier dont la première ligne est la nouvelle phrase.",
)


@click.command(
    "init",
    cls=Command,
    help="""Crée un carnet.

    Sur un terminal, trois questions sont posées et la clé de secours est à recopier. Sans
    terminal, donnez --name, --passphrase-file et --recovery-file.""",
)
@click.option("--name", cls=Option, metavar="NOM", help="Votre nom, qui signera les fiches.")
@click.option(
    "--initials",
    cls=Option,
    default="",
    metavar="LETTRES",
    help="Vos initiales, dans les codes des fiches (sinon celles du nom).",
)
@_to_recovery_file
@click.pass_obj
def init_command(session: Session, name: str | None, initials: str, recovery: Path | None) -> None:
    """Make a notebook and hand over its recovery key."""
    _require_answers(session, name, recovery)
    _require_free(session.folder)
    name = name or click.prompt("Votre nom", err=True, prompt_suffix="\u00a0: ")
    secret = _new_secret(session.secret_file, "Phrase secrète (quatre mots ou plus)")
    if recovery is not None:
        _reserve(recovery)
    try:
        created = Opening().create(session.folder, name=name, passphrase=secret, initials=initials)
    except BaseException:
        if recovery is not None:
            recovery.unlink(missing_ok=True)
        raise
    for caution in created.cautions:
        note(f"{caution.sentence} {caution.advice}".strip())
    with created.notebook:
        _hand_over(created.recovery, recovery)
        if session.as_json:
            say_json({"data_dir": str(session.folder), "person": created.notebook.person.name})
        else:
            say(f"Le carnet est prêt, dans {safe(session.folder)}")


@click.command("passphrase", cls=Command, help="Change la phrase secrète.")
@_from_new_passphrase_file
@click.pass_obj
def passphrase_command(session: Session, new_file: Path | None) -> None:
    """Change the passphrase."""
    NotebookFolder(session.folder).require_notebook()
    old = session.passphrase()
    new = _new_secret(new_file, "Nouvelle phrase secrète")
    Opening().change_passphrase(session.folder, old, new)
    note("La phrase secrète est changée. La clé de secours reste la même.")


@click.command(
    "recover",
    cls=Command,
    help="Ouvre le carnet avec la clé de secours et change la phrase secrète.",
)
@click.option(
    "--recovery-file",
    "recovery",
    cls=Option,
    type=FILE,
    metavar="FICHIER",
    help="Fichier dont la première ligne est la clé de secours.",
)
@_from_new_passphrase_file
@click.pass_obj
def recover_command(session: Session, recovery: Path | None, new_file: Path | None) -> None:
    """Open with the recovery key and set a new passphrase."""
    NotebookFolder(session.folder).require_notebook()
    if recovery is not None:
        typed = first_line(recovery, "de la clé de secours")
    else:
        typed = ask_hidden("Clé de secours")
    new = _new_secret(new_file, "Nouvelle phrase secrète")
    Opening().open_with_recovery(session.folder, typed, new).close()
    note("Le carnet s’ouvre à nouveau, avec la nouvelle phrase secrète.")


@click.command(
    "recovery-key",
    cls=Command,
    help="Fait une nouvelle clé de secours\u00a0; l’ancienne n’ouvre plus le carnet.",
)
@_to_recovery_file
@click.pass_obj
def recovery_key_command(session: Session, recovery: Path | None) -> None:
    """Replace the recovery key, for one that was lost or never written down."""
    NotebookFolder(session.folder).require_notebook()
    if recovery is None and not has_terminal():
        raise BadInput("Sans terminal, il manque\u00a0: --recovery-file. La clé n’a pas changé.")
    secret = session.passphrase()
    if recovery is not None:
        _reserve(recovery)
    try:
        key = Opening().new_recovery(session.folder, secret)
    except BaseException:
        if recovery is not None:
            recovery.unlink(missing_ok=True)
        raise
    _hand_over(key, recovery)
    note("La nouvelle clé de secours est en place. L’ancienne n’ouvre plus le carnet.")


def _require_answers(session: Session, name: str | None, recovery: Path | None) -> None:
    """Refuse to begin without a terminal what could only be finished with one."""
    if has_terminal():
        return
    missing = [
        option
        for option, given in (
            ("--name", name),
            ("--passphrase-file", session.secret_file),
            ("--recovery-file", recovery),
        )
        if not given
    ]
    if missing:
        raise BadInput(
            f"Sans terminal, il manque\u00a0: {', '.join(missing)}. Le carnet n’a pas été créé."
        )


def _require_free(folder: Path) -> None:
    with folder_told():
        taken = NotebookFolder(folder).exists()
    if taken:
        raise BadInput(
            f"Il y a déjà un carnet dans {folder}. Il a été laissé tel quel.",
            "data-dir",
            "Choisissez un autre dossier avec --data-dir.",
        )


def _new_secret(file: Path | None, question: str) -> str:
    """Return a new passphrase that is strong enough; raises `BadInput`."""
    secret = (
        first_line(file, "de la phrase secrète")
        if file is not None
        else ask_hidden(question, twice=True)
    )
    accept_passphrase(secret)
    return secret


def _reserve(path: Path) -> None:
    """Make sure now that the recovery key can be written: later, it could be lost."""
    with told(path):
        taken, placed = path.exists() or path.is_symlink(), path.parent.is_dir()
    if taken:
        raise BadInput(
            f"Le fichier «\u00a0{path.name}\u00a0» existe déjà. Rien n’a été créé.",
            "recovery-file",
            "Donnez le nom d’un fichier qui n’existe pas encore.",
        )
    if not placed:
        raise BadInput(
            "Le dossier de la clé de secours n’existe pas. Rien n’a été créé.", "recovery-file"
        )
    write_atomically(path, b"")


def _hand_over(key: RecoveryKey, recovery: Path | None) -> None:
    """Write the recovery key to its file, or show it and have it typed back."""
    if recovery is not None:
        today = datetime.now().astimezone()
        text = (
            f"{key.printed}\n\nClé de secours du carnet, faite le {today:%d/%m/%Y}.\n"
            "Elle ouvre le carnet si la phrase secrète est perdue. "
            "Imprimez-la, rangez-la à l’abri, puis effacez ce fichier.\n"
        )
        write_atomically(recovery, text.encode())
        return
    note("\nVoici la clé de secours. Recopiez-la sur papier\u00a0: elle ne sera plus montrée.\n")
    note(f"    {key.printed}\n")
    _have_it_typed(key)


def _have_it_typed(key: RecoveryKey) -> None:
    for _ in range(_TRIES):
        typed = click.prompt("Recopiez-la ici", err=True, prompt_suffix="\u00a0: ")
        try:
            if key.is_the_one(typed):
                note("C’est bien elle.")
                return
            note("Cette clé se lit, mais ce n’est pas celle de ce carnet.")
        except BadInput as problem:
            note(f"{problem.sentence} {problem.advice}")
    note(
        "La clé n’a pas été recopiée. Gardez le papier où vous l’avez notée\u00a0; au besoin, "
        "«\u00a0carnet recovery-key\u00a0» en fait une autre."
    )
