"""What should make one pause before it is written about somebody, and why.

The special categories are those of the GDPR, article 9, and offences those of article 10; the
advice on free text is the CNIL's on « zones bloc note et commentaires ».
"""

from dataclasses import dataclass
from enum import Enum


class Concern(Enum):
    """A family of personal data: the name of its list of words, what it says, the reason."""

    NAME = (
        "prenoms",
        "semble être un nom de personne",
        "On peut dire l’essentiel sans nommer : un rôle ou des initiales suffisent.",
    )
    PHONE = (
        "",
        "semble être un numéro de téléphone",
        "Un numéro va dans une fiche « Contact\u00a0», qui sait qui peut le lire.",
    )
    EMAIL = (
        "",
        "semble être une adresse électronique",
        "Une adresse va dans une fiche « Contact\u00a0», qui sait qui peut la lire.",
    )
    IDENTIFIER = (
        "",
        "semble être un numéro personnel",
        "Numéro de sécurité sociale, d’allocataire ou de compte : le carnet n’en a jamais besoin.",
    )
    HEALTH = (
        "sante",
        "touche peut-être à la santé d’une personne",
        "La loi protège la santé : dites plutôt ce dont la personne a besoin.",
    )
    OPINION = (
        "opinions",
        "touche peut-être à une opinion ou à une croyance",
        "La loi protège les opinions et les croyances : dites plutôt ce qui s’est fait.",
    )
    ORIGIN = (
        "origines",
        "touche peut-être à une origine",
        "La loi protège l’origine : ne la notez que si la personne le demande.",
    )
    OFFENCE = (
        "justice",
        "touche peut-être à une infraction ou à une peine",
        "La loi réserve ces faits à la justice : dites plutôt ce qui trouble la vie du quartier.",
    )
    INTIMATE = (
        "vie_intime",
        "touche peut-être à la vie intime d’une personne",
        "La loi protège la vie intime : dites plutôt le besoin d’appui.",
    )

    def __init__(self, words: str, says: str, reason: str) -> None:
        self.words = words
        self.says = says
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Remark:
    """A passage to look at again: where it is, what it may be, and what could stand instead.

    `start` and `length` count the signs of the text; `instead` is empty when only the person can
    say it otherwise.
    """

    start: int
    length: int
    found: str
    concern: Concern
    instead: str = ""
