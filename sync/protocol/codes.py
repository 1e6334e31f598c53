"""The words of the protocol that both ends must know."""

from enum import StrEnum


class Role(StrEnum):
    """What a member may do in a space.

    An administrator looks after people and devices and sees no record; a reader receives all and
    sends nothing; an agent writes; a supervisor also validates and sends back.
    """

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    READER = "reader"
    ADMINISTRATOR = "administrator"

    @property
    def reads(self) -> bool:
        """Tell whether the role receives records."""
        return self is not Role.ADMINISTRATOR

    @property
    def writes(self) -> bool:
        """Tell whether the role may send operations to the space."""
        return self in (Role.AGENT, Role.SUPERVISOR)

    @property
    def reviews(self) -> bool:
        """Tell whether the role may validate what others wrote."""
        return self is Role.SUPERVISOR


class Reason(StrEnum):
    """Why an operation is not in the server's log.

    All but GAP and FORK are parked: kept apart on the server for a person to look at, while the
    operations that follow go on.
    """

    GAP = "gap"
    FORK = "fork"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    FORBIDDEN = "forbidden"
    NOT_ATTESTED = "not_attested"
    OTHER_KIND = "other_kind"

    @property
    def parked(self) -> bool:
        """Tell whether the server keeps the operation apart."""
        return self not in (Reason.GAP, Reason.FORK, Reason.NOT_ATTESTED)


class Refusal(StrEnum):
    """Why a whole request was refused; the answer says no more, on purpose."""

    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    TOO_OLD = "too_old"
    TOO_NEW = "too_new"
    UNKNOWN_DEVICE = "unknown_device"
    """No such token, a bad signature, a revoked device: told apart only by `/wipe`."""

    CLOCK = "clock"
    CODE = "code"
    """An invitation code that is wrong, used or expired."""

    NOT_FOUND = "not_found"
    """Also for what exists and may not be seen."""

    FULL = "full"
    """No room is left for files: of the space, of the laptop, or on the disk."""

    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"
