"""Run a server, and describe its routes."""

import ipaddress
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import orjson

from sync.protocol.versions import PROTOCOL
from sync.server.backups import upgrade
from sync.server.cli.french import FrenchCommand
from sync.server.cli.place import Place, at_a_place
from sync.server.cli.saying import NOT_OPENED, Trouble
from sync.server.erasing import Erasing
from sync.server.rooms import GIBIBYTE, Room
from sync.server.store.copies import NotACopy, compact
from sync.server.store.fence import EVERYBODY, climbs
from sync.server.store.opening import Unreachable
from sync.server.sweeping import sweep
from sync.server.web.app import openapi
from sync.server.web.services import services_on
from sync.server.web.serving import Listening, now_ms, serve

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_USUAL = Room()
_NO_FENCE = (
    "Attention\u00a0: ce rôle PostgreSQL passe outre la seconde barrière entre les espaces. "
    "Donnez au serveur un rôle qui n’est ni SUPERUSER ni BYPASSRLS."
)
_PEM = click.Path(exists=True, dir_okay=False, path_type=Path)


def _share(option: str, default: int, says: str) -> Callable[[Decorated], Decorated]:
    """Add an option that counts in gibibytes."""
    return click.option(
        option,
        default=default // GIBIBYTE,
        type=click.IntRange(0, 1 << 20),
        metavar="GIO",
        show_default=True,
        help=says,
    )


@click.command("run", cls=FrenchCommand, help="Met le serveur en marche.")
@click.option(
    "--host", default="127.0.0.1", metavar="ADRESSE", show_default=True, help="Où il écoute."
)
@click.option(
    "--port",
    default=8765,
    type=click.IntRange(1, 65535),
    metavar="PORT",
    show_default=True,
    help="Sur quel port.",
)
@click.option("--tls-cert", type=_PEM, metavar="FICHIER", help="Le certificat (PEM).")
@click.option("--tls-key", type=_PEM, metavar="FICHIER", help="Sa clé (PEM).")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Combien de processus\u00a0; 1 pour un dossier, jusqu’à 4 avec PostgreSQL.",
)
@click.option(
    "--plain-http", is_flag=True, help="Sans chiffrement, derrière un relais qui chiffre."
)
@click.option(
    "--proxy",
    default="127.0.0.1",
    metavar="ADRESSE",
    show_default=True,
    help="Le relais que l’on croit quand il dit pour qui il demande.",
)
@_share("--space-room", _USUAL.of_a_space, "Pour les fichiers joints d’un espace.")
@_share("--laptop-room", _USUAL.of_a_laptop, "Pour ceux qu’un ordinateur envoie.")
@_share("--keep-free", _USUAL.kept_free, "À laisser libre sur le disque.")
@at_a_place
def run(
    place: Place,
    host: str,
    port: int,
    *,
    tls_cert: Path | None,
    tls_key: Path | None,
    workers: int | None,
    plain_http: bool,
    proxy: str,
    space_room: int,
    laptop_room: int,
    keep_free: int,
) -> None:
    workers = workers or (min(4, os.cpu_count() or 1) if place.url else 1)
    listening = Listening(host, port, tls_cert, tls_key, workers, proxy)
    _check_encrypted(listening, plain_http=plain_http)
    outdated = not place.url and place.outdated()
    if not outdated:
        with place.opened():
            pass
    with place.alone():
        if outdated:
            _bring_up_to_date(place)
        warnings = _look_around(place)
        place.voice.say(
            {"host": host, "port": port, "warnings": warnings},
            *warnings,
            f"Le serveur écoute sur {host}:{port}. Pour l’arrêter\u00a0: Ctrl+C.",
        )
        shares = {"of_a_space": space_room, "of_a_laptop": laptop_room, "kept_free": keep_free}
        limits = {name: count * GIBIBYTE for name, count in shares.items()}
        serve(str(place.address), listening, limits)


@click.command("upgrade", cls=FrenchCommand, help="Met la base au format de cette version.")
@at_a_place
def upgrade_command(place: Place) -> None:
    if not place.outdated():
        with place.opened():
            pass
        place.voice.say({"changed": False}, "La base est déjà au format de cette version.")
        return
    with place.alone():
        aside = _bring_up_to_date(place)
    place.voice.say(
        {"changed": True, "aside": str(aside or "")},
        "La base est au format de cette version.",
        *([f"L’état précédent est dans {aside}"] if aside else []),
    )


@click.command("openapi", cls=FrenchCommand, help="Décrit les routes du serveur (OpenAPI).")
@at_a_place
def openapi_command(place: Place) -> None:
    with place.reached() as store:
        document = openapi(services_on(store, now_ms), str(PROTOCOL))
    click.echo(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())


def _bring_up_to_date(place: Place) -> Path | None:
    try:
        return upgrade(place.address, now_ms)
    except (OSError, NotACopy, Unreachable) as problem:
        raise Trouble(
            "La base n’a pas pu être mise au format de cette version. Elle est intacte.",
            "Vérifiez la place et les droits dans son dossier.",
            NOT_OPENED,
        ) from problem


def _look_around(place: Place) -> list[str]:
    """Put the place in order before the first request, and return what only others can mend."""
    with place.opened() as store:
        sweep(store, now_ms)
        # An older copy may have been put in place by hand: nothing erased comes back with it.
        if place.folder and Erasing(store, place.ledger, now_ms).erase_again():
            compact(store)
        with store.reading(EVERYBODY) as connection:
            return [_NO_FENCE] if climbs(connection) else []


def _check_encrypted(listening: Listening, *, plain_http: bool) -> None:
    if bool(listening.tls_cert) != bool(listening.tls_key):
        raise Trouble("Le certificat et sa clé vont ensemble\u00a0: --tls-cert et --tls-key.")
    if not (listening.tls_cert or plain_http or _is_loopback(listening.host)):
        raise Trouble(
            "Sans chiffrement, le serveur ne s’ouvre qu’à cet ordinateur. Il n’a pas démarré.",
            "Donnez --tls-cert et --tls-key, ou --plain-http derrière un relais qui chiffre.",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
