"""What the server, or prudence, says no to: one sentence and one advice for each."""

from typing import ClassVar

from desktop.services.exchanging.troubles import Trouble
from sync.records.french import number


class NoLongerKnown(Trouble):
    """The server does not recognise this laptop, or no longer."""

    outcome: ClassVar[str] = "unknown_device"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Le serveur ne reconnaît pas, ou plus, cet ordinateur. Le carnet s’ouvre toujours et "
        "vos fiches y sont gardées, mais elles ne partent plus."
    )
    advises: ClassVar[str] = (
        "Demandez à la personne qui gère l’espace si l’accès de cet ordinateur a été retiré\u00a0; "
        "elle peut vous donner un nouveau code, à taper sur la page Échanges. Rien ne se perd."
    )


class CodeRefused(Trouble):
    """The invitation code does not do."""

    exit_code: ClassVar[int] = 2
    outcome: ClassVar[str] = "code"
    lasting: ClassVar[bool] = True
    field: ClassVar[str] = "code"
    says: ClassVar[str] = (
        "Ce code n’ouvre pas l’espace\u00a0: il a pu être mal recopié, avoir déjà servi, ou avoir "
        "dépassé ses dix minutes. Votre carnet n’a pas changé."
    )
    advises: ClassVar[str] = (
        "Relisez-le (ni majuscules ni tirets ne comptent), ou demandez-en un nouveau."
    )


class ProgramTooOld(Trouble):
    """This program speaks a language that the server no longer does."""

    outcome: ClassVar[str] = "too_old"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Le serveur attend une version plus récente du logiciel. Vous pouvez continuer à "
        "écrire\u00a0: vos fiches sont gardées sur cet ordinateur et partiront après la mise à "
        "jour."
    )
    advises: ClassVar[str] = "Installez la dernière version du logiciel, puis relancez l’échange."


class ServerTooOld(Trouble):
    """This program is ahead of the server."""

    outcome: ClassVar[str] = "too_new"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Votre logiciel est plus récent que le serveur de l’équipe, qui ne sait pas encore lui "
        "répondre. Vos fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Prévenez la personne qui s’occupe du serveur\u00a0: il est à mettre à jour."
    )


class AskedToWait(Trouble):
    """Too many requests."""

    outcome: ClassVar[str] = "throttled"
    says: ClassVar[str] = (
        "Le serveur reçoit beaucoup de demandes et prie d’attendre un peu. Rien n’est "
        "perdu\u00a0: vos fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = "Un nouvel essai se fera de lui-même dans quelques minutes."


class ServerPausing(Trouble):
    """The server is there and cannot work now."""

    outcome: ClassVar[str] = "unavailable"
    says: ClassVar[str] = (
        "Le serveur de l’équipe est occupé ou en entretien. Vos fiches sont gardées sur cet "
        "ordinateur."
    )
    advises: ClassVar[str] = "Un nouvel essai se fera de lui-même dans quelques minutes."


class NotUnderstood(Trouble):
    """The server could not read what was sent: a fault of ours or of the way."""

    outcome: ClassVar[str] = "malformed"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Le serveur n’a pas compris ce que le logiciel lui a envoyé, et n’en a rien retenu. Vos "
        "fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Ce n’est pas de votre fait\u00a0: prévenez la personne qui s’occupe du serveur."
    )


class TooBig(Trouble):
    """What was sent is larger than the server takes."""

    outcome: ClassVar[str] = "too_large"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Un envoi est plus gros que ce que le serveur accepte. Il reste gardé sur cet "
        "ordinateur, comme toutes vos fiches."
    )
    advises: ClassVar[str] = (
        "Regardez si une fiche contient un très long texte ou un très gros fichier, ou "
        "prévenez la personne qui s’occupe du serveur."
    )


class ServerFull(Trouble):
    """The server has no room left for attached files."""

    outcome: ClassVar[str] = "full"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Le serveur de l’équipe n’a plus de place pour les fichiers joints. Vos fiches sont "
        "parties\u00a0; les fichiers restent gardés sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Prévenez la personne qui s’occupe du serveur\u00a0: elle peut lui donner plus de place. "
        "Les fichiers partiront ensuite d’eux-mêmes."
    )


class SpaceNotThere(Trouble):
    """The space does not exist, or is not for us."""

    outcome: ClassVar[str] = "not_found"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Le serveur ne trouve pas l’espace de ce carnet, ou vous n’y avez plus accès. Vos "
        "fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = "Demandez à la personne qui gère l’espace ce qui a changé."


class ManyRemovals(Trouble):
    """The exchange would send many records to the trash, and waits for somebody to agree.

    ``removals`` is what to agree to, ``records`` are those that would go.
    """

    exit_code: ClassVar[int] = 2
    outcome: ClassVar[str] = "removals"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "Un échange enverrait beaucoup de fiches à la corbeille. Rien n’a été retiré\u00a0: il "
        "attend votre accord."
    )
    advises: ClassVar[str] = (
        "Demandez à vos collègues si ce grand tri est voulu. Si oui, acceptez-le\u00a0: les fiches "
        "restent trente jours à la corbeille."
    )

    def __init__(self, removals: int = 0, visible: int = 0) -> None:
        sentence = ""
        if removals:
            sentence = (
                f"Cet échange enverrait {number(removals)} fiches à la corbeille sur "
                f"{number(visible)}. Rien n’a été retiré\u00a0: il attend votre accord."
            )
        super().__init__(sentence, self.advises)
        self.removals = removals
        self.records: tuple[str, ...] = ()


class StillDifferent(Trouble):
    """Both sides were compared and differ even so."""

    outcome: ClassVar[str] = "unequal"
    says: ClassVar[str] = (
        "Après l’échange, ce carnet et le serveur ne tiennent pas encore exactement la même "
        "chose. Vos fiches sont gardées sur cet ordinateur."
    )
    advises: ClassVar[str] = (
        "Le prochain échange comparera à nouveau. Si cela se répète, prévenez la personne qui "
        "s’occupe du serveur."
    )


class WipeOrdered(Trouble):
    """The notebook of this laptop is to be emptied; its unsent work is with the server."""

    outcome: ClassVar[str] = "wipe"
    lasting: ClassVar[bool] = True
    says: ClassVar[str] = (
        "La personne qui gère l’espace a demandé d’effacer le carnet de cet ordinateur. Ce qui "
        "n’était pas encore parti lui a été remis, scellé : rien de votre travail n’est perdu."
    )
    advises: ClassVar[str] = (
        "Le carnet s’efface de cet ordinateur. Appelez la personne qui gère l’espace si c’est une "
        "surprise : elle peut tout retrouver, et vous redonner un code."
    )
