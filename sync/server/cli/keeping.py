"""Copy, restore, erase, check."""

from pathlib import Path

import click

from sync.server.auditing import Anchor
from sync.server.backups import (
    NotCopied,
    Restored,
    asides_in,
    back_up,
    check,
    restore,
    restore_postgresql,
)
from sync.server.cli.french import FrenchCommand
from sync.server.cli.place import Place, at_a_place
from sync.server.cli.saying import NOT_OPENED, Trouble
from sync.server.erasing import Erasing
from sync.server.store.copies import NotACopy, compact
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.migrating import FromNewerProgram
from sync.server.store.opening import Unreachable
from sync.server.store.people import People
from sync.server.sweeping import sweep
from sync.server.web.serving import now_ms

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command(
    "backup", cls=FrenchCommand, help="Copie le serveur dans un fichier neuf, même en marche."
)
@click.argument("target", metavar="FICHIER", type=_FILE)
@at_a_place
def backup(place: Place, target: Path) -> None:
    with place.opened() as store:
        try:
            made = back_up(store, place.address, target, now_ms)
        except FileExistsError:
            raise Trouble(
                "Ce fichier existe déjà\u00a0: il est laissé tel quel.", "Choisissez un autre nom."
            ) from None
        except (OSError, NotCopied, NotACopy) as problem:
            raise Trouble(
                "La copie n’a pas abouti. Le serveur est intact.",
                "Vérifiez la place et les droits du dossier de destination"
                " (et, pour PostgreSQL, que pg_dump est installé).",
                NOT_OPENED,
            ) from problem
    place.voice.say(
        {
            "file": str(made.file),
            "sha256": made.sha256,
            "size": made.size,
            "audit_head": f"{made.audit.number}:{made.audit.hash}",
        },
        f"Copie faite\u00a0: {made.file}",
        f"Empreinte\u00a0: {made.sha256}",
        f"Fin du journal d’audit, à garder ailleurs\u00a0: {made.audit.number}:{made.audit.hash}",
    )


@click.command(
    "restore", cls=FrenchCommand, help="Remet une copie en place. L’état actuel est mis de côté."
)
@click.argument("copy", metavar="FICHIER", type=_FILE)
@at_a_place
def restore_command(place: Place, copy: Path) -> None:
    with place.alone():
        try:
            done = _restored(place, copy)
            with place.reached() as store:
                place.note_head(store, restored=True)
        except (FromNewerProgram, Unreachable) as problem:
            raise place.trouble(problem) from problem
        except (NotACopy, NotCopied, OSError) as problem:
            raise Trouble(
                "Ce fichier n’est pas une copie entière d’un serveur. Rien n’a été remplacé.",
                "Prenez une autre copie.",
                NOT_OPENED,
            ) from problem
    place.voice.say(
        {
            "epoch": done.epoch,
            "erased_again": done.erased_again,
            "aside": str(done.aside or ""),
        },
        "La copie est en place. Les ordinateurs renverront ce qui lui manque.",
        f"Effacements refaits\u00a0: {done.erased_again} opérations.",
        *([f"L’état précédent est dans {done.aside}"] if done.aside else []),
    )


@click.command(
    "erase", cls=FrenchCommand, help="Efface partout et pour toujours le contenu de fiches."
)
@click.option("--space", required=True, metavar="NOM", help="L’espace où elles sont.")
@click.option(
    "--record",
    "records",
    required=True,
    multiple=True,
    metavar="ID",
    help="L’identifiant d’une fiche\u00a0; autant de fois qu’il en faut.",
)
@at_a_place
def erase(place: Place, space: str, records: tuple[str, ...]) -> None:
    with place.opened() as store:
        done = Erasing(store, place.ledger, now_ms).erase(_scope(store, space), records)
        compact(store)
    asides = [str(file) for file in asides_in(place.folder)] if place.folder else []
    place.voice.say(
        {
            "operations": done.operations,
            "attachments": done.attachments,
            "files": done.files,
            "sealed": done.sealed,
            "asides": asides,
        },
        f"Opérations vidées\u00a0: {done.operations}. Pièces jointes\u00a0: {done.attachments}. "
        f"Fichiers supprimés\u00a0: {done.files}.",
        "Les ordinateurs effaceront à leur prochain échange. Les copies faites avant contiennent "
        "encore le contenu\u00a0: il sera effacé de nouveau à toute restauration.",
        *(f"À supprimer, le contenu y est encore\u00a0: {file}" for file in asides),
        *(["Du travail confié par des ordinateurs vidés n’a pas été examiné."] * done.sealed),
    )


@click.command(
    "check", cls=FrenchCommand, help="Relit tout et dit ce qui n’est pas comme il a été écrit."
)
@click.option(
    "--audit-head",
    "heads",
    multiple=True,
    metavar="FIN",
    help="Une fin du journal d’audit donnée par «\u00a0backup\u00a0».",
)
@at_a_place
def check_command(place: Place, heads: tuple[str, ...]) -> int:
    said = [_anchor(head) for head in heads]
    noted = place.heads.anchors() if place.heads else ()
    with place.opened() as store:
        found = check(store, (*noted, *said))
    counts = {
        "opérations altérées": len(found.operations),
        "chaînes rompues": len(found.chains),
        "espaces dont le compte est faux": len(found.counts),
        "fichiers altérés": len(found.files),
        "lignes du journal d’audit touchées": len(found.audit),
    }
    place.voice.say(
        {
            "sound": found.sound,
            "operations": found.operations,
            "chains": found.chains,
            "counts": found.counts,
            "files": found.files,
            "audit": found.audit,
        },
        *(
            ["Tout est intact."]
            if found.sound
            else [f"{what}\u00a0: {count}" for what, count in counts.items() if count]
        ),
    )
    return 0 if found.sound else NOT_OPENED


@click.command(
    "sweep", cls=FrenchCommand, help="Oublie les fichiers que plus aucune fiche ne nomme."
)
@at_a_place
def sweep_command(place: Place) -> None:
    with place.opened() as store:
        count = sweep(store, now_ms)
    place.voice.say(
        {"files": count},
        f"Fichiers sans fiche depuis trente jours, oubliés\u00a0: {count}.",
    )


def _restored(place: Place, copy: Path) -> Restored:
    if place.url:
        return restore_postgresql(copy, place.url, now_ms, place.ledger)
    return restore(copy, Path(place.address), now_ms, place.ledger)


def _anchor(text: str) -> Anchor:
    number, _, line_hash = text.partition(":")
    if not (number.isascii() and number.isdigit() and line_hash):
        raise Trouble(
            "Recopiez la fin du journal d’audit telle que «\u00a0backup\u00a0» l’a donnée."
        )
    return Anchor(int(number), line_hash)


def _scope(store: Store, space: str) -> str:
    with store.reading(EVERYBODY) as connection:
        people = People(connection)
        found = people.space_named(space)
        if found is None and not people.has_space(space):
            raise Trouble("Aucun espace ne porte ce nom. Rien n’a été effacé.")
    return found.id if found else space
