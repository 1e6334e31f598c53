"""What to say, and what to do, about records that the server keeps apart from the space."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop.services.exchanging.wording import counted
from sync.protocol.codes import Reason

_WHY: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        Reason.FORBIDDEN: (
            "le rôle de qui a écrit ne le permettait pas, ou plus",
            "La personne qui gère l’espace peut la reprendre.",
            "La personne qui gère l’espace peut les reprendre.",
        ),
        Reason.MALFORMED: (
            "il n’a pas pu en lire le contenu",
            "Mettez le logiciel à jour, et prévenez la personne qui gère l’espace.",
            "Mettez le logiciel à jour, et prévenez la personne qui gère l’espace.",
        ),
        Reason.TOO_LARGE: (
            "un texte y est trop long",
            "Raccourcissez-le, puis enregistrez.",
            "Raccourcissez-les, puis enregistrez.",
        ),
        Reason.OTHER_KIND: (
            "l’espace a déjà une fiche d’une autre sorte à cette place",
            "Recopiez-la dans une nouvelle fiche.",
            "Recopiez-les dans de nouvelles fiches.",
        ),
    }
)
"""For each reason why, and what to do about one record, and about several."""

_OTHERWISE: Final = (
    "il n’a pas pu en tenir compte",
    "La personne qui gère l’espace peut dire pourquoi.",
    "La personne qui gère l’espace peut dire pourquoi.",
)
"""For a reason of a later version."""


def sentences(records: Mapping[str, int]) -> tuple[str, ...]:
    """Return one remark for each reason, from how many records it keeps apart."""
    return tuple(_sentence(reason, count) for reason, count in records.items())


def _sentence(reason: str, count: int) -> str:
    why, one, many = _WHY.get(reason, _OTHERWISE)
    kept = "est gardée" if count < 2 else "sont gardées"
    stays = "Elle reste" if count < 2 else "Elles restent"
    return (
        f"{counted(count, 'fiche')} {kept} à part par le serveur\u00a0: {why}. "
        f"{stays} sur cet ordinateur. {one if count < 2 else many}"
    )
