"""Empty the notebook because its space asked for it, or because one leaves; say so afterwards."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from desktop.services.exchanging.emptying import Emptying
from desktop.services.exchanging.handing_over import hand_over
from desktop.services.exchanging.reaching import Pass, Reaching, over_http, pass_of
from desktop.services.exchanging.sentences import troubles_told
from desktop.services.notebook import Notebook
from desktop.services.opening import wall_clock_ms
from desktop.store.enrolment import enrolment_of
from desktop.store.folder import NotebookFolder
from desktop.store.network import Network
from sync.client.errors import Refused, SyncError

_PASS: Final = ("server", "token", "private_key")
_WAY: Final = ("proxy", "authority")


def obey(notebook: Notebook, *, reaching: Reaching | None = None) -> None:
    """Close and empty a notebook whose exchange raised `WipeOrdered`; then confirm it.

    The journal holds the pass of this laptop in clear until the server heard: the server has
    revoked it already, and takes nothing else from it. A server that cannot be reached hears at
    the next `resume`.
    """
    enrolment = enrolment_of(notebook.base.settings)
    shown = None if enrolment is None else pass_of(enrolment)
    notebook.close()
    folder = notebook.folder
    lock = folder.lock()
    try:
        told = {} if shown is None else dict(zip(_PASS + _WAY, _parts(shown), strict=True))
        Emptying(folder).begin(told)
        _confirm(folder, reaching)
    finally:
        lock.release()


def hand_over_rest(notebook: Notebook, *, reaching: Reaching | None = None) -> None:
    """Seal to the server what was written since the exchange that raised `WipeOrdered`.

    Raises `Trouble`; nothing is then emptied.
    """
    enrolment = enrolment_of(notebook.base.settings)
    if enrolment is None:
        return
    opened = (reaching or over_http()).open(pass_of(enrolment), notebook.base.now_ms)
    with troubles_told(), opened as server:
        hand_over(notebook, enrolment, server)


def empty(notebook: Notebook) -> None:
    """Close and empty the notebook of somebody who leaves."""
    notebook.close()
    lock = notebook.folder.lock()
    try:
        emptying = Emptying(notebook.folder)
        emptying.begin()
        emptying.forget()
    finally:
        lock.release()


def resume(path: Path, *, reaching: Reaching | None = None) -> bool:
    """Go on with an emptying that was cut short; tell whether there was one.

    To be called before a folder is asked whether it holds a notebook.
    """
    folder = NotebookFolder(path)
    if Emptying(folder).begun() is None:
        return False
    lock = folder.lock()
    try:
        Emptying(folder).finish()
        _confirm(folder, reaching)
    finally:
        lock.release()
    return True


def _confirm(folder: NotebookFolder, reaching: Reaching | None) -> None:
    emptying = Emptying(folder)
    told = emptying.begun() or {}
    if all(told.get(name) for name in _PASS):
        network = Network(*(told.get(name, "") for name in _WAY))
        url, token, key = (told[name] for name in _PASS)
        shown = Pass(url, token, key, network)
        try:
            with (
                suppress(Refused),
                (reaching or over_http()).open(shown, wall_clock_ms) as server,
            ):
                server.wipe_done()
        except SyncError:
            return
    emptying.forget()


def _parts(shown: Pass) -> tuple[str, ...]:
    way = shown.network
    return shown.url, shown.token, shown.private_key, way.proxy, way.authority
