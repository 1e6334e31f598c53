"""A server put back to a copy: whoever was put out since stays out, what they left stays too."""

from pathlib import Path

import pytest

from sync.protocol.signing import to_text
from sync.server.backups import back_up, restore, restore_postgresql
from sync.server.devices import DeviceDesk, Leaving, Recognition
from sync.server.journals import Ledger
from sync.server.refusals import Refused
from sync.server.store.engine import open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.sealed import SealedWork
from tests.sync.server.office import Office


@pytest.mark.parametrize("way", ["revoke", "ask_wipe"])
def test_a_laptop_put_out_since_the_copy_stays_out_and_what_it_left_stays(
    office: Office, tmp_path: Path, way: str
) -> None:
    _, lost = office.enrol("Jeanne Doe")
    _, other = office.enrol("Paul Martin")
    store, clock, ledger = office.store, office.clock, Ledger(tmp_path / "ledger")
    url = store.engine.url.render_as_string(hide_password=False)
    place = tmp_path / "server" if store.is_sqlite else url
    back_up(store, place, tmp_path / "copy", clock)
    desk = DeviceDesk(store, clock)
    device = desk.find(lost.device)
    assert device is not None
    getattr(desk, way)(device)
    put_out = desk.find(lost.device)
    Leaving(store, clock).keep_sealed(device, to_text(b"unsent work"))
    store.close()

    if isinstance(place, Path):
        restore(tmp_path / "copy", place, clock, ledger)
    else:
        restore_postgresql(tmp_path / "copy", place, clock, ledger)

    reopened = open_store(place)
    try:
        recognition = Recognition(reopened, clock)
        with pytest.raises(Refused):
            recognition.known(f"Bearer {lost.token}")
        assert DeviceDesk(reopened, clock).find(lost.device) == put_out
        assert recognition.known(f"Bearer {other.token}").device.id == other.device
        with reopened.reading(EVERYBODY) as connection:
            (piece,) = SealedWork(connection).waiting()
        assert (piece.device, piece.content) == (lost.device, b"unsent work")
    finally:
        reopened.close()
