"""What a verb answers when it cannot be done: a sentence, and the fields it concerns."""

from typing import ClassVar

from desktop.errors import UserError
from desktop.store.cipher import meaning_of
from sync.records.findings import Finding


class Refused(UserError):  # noqa: N818 - named after what happened
    """Carry the remarks that stop a record from being saved."""

    exit_code: ClassVar[int] = 2
    says: ClassVar[str] = "La fiche n’est pas enregistrée\u00a0: il reste un point à corriger."

    def __init__(self, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(" ".join(dict.fromkeys(f.sentence for f in findings if f.blocking)))
        self.findings = findings


class NotFound(UserError):  # noqa: N818 - named after what happened
    """Say that nothing here has this name."""

    exit_code: ClassVar[int] = 2
    says: ClassVar[str] = "Aucune fiche ne porte ce repère ni ce code. Rien n’a changé."


def understood(error: BaseException) -> UserError | None:
    """Return the sentence that an error carries or stands for; None for a bug."""
    return error if isinstance(error, UserError) else meaning_of(error)
