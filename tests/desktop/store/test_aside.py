"""A notebook put aside leaves a free folder, and stays whole where it went."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from desktop.errors import NoNotebook
from desktop.store.aside import new_aside, set_aside
from desktop.store.cipher import connect
from desktop.store.keypair import read_key_file

if TYPE_CHECKING:
    from tests.desktop.store.conftest import Notebook


def test_a_notebook_put_aside_still_opens_there_with_its_keys(notebook: Notebook) -> None:
    aside = set_aside(notebook.folder, notebook.clock.now)

    key = read_key_file(aside / "carnet.keys").unlock(notebook.passphrase)
    with closing(connect(aside / "carnet.db", key)) as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (1,)
    with pytest.raises(NoNotebook):
        notebook.folder.require_notebook()
    assert not notebook.folder.keys.exists()


def test_two_bases_put_aside_in_one_second_have_each_their_folder(notebook: Notebook) -> None:
    first = new_aside(notebook.folder, notebook.clock.now)
    second = new_aside(notebook.folder, notebook.clock.now)

    assert (first.name, second.name) == ("20261123-143000", "20261123-143000-2")
