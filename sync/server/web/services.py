"""What each process of the server is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sync.server.admission import Admission
from sync.server.devices import Leaving, Recognition
from sync.server.exchange import Exchange
from sync.server.files import Filing
from sync.server.people import identity_of
from sync.server.reconciling import Reconciling
from sync.server.rooms import Room
from sync.server.space_desk import SpaceDesk
from sync.server.store.engine import Store
from sync.server.throttling import Rates, Throttle


@dataclass(frozen=True, slots=True)
class Services:
    """All that the routes need."""

    exchange: Exchange
    reconciling: Reconciling
    filing: Filing
    admission: Admission
    recognition: Recognition
    leaving: Leaving
    office: SpaceDesk
    now_ms: Callable[[], int]
    ready: Callable[[], object]
    rates: Rates = field(default_factory=Rates)


def services_on(
    store: Store,
    now_ms: Callable[[], int],
    rates: Rates | None = None,
    room: Room | None = None,
) -> Services:
    """Build what answers laptops from a database."""
    rates = rates or Rates()
    return Services(
        exchange=Exchange(store, now_ms),
        reconciling=Reconciling(store),
        filing=Filing(store, now_ms, room or Room()),
        admission=Admission(store, now_ms, rates=rates),
        recognition=Recognition(store, now_ms),
        leaving=Leaving(store, now_ms),
        office=SpaceDesk(store, now_ms, invitations=Throttle(rates.joins_of_an_address)),
        now_ms=now_ms,
        ready=lambda: identity_of(store),
        rates=rates,
    )
