"""Writers of one program go one after another, and none is passed over."""

from threading import Event, Thread

from desktop.services.notebook import Notebook
from desktop.store.turns import Turns


def test_who_waits_has_the_turn_before_who_comes_back() -> None:
    turns, order = Turns(), ["first"]
    asked = Event()

    def second() -> None:
        asked.set()
        with turns.mine():
            order.append("second")

    with turns.mine():
        alone = turns.awaited
        thread = Thread(target=second)
        thread.start()
        asked.wait()
        while not turns.awaited:
            pass
    with turns.mine():
        order.append("first again")
    thread.join()

    assert not alone
    assert not turns.awaited
    assert order == ["first", "second", "first again"]


def test_the_connections_of_a_notebook_share_the_turns(carnet: Notebook) -> None:
    with carnet.second() as own, own.base.writing():
        thread = Thread(target=_write, args=(carnet,))
        thread.start()
        while not carnet.base.turns.awaited:
            assert thread.is_alive()
        own.base.settings.put("mark", "first")
    thread.join()

    assert carnet.base.settings.get("mark") == "second"


def _write(carnet: Notebook) -> None:
    with carnet.second() as own, own.base.writing():
        own.base.settings.put("mark", "second")
