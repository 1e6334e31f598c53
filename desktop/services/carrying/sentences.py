"""What is said of a file that is not taken in, of a key that is full, of a laptop that is alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar, Final

from desktop.errors import UserError
from desktop.store.acquaintances import Acquaintances
from sync.client.bundle import refusals
from sync.operations.clock import moment

_UNTOUCHED: Final = "Votre carnet n’a pas été modifié."
_EXCHANGE_FIRST: Final = "Faites d’abord un échange avec le serveur, puis reprenez le fichier."
MANAGES: Final = (
    "Vous gérez l’espace sans en recevoir les fiches\u00a0: ce carnet n’a rien à porter sur une "
    "clé, et n’ouvre pas celles de l’équipe."
)
Naming = Callable[[str], str]


class NotTakenIn(UserError):  # noqa: N818 - named after what happened
    """Report a file of which nothing was taken in."""

    exit_code: ClassVar[int] = 2
    says: ClassVar[str] = f"Ce fichier d’échange n’a pas été repris. {_UNTOUCHED}"


class Alone(UserError):  # noqa: N818 - named after what happened
    """Report a notebook that shares its space with nobody yet."""

    exit_code: ClassVar[int] = 2
    says: ClassVar[str] = (
        "Ce carnet n’est encore dans aucun espace\u00a0: il n’y a personne avec qui échanger. Rien "
        "n’a été écrit."
    )
    advises: ClassVar[str] = (
        "Rejoignez d’abord l’espace de votre équipe, avec le code que donne la personne qui le "
        "gère."
    )


class WithoutKey(UserError):  # noqa: N818 - named after what happened
    """Report a notebook whose role receives no record: it was given no key of the files."""

    exit_code: ClassVar[int] = 2
    says: ClassVar[str] = f"{MANAGES} Rien n’a changé."
    advises: ClassVar[str] = "Confiez la clé USB à une personne de l’équipe qui a les fiches."


def closed_to(known: Acquaintances) -> UserError:
    """Return why no file is made or read here."""
    return WithoutKey() if known.device else Alone()


class KeyFull(UserError):  # noqa: N818 - named after what happened
    """Report a key without room for the file."""

    exit_code: ClassVar[int] = 3
    says: ClassVar[str] = (
        "La clé est pleine\u00a0: le fichier d’échange n’a pas été écrit, et rien d’autre n’a "
        "changé sur la clé."
    )
    advises: ClassVar[str] = (
        "Libérez de la place sur la clé, prenez-en une autre, ou refaites le fichier sans les "
        "fichiers joints."
    )


_SAID: Final[dict[type[refusals.BundleRefused], tuple[str, str]]] = {
    refusals.NotABundle: (
        "Ce fichier n’est pas un fichier d’échange du carnet.",
        "Choisissez un fichier dont le nom finit par «\u00a0.carnet-echange\u00a0».",
    ),
    refusals.MadeByNewer: (
        "Ce fichier d’échange vient d’une version plus récente du logiciel.",
        "Installez la dernière version du logiciel, puis reprenez le fichier.",
    ),
    refusals.Cut: (
        "Ce fichier d’échange est incomplet\u00a0: sa fin manque. La copie a sans doute été "
        "interrompue, ou la clé retirée trop tôt.",
        "Copiez-le de nouveau, ou demandez-en un autre à la personne qui l’a fait.",
    ),
    refusals.Changed: (
        "Ce fichier d’échange n’est plus tel qu’il a été écrit\u00a0: une partie a changé.",
        "Demandez-en un autre à la personne qui l’a fait, de préférence sur une autre clé.",
    ),
    refusals.OtherSpace: (
        "Ce fichier d’échange a été fait pour un autre espace.",
        "Ouvrez le carnet de cet espace, ou demandez le fichier qui convient.",
    ),
    refusals.UnknownSender: (
        "Ce fichier d’échange vient d’un ordinateur que votre carnet ne connaît pas encore.",
        _EXCHANGE_FIRST,
    ),
    refusals.NotSigned: (
        "La signature de ce fichier d’échange n’est pas celle de l’ordinateur d’où il dit venir.",
        "Ne l’utilisez pas, et parlez-en à la personne qui vous l’a remis.",
    ),
    refusals.NotAttested: (
        "Ce fichier d’échange contient du travail dont l’auteur ne peut pas être vérifié.",
        f"{_EXCHANGE_FIRST} Si cela ne suffit pas, parlez-en à la personne qui gère l’espace.",
    ),
    refusals.Forked: (
        "Ce fichier d’échange et votre carnet ne racontent pas la même suite\u00a0: l’un des "
        "carnets a été copié ou remis dans un état plus ancien.",
        "Faites un échange avec le serveur sur les deux ordinateurs\u00a0: chacun y retrouvera "
        "tout.",
    ),
    refusals.NotErasedHere: (
        "Ce fichier d’échange parle d’un effacement que votre carnet n’a pas encore reçu.",
        _EXCHANGE_FIRST,
    ),
}


@contextmanager
def told(naming: Naming) -> Iterator[None]:
    """Turn the refusals of a file into sentences; `naming` gives the name of a person by id."""
    try:
        yield
    except refusals.BundleRefused as refusal:
        sentence, advice = _said(refusal, naming)
        raise NotTakenIn(f"{sentence} {_UNTOUCHED}", advice) from refusal


def _said(refusal: refusals.BundleRefused, naming: Naming) -> tuple[str, str]:
    if isinstance(refusal, refusals.RevokedSender):
        name = naming(refusal.person)
        owner = f" de {name}" if name else ""
        return (
            f"Ce fichier d’échange vient d’un ordinateur{owner} qui ne fait plus partie de "
            "l’espace.",
            "Si c’est une erreur, la personne qui gère l’espace peut l’inviter de nouveau.",
        )
    if isinstance(refusal, refusals.Gap):
        return _gap(refusal, naming(refusal.person) or "cette personne")
    return _SAID[type(refusal)]


def _gap(gap: refusals.Gap, name: str) -> tuple[str, str]:
    first = _day(gap.first)
    missing = f"entre le {_day(gap.held)} et le {first}" if gap.held else f"avant le {first}"
    return (
        f"Il manque un fichier d’échange plus ancien\u00a0: ce que {name} a noté {missing} "
        "n’est pas dans votre carnet.",
        "Reprenez d’abord le fichier de ces dates, ou demandez un fichier complet "
        "(«\u00a0tout reprendre depuis le début\u00a0»).",
    )


def _day(clock: int) -> str:
    return f"{moment(clock).astimezone():%d/%m/%Y}"
