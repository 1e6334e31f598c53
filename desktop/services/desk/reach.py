"""What stands around an organisation: its visits, actions, ideas, notes and workshops, by id."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from desktop.services.reading import Reading
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.records.base import Diffusion
from sync.records.verbatims import Consent

OUTSIDE: Final = (Filter("diffusion", "!=", Diffusion.CONFIDENTIAL.value),)
"""What a record must meet to be told outside of the team."""

_CARRIERS: Final = ("visit", "action", "idea", "evaluation", "workshop")


@dataclass(frozen=True, slots=True)
class Reach:
    """The ids of an organisation and of what is tied to it at once."""

    organisation: str
    visits: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()
    evaluations: tuple[str, ...] = ()
    workshops: tuple[str, ...] = ()

    @property
    def everything(self) -> tuple[str, ...]:
        """Return every id, the organisation first: what a task or a file may be about."""
        own = (self.organisation,)
        return own + self.visits + self.actions + self.ideas + self.evaluations + self.workshops


def reach(reading: Reading, organisation: str) -> Reach:
    """Return what stands around an organisation."""
    visits = _ids(pick_any(reading, "visit", (_is("organisation", organisation),), ()))
    actions = _ids(pick_any(reading, "action", (_is("organisation", organisation),), ()))
    ideas = pick_any(
        reading, "idea", (_is("presumed_carrier", organisation), within("born_of", visits)), ()
    )
    about = within("about", (organisation, *actions))
    workshops = pick_any(reading, "workshop", (_is("organisations", organisation),), ())
    return Reach(
        organisation,
        visits,
        actions,
        _ids(ideas),
        _ids(pick_any(reading, "evaluation", (about,), ())),
        _ids(workshops),
    )


def paid_for(reading: Reading, organisation: str) -> Reach:
    """Return an organisation and its actions alone: what its money is tied to."""
    own = (_is("organisation", organisation),)
    return Reach(organisation, actions=_ids(pick_any(reading, "action", own, ())))


def kept_inside(reading: Reading) -> frozenset[str]:
    """Return the ids of what stays in the team: what hangs on one of them stays with it."""
    secret = Filter("diffusion", "=", Diffusion.CONFIDENTIAL.value)
    unagreed = Filter("consent", "=", Consent.NO_DIFFUSION.value)
    conditions = dict.fromkeys(_CARRIERS, (secret,)) | {"evaluation": (secret, unagreed)}
    return frozenset(
        key
        for kind, asked in conditions.items()
        for key in _ids(pick_any(reading, kind, asked, ()))
    )


def within(field: str, ids: tuple[str, ...]) -> Filter:
    """Return the condition that a link leads to one of these records."""
    return Filter(field, "in", ids)


def pick_any(
    reading: Reading,
    kind: str,
    conditions: Iterable[Filter],
    fields: tuple[str, ...],
    *,
    also: tuple[Filter, ...] = (),
) -> tuple[Picked, ...]:
    """Return some fields of the records that meet one of the conditions, each of them once.

    They meet all the conditions of `also` too.
    """
    wanted = (condition for condition in conditions if condition.value != ())
    found = {
        picked.id: picked
        for condition in wanted
        for picked in reading.pick(ListQuery(kind, (condition, *also)), fields)
    }
    return tuple(found.values())


def _is(field: str, record_id: str) -> Filter:
    return Filter(field, "=", record_id)


def _ids(found: Iterable[Picked]) -> tuple[str, ...]:
    return tuple(picked.id for picked in found)
