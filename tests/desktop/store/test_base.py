"""The base through one connection: what its transactions promise when the disk does not."""

import pytest

from desktop.errors import DiskTrouble
from desktop.services.notebook import Notebook
from desktop.store.cipher import DatabaseError


def test_after_a_disk_fault_each_writing_says_so_again(carnet: Notebook) -> None:
    fault = DatabaseError("as the driver would")
    fault.sqlite_errorcode = 1034  # SQLITE_IOERR_FSYNC

    with pytest.raises(DiskTrouble), carnet.base.writing():
        raise fault

    with pytest.raises(DiskTrouble):
        carnet.keep_draft("", "visit", "", {"facts": "Le jardin."})
