"""A notebook that joined a space, without any server yet."""

import pytest

from desktop.services.exchanging.locking import note_contact
from desktop.services.notebook import Notebook
from desktop.store.enrolment import Enrolment, put_enrolment
from sync.protocol.messages import Policy
from sync.protocol.sealing import new_sealing_key
from sync.protocol.signing import DeviceKey


@pytest.fixture
def enrolment() -> Enrolment:
    """Return the enrolment of a laptop in the space of Beauvais."""
    return Enrolment(
        url="http://127.0.0.1:1",
        server="5" * 32,
        device="d" * 32,
        token="dev_token",
        private_key=DeviceKey.new().reveal(),
        role="agent",
        space_name="Équipe de Beauvais",
        server_key=new_sealing_key()[1],
        unlock_secret="c2VjcmV0",
        bundle_key="",
        policy=Policy(lock_after_days=45),
    )


@pytest.fixture
def joined(notebook: Notebook, enrolment: Enrolment) -> Notebook:
    """Return the notebook of Jeanne Dupont, which joined that space now."""
    with notebook.base.writing():
        put_enrolment(notebook.base.settings, enrolment)
        note_contact(notebook.base)
    return notebook
