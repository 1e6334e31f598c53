"""The lock of a notebook that has not met its server for long: it closes, it never erases.

A stolen laptop that stays off the network cannot be emptied from afar; after some days without
contact (the space decides, 0 for never) only an exchange, or a code given by telephone, opens it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Final

from desktop.errors import BadInput, NotOpened
from desktop.services.exchanging.wording import counted
from desktop.services.notebook import Notebook
from desktop.store.base import Base
from desktop.store.enrolment import Enrolment, enrolment_of
from sync.protocol.unlocking import answers, new_challenge

WARNINGS: Final = (1, 3, 7)
"""How many days before the lock one is warned."""

GRACE: Final = 7
"""How many days a code given by telephone opens the notebook for."""

_TRIES: Final = 5
_DAY: Final = int(timedelta(days=1).total_seconds() * 1000)
_HOUR: Final = _DAY // 24

_CONTACT: Final = "lock:contact"
_SEEN: Final = "lock:seen"
_OPENED: Final = "lock:opened"
_WARNED: Final = "lock:warned"
_CHALLENGE: Final = "lock:challenge"
_WRONG: Final = "lock:wrong"


class Locked(NotOpened):
    """Say that the notebook opens only to exchange, or with a code."""

    says: ClassVar[str] = (
        "Ce carnet n’a pas rencontré le serveur de l’équipe depuis longtemps\u00a0: par prudence, "
        "il ne s’ouvre que pour échanger. Rien n’est effacé."
    )

    def __init__(self, days: int, challenge: str) -> None:
        since = counted(days, "jour")
        super().__init__(
            f"Ce carnet n’a pas rencontré le serveur de l’équipe depuis {since}\u00a0: par "
            "prudence, il ne s’ouvre que pour échanger. Rien n’est effacé.",
            "Connectez-vous au réseau et lancez l’échange. Sans réseau, appelez la personne qui "
            f"gère l’espace et lisez-lui «\u00a0{spaced(challenge)}\u00a0»\u00a0: elle vous "
            "donnera un code à huit chiffres.",
        )
        self.challenge = challenge


class WrongCode(BadInput):
    """Say that a code does not open."""

    def __init__(self) -> None:
        super().__init__(
            "Ce code n’est pas celui attendu. Le carnet reste fermé, et rien n’est effacé.",
            "code",
            "Relisez à haute voix les six signes affichés, puis les huit chiffres reçus. Après "
            "cinq essais, les six signes changent.",
        )


@dataclass(frozen=True, slots=True)
class LockState:
    """How long the notebook still opens by itself.

    ``days_left`` is None for a notebook that never locks, 0 for a locked one; ``silent`` is how
    many days passed since the last contact.
    """

    days_left: int | None = None
    silent: int = 0

    @property
    def locked(self) -> bool:
        """Tell whether the notebook opens only to exchange, or with a code."""
        return self.days_left == 0

    @property
    def warning(self) -> str:
        """Return what to say of a lock that comes near, "" while it is far."""
        if not self.days_left or self.days_left > max(WARNINGS):
            return ""
        return (
            f"Dans {counted(self.days_left, 'jour')}, ce carnet ne s’ouvrira plus que pour "
            "échanger. Un échange avec le serveur suffit à l’éviter."
        )


def lock_state(base: Base) -> LockState:
    """Return how long the notebook still opens by itself; reads only."""
    enrolment = enrolment_of(base.settings)
    if enrolment is None or not enrolment.policy.lock_after_days:
        return LockState()
    now, contact = _present(base), _moment(base, _CONTACT)
    end = max(
        contact + enrolment.policy.lock_after_days * _DAY, _moment(base, _OPENED) + GRACE * _DAY
    )
    left = -((now - end) // _DAY)
    return LockState(max(0, left), max(0, now - contact) // _DAY)


def note_contact(base: Base) -> None:
    """Note, inside the open transaction, that the server was met now: the days count anew."""
    for name in (_CONTACT, _SEEN):
        base.settings.put(name, str(base.now_ms()))
    for name in (_OPENED, _WARNED, _WRONG):
        base.settings.put(name, "0")
    base.settings.put(_CHALLENGE, "")


def require_unlocked(notebook: Notebook) -> None:
    """Raise `Locked` for a notebook that opens only to exchange; to be called at each opening."""
    base = notebook.base
    if enrolment_of(base.settings) is None:
        return
    state = lock_state(base)
    with base.writing():
        # A clock set back afterwards does not give days back.
        if base.now_ms() > _moment(base, _SEEN) + _HOUR:
            base.settings.put(_SEEN, str(base.now_ms()))
        challenge = _challenge(base) if state.locked else ""
    if state.locked:
        raise Locked(state.silent, challenge)


def unlock(notebook: Notebook, typed: str) -> None:
    """Open for some days with the code given by telephone; raises `WrongCode`."""
    base = notebook.base
    enrolment = enrolment_of(base.settings)
    if enrolment is None:
        return
    with base.writing():
        right = _try(base, enrolment, typed)
    if not right:
        raise WrongCode


def new_warning(notebook: Notebook) -> str:
    """Return the warning of the lock the first time that 7, 3, then 1 day is left, else ""."""
    base = notebook.base
    state = lock_state(base)
    level = next((days for days in WARNINGS if (state.days_left or 0) <= days), 0)
    if not state.warning or _moment(base, _WARNED) == level:
        return ""
    with base.writing():
        base.settings.put(_WARNED, str(level))
    return state.warning


def spaced(challenge: str) -> str:
    """Return a challenge as one reads it aloud."""
    return f"{challenge[:3]} {challenge[3:]}"


def _try(base: Base, enrolment: Enrolment, typed: str) -> bool:
    right = answers(enrolment.unlock_secret, _challenge(base), typed)
    wrong = 0 if right else (_moment(base, _WRONG) + 1) % _TRIES
    base.settings.put(_WRONG, str(wrong))
    if not wrong:
        base.settings.put(_CHALLENGE, "")
    if right:
        base.settings.put(_OPENED, str(_present(base)))
        base.settings.put(_WARNED, "0")
    return right


def _challenge(base: Base) -> str:
    """Return what is shown until it was answered."""
    challenge = base.settings.get(_CHALLENGE) or new_challenge()
    base.settings.put(_CHALLENGE, challenge)
    return challenge


def _present(base: Base) -> int:
    return max(base.now_ms(), _moment(base, _SEEN))


def _moment(base: Base, name: str) -> int:
    return int(base.settings.get(name) or 0)
