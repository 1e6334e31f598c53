"""Say what can go wrong in ordinary use, in words the person at the screen can act on."""

from typing import ClassVar


class UserError(Exception):
    """Carry one French sentence, and what to do about it, up to whoever shows messages.

    A subclass that always says the same thing declares it in `says` and `advises`.
    Everything that is not a `UserError` is a bug and is left to the crash report.
    """

    exit_code: ClassVar[int] = 1
    says: ClassVar[str] = "L’action n’a pas pu aboutir. Rien n’a été modifié."
    advises: ClassVar[str] = ""

    def __init__(self, sentence: str = "", advice: str = "") -> None:
        self._sentence = sentence or self.says
        self._advice = advice or ("" if sentence else self.advises)
        super().__init__(self._sentence)

    @property
    def sentence(self) -> str:
        """What happened and what it changes for the person."""
        return self._sentence

    @property
    def advice(self) -> str:
        """What to do next; empty when the sentence is enough."""
        return self._advice


class BadInput(UserError):  # noqa: N818 — named after what happened
    """Report something typed or given that cannot be used as it is."""

    exit_code: ClassVar[int] = 2
    says: ClassVar[str] = "Une information ne peut pas être utilisée telle quelle."

    def __init__(self, sentence: str = "", field: str = "", advice: str = "") -> None:
        super().__init__(sentence, advice)
        self._field = field

    @property
    def field(self) -> str:
        """The name of the field at fault; empty when no single field is."""
        return self._field


class NotOpened(UserError):  # noqa: N818 — named after what happened
    """Report a notebook that cannot be opened, read or written."""

    exit_code: ClassVar[int] = 3
    says: ClassVar[str] = "Le carnet ne peut pas être ouvert. Son contenu n’a pas été modifié."


class WrongSecret(NotOpened):
    """Report a passphrase or a recovery key that does not open this notebook."""

    says: ClassVar[str] = (
        "Cette phrase secrète n’ouvre pas ce carnet. Rien n’a été modifié, "
        "et le nombre d’essais n’est pas limité."
    )
    advises: ClassVar[str] = (
        "Vérifiez la touche Majuscules et la langue du clavier. Si la phrase est perdue, "
        "la clé de secours imprimée à la création ouvre aussi le carnet."
    )


class NoNotebook(NotOpened):
    """Report a folder that holds no notebook; opening never makes one."""

    says: ClassVar[str] = "Il n’y a pas de carnet dans ce dossier. Rien n’a été créé."
    advises: ClassVar[str] = (
        "Choisissez un autre dossier, ou créez un carnet depuis l’écran d’accueil "
        "ou avec la commande « carnet init »."
    )


class NewerNotebook(NotOpened):
    """Report a notebook written by a later version; it is left untouched."""

    says: ClassVar[str] = (
        "Ce carnet vient d’une version plus récente du logiciel. "
        "Il n’a pas été ouvert, pour ne rien abîmer."
    )
    advises: ClassVar[str] = "Installez la dernière version du logiciel, puis ouvrez-le à nouveau."


class Damaged(NotOpened):
    """Report a file whose content no longer matches its own checks."""

    says: ClassVar[str] = (
        "Une partie du carnet est abîmée sur le disque. "
        "Le fichier est laissé tel quel et les sauvegardes ne sont pas touchées."
    )
    advises: ClassVar[str] = (
        "Restaurez la dernière sauvegarde : le carnet actuel sera mis de côté, jamais effacé, "
        "et le travail plus récent que la sauvegarde sera repris autant que possible."
    )


class InUse(NotOpened):
    """Report a notebook already open in another window or by another program."""

    says: ClassVar[str] = "Ce carnet est déjà ouvert sur cet ordinateur."
    advises: ClassVar[str] = "Reprenez la fenêtre déjà ouverte, ou fermez-la avant de réessayer."


class Busy(NotOpened):
    """Report a notebook that another task kept for longer than we wait."""

    says: ClassVar[str] = (
        "Le carnet est occupé par une autre tâche. Cette action n’a rien enregistré."
    )
    advises: ClassVar[str] = "Attendez un instant, puis réessayez."


class ReadOnly(NotOpened):
    """Report a folder or a file we are not allowed to write."""

    says: ClassVar[str] = (
        "Le carnet ne peut pas écrire dans son dossier. Ce qui était déjà enregistré est intact."
    )
    advises: ClassVar[str] = (
        "Vérifiez vos droits sur ce dossier et qu’un antivirus ne le protège pas, "
        "ou choisissez un autre dossier."
    )


class Vanished(NotOpened):
    """Report a notebook whose base was here and is not any more."""

    says: ClassVar[str] = (
        "Le carnet a existé dans ce dossier, mais son fichier principal n’y est plus. "
        "Aucun carnet vide n’a été créé à sa place."
    )
    advises: ClassVar[str] = (
        "Rebranchez la clé ou le disque s’il a été débranché, regardez dans la corbeille, "
        "ou restaurez la dernière sauvegarde."
    )


class DiskFull(NotOpened):
    """Report a disk without room for what was being written."""

    says: ClassVar[str] = (
        "Le disque est plein : cette action n’a pas pu être enregistrée. "
        "Ce qui était déjà enregistré est intact."
    )
    advises: ClassVar[str] = "Libérez de la place sur le disque, puis réessayez."


class DiskTrouble(NotOpened):
    """Report a read or a write that the disk itself did not carry out."""

    says: ClassVar[str] = (
        "Le disque n’a pas confirmé la dernière écriture. Par prudence, le carnet a été fermé : "
        "ce qui avait été enregistré avant est conservé."
    )
    advises: ClassVar[str] = (
        "Copiez le texte encore à l’écran, vérifiez la place libre et le branchement du disque, "
        "puis rouvrez le carnet."
    )


class NotWritten(UserError):  # noqa: N818 — named after what happened
    """Report a file of the person (an export, a copy) that could not be written."""

    exit_code: ClassVar[int] = 3
    says: ClassVar[str] = "Le fichier n’a pas pu être écrit. L’ancien, s’il existait, est intact."
    advises: ClassVar[str] = (
        "Il est peut-être ouvert dans un autre logiciel, ou son dossier est protégé : "
        "fermez-le ou choisissez un autre dossier, puis réessayez."
    )


class UnsafeProgram(NotOpened):
    """Report an installation that could harm the notebook, such as a faulty SQLite."""

    says: ClassVar[str] = (
        "Cette installation du logiciel contient un composant connu pour abîmer des données. "
        "Le carnet n’a pas été ouvert."
    )
    advises: ClassVar[str] = "Réinstallez le logiciel ou prévenez votre service informatique."
