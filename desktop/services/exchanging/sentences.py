"""Which sentence stands for which end of an exchange, now or in the journal."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Final

from desktop.services.exchanging import declined, troubles
from desktop.services.exchanging.troubles import Trouble
from sync.client import errors
from sync.protocol.codes import Refusal

_ON_THE_WAY: Final[Mapping[type[errors.SyncError], type[Trouble]]] = MappingProxyType(
    {
        errors.NoNetwork: troubles.NotConnected,
        errors.ServerDown: troubles.ServerSilent,
        errors.ServerPausing: declined.ServerPausing,
        errors.Interrupted: troubles.CutShort,
        errors.CertificateRefused: troubles.StrangeCertificate,
        errors.Portal: troubles.PortalInTheWay,
        errors.OtherScheme: troubles.OtherBeginning,
        errors.ProxyRefused: troubles.ProxyInTheWay,
        errors.AddressRefused: troubles.AddressNotUsable,
        errors.NotOurServer: troubles.AnotherServer,
    }
)
_REFUSALS: Final[Mapping[Refusal, type[Trouble]]] = MappingProxyType(
    {
        Refusal.MALFORMED: declined.NotUnderstood,
        Refusal.TOO_LARGE: declined.TooBig,
        Refusal.FULL: declined.ServerFull,
        Refusal.TOO_OLD: declined.ProgramTooOld,
        Refusal.TOO_NEW: declined.ServerTooOld,
        Refusal.UNKNOWN_DEVICE: declined.NoLongerKnown,
        Refusal.CLOCK: troubles.ClockOff,
        Refusal.CODE: declined.CodeRefused,
        Refusal.NOT_FOUND: declined.SpaceNotThere,
        Refusal.THROTTLED: declined.AskedToWait,
    }
)
_KINDS: Final[tuple[type[Trouble], ...]] = (
    *_ON_THE_WAY.values(),
    *_REFUSALS.values(),
    declined.ManyRemovals,
    declined.StillDifferent,
    declined.WipeOrdered,
    Trouble,
)
_BY_OUTCOME: Final = MappingProxyType({kind.outcome: kind for kind in _KINDS})


def told(problem: errors.SyncError) -> Trouble:
    """Return the sentence for what stopped an exchange."""
    trouble = _trouble(problem)
    if isinstance(problem, errors.ServerDown | errors.Refused):
        trouble.retry_after = problem.retry_after
    return trouble


@contextmanager
def troubles_told() -> Iterator[None]:
    """Turn what stops an exchange into its sentence."""
    try:
        yield
    except errors.SyncError as problem:
        raise told(problem) from problem


def remembered(outcome: str) -> Trouble | None:
    """Return the sentence for an outcome of the journal; None for one that is no trouble."""
    kind = _BY_OUTCOME.get(outcome)
    return None if kind is None else kind()


def _trouble(problem: errors.SyncError) -> Trouble:
    match problem:
        case errors.ClockWrong():
            return troubles.ClockOff(problem.offset_ms)
        case errors.RemovalsToConfirm():
            return declined.ManyRemovals(problem.removals, problem.visible)
        case errors.Refused():
            return _REFUSALS[problem.code]()
    return _ON_THE_WAY.get(type(problem), Trouble)()
