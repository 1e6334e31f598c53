"""How the server is reached from here: read what was typed, try it, keep it."""

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from desktop.errors import BadInput, NotOpened
from desktop.services.exchanging.reaching import Pass, address, connected
from desktop.services.exchanging.sentences import troubles_told
from desktop.services.exchanging.troubles import AddressNotUsable
from desktop.services.notebook import Notebook
from desktop.store.enrolment import enrolment_of, put_address
from desktop.store.network import Network, put_network

if TYPE_CHECKING:
    from sync.client.authority import Authority

ANSWERS: Final = "La connexion est bonne\u00a0: le serveur répond."
KNOWS: Final = "La connexion est bonne\u00a0: le serveur répond, et reconnaît cet ordinateur."
_LARGEST: Final = 1 << 20


def read_proxy(typed: str) -> str:
    """Return the address of a proxy that was typed, with or without http://; raises BadInput."""
    text = typed.strip()
    whole = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(whole)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or any(sign.isspace() for sign in text):
        raise BadInput(
            "L’adresse du serveur mandataire ne se lit pas. Rien n’a changé.",
            "proxy",
            "Elle ressemble à «\u00a0proxy.mairie.fr:3128\u00a0»\u00a0: demandez-la à votre "
            "service informatique.",
        )
    return whole


def read_authority(path: Path) -> "Authority":
    """Read a certificate file of the commune; raises NotOpened or BadInput."""
    from sync.client import authority

    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST)
    except OSError as problem:
        raise NotOpened(
            f"Le fichier «\u00a0{path.name}\u00a0» n’a pas pu être lu. Rien n’a changé."
        ) from problem
    try:
        return authority.read_authority(content)
    except authority.NoCertificate as problem:
        raise BadInput(
            f"Le fichier «\u00a0{path.name}\u00a0» ne contient pas de certificat. Rien n’a changé.",
            "authority",
            "Demandez à votre service informatique le certificat de l’autorité, au format PEM "
            "(.pem ou .crt).",
        ) from problem


def try_out(notebook: Notebook, server: str, network: Network) -> str:
    """Reach the server and say so; raises a Trouble, the same as an exchange would.

    What proves this laptop is shown to the address that it joined only.
    """
    from sync.client.knocking import knock

    if not server.strip():
        raise AddressNotUsable
    enrolment = enrolment_of(notebook.base.settings)
    with troubles_told():
        knock(address(server.strip(), network))
        if enrolment is None or server.strip().rstrip("/") != enrolment.url:
            return ANSWERS
        shown = Pass(enrolment.url, enrolment.token, enrolment.private_key, network)
        with connected(shown, notebook.base.now_ms) as remote:
            remote.wipe_state()
    return KNOWS


def keep(notebook: Notebook, network: Network, server: str = "") -> None:
    """Keep how the server is reached, and where it moved to; raises AddressNotUsable."""
    joined = enrolment_of(notebook.base.settings) is not None
    with troubles_told():
        moved = address(server, network).checked() if server else ""
    with notebook.base.writing():
        put_network(notebook.base.settings, network)
        if moved and joined:
            put_address(notebook.base.settings, moved)
