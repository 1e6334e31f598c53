"""The commands that keep the notebook safe: backups, and the check of the base."""

import click

from desktop.cli.french import Command, Group, Option
from desktop.cli.output import counted, day_and_hour, safe, say, say_json, say_table
from desktop.cli.session import Session
from desktop.errors import Damaged, NoNotebook
from desktop.services.opening import Opening
from desktop.services.refusals import NotFound
from desktop.store.backups import Backup, Reason
from desktop.store.blobs import DamagedFile
from desktop.store.folder import NotebookFolder


@click.group(
    "backup", cls=Group, no_args_is_help=True, help="Fait, liste et restaure les sauvegardes."
)
def backup_command() -> None:
    """Hold the commands about backups."""


@backup_command.command("create", cls=Command, help="Fait une sauvegarde, vérifiée aussitôt.")
@click.pass_obj
def create_backup(session: Session) -> None:
    """Make a backup now."""
    with session.notebook() as notebook:
        backup = notebook.backups.make(Reason.MANUAL)
    if session.as_json:
        say_json(_told(backup))
    else:
        say(safe(backup.path.name))


@backup_command.command("list", cls=Command, help="Liste les sauvegardes, de la plus récente.")
@click.pass_obj
def list_backups(session: Session) -> None:
    """Write the backups; the passphrase is not needed."""
    if not NotebookFolder(session.folder).exists():
        raise NoNotebook
    found = Opening().backups(session.folder)
    if session.as_json:
        say_json([_told(backup) for backup in found])
    elif found:
        say_table(
            ("Nom", "Faite le", "Pourquoi", "Taille"),
            [
                (one.path.name, day_and_hour(one.moment), one.reason.label, _size(one.size))
                for one in found
            ],
        )
    else:
        say("Aucune sauvegarde pour l’instant.")


@backup_command.command(
    "restore",
    cls=Command,
    help="""Remet une sauvegarde à la place du carnet.

    Le carnet présent est mis de côté, jamais effacé. S’il est abîmé, le travail plus récent que
    la sauvegarde est repris autant que possible. NOM est celui que donne
    «\u00a0carnet backup list\u00a0».""",
)
@click.argument("name", metavar="NOM")
@click.option(
    "--later-work",
    cls=Option,
    is_flag=True,
    help="Reprend toujours le travail plus récent que la sauvegarde.",
)
@click.pass_obj
def restore_backup(session: Session, name: str, later_work: bool) -> None:
    """Put a backup in the place of the base."""
    found = [one for one in Opening().backups(session.folder) if one.path.name == name]
    if not found:
        raise NotFound(
            f"Aucune sauvegarde ne s’appelle «\u00a0{name}\u00a0». Rien n’a changé.",
            "Les noms sont ceux de «\u00a0carnet backup list\u00a0».",
        )
    restored = Opening().restore(
        session.folder, found[0], session.passphrase(), later_work=later_work or None
    )
    restored.notebook.close()
    if session.as_json:
        aside, rescued = str(restored.aside), restored.rescued.added
        say_json({"restored": name, "aside": aside, "rescued": rescued})
        return
    say(f"La sauvegarde du {day_and_hour(found[0].moment)} est en place.")
    say(f"L’ancien carnet est mis de côté dans {safe(restored.aside)}")
    if rescued := restored.rescued.added:
        taken = counted(rescued, "changement plus récent", "changements plus récents")
        say(f"{taken}, repris de l’ancien carnet.")


@click.command("check", cls=Command, help="Vérifie que la base est entière.")
@click.option("--full", cls=Option, is_flag=True, help="Compare aussi les index\u00a0; plus long.")
@click.pass_obj
def check_command(session: Session, full: bool) -> None:
    """Check the base; a damaged one is told as such."""
    with session.notebook() as notebook:
        report = notebook.check(full=full)
    if session.as_json:
        say_json({"sound": report.sound, "sentences": report.sentences})
    else:
        for sentence in report.sentences:
            say(safe(sentence))
    if report.files_only:
        raise DamagedFile("Des fichiers joints manquent ou sont abîmés. Les fiches sont intactes.")
    if not report.sound:
        raise Damaged


def _told(backup: Backup) -> dict[str, object]:
    return {
        "name": backup.path.name,
        "at": backup.moment,
        "reason": backup.reason.value,
        "size": backup.size,
    }


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f}\u00a0Mo".replace(".", ",")
