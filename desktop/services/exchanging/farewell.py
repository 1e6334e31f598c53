"""What one is told before leaving a space: what goes first, what leaves, what keeps one here."""

from dataclasses import dataclass

from desktop.services.exchanging.standing import standing
from desktop.services.exchanging.wording import counted
from desktop.services.notebook import Notebook
from desktop.services.today.unfinished import is_in_use


@dataclass(frozen=True, slots=True)
class Farewell:
    """A space, what its server lacks (« 3 fiches », "" for nothing), how many forms are begun.

    `binned` of these forms are about a record that is in the trash, where no page offers them.
    """

    space_name: str
    unsent: str
    forms: int
    binned: int = 0

    @property
    def keeps(self) -> str:
        """Return what must be done first, "" when one may go."""
        if not self.forms:
            return ""
        one = self.forms < 2
        many, them = ("n’est pas terminée", "la") if one else ("ne sont pas terminées", "les")
        return (
            f"{counted(self.forms, 'saisie')} {many}. Terminez-{them} ou abandonnez-{them} "
            f"d’abord, pour ne rien perdre\u00a0: la page Aujourd’hui {them} propose."
            f"{_binned(self)}"
        )

    @property
    def consequence(self) -> str:
        """Return what leaving does, in the order in which it is done."""
        first = (
            f"Pas encore parti\u00a0: {self.unsent}. C’est envoyé d’abord au serveur\u00a0; rien "
            "n’est effacé tant que tout n’y est pas."
            if self.unsent
            else "Le serveur a déjà tout ce que vous avez écrit."
        )
        return (
            f"{first} Puis les fiches de l’espace quittent cet ordinateur, avec les fichiers "
            "joints et les sauvegardes. Les autres membres gardent tout. Pour revenir, il vous "
            "faudra un nouveau code."
        )


def farewell(notebook: Notebook) -> Farewell:
    """Return what is known here, without asking the server."""
    here = standing(notebook)
    begun = notebook.drafts()
    binned = sum(not is_in_use(notebook, each) for each in begun)
    return Farewell(here.space_name, here.unsent, len(begun), binned)


def _binned(known: Farewell) -> str:
    if not known.binned:
        return ""
    if known.forms < 2:
        return " Sa fiche est à la corbeille\u00a0: rétablissez-la d’abord."
    about = "porte sur une fiche" if known.binned < 2 else "portent sur des fiches"
    return f" {known.binned} {about} à la corbeille, à rétablir d’abord."
