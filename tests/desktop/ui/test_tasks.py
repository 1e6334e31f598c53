"""Jobs run elsewhere and answer here, or not at all when nobody listens any more."""

import threading
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.services.jobs import Cancelled, Progress, Ticket
from desktop.ui.tasks import Tasks


def test_a_result_comes_back_on_the_thread_of_the_windows(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    heard: list[Any] = []

    tasks.run(
        lambda _: threading.current_thread().name,
        lane="export",
        owner=owner,
        done=lambda name: heard.append((name, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(heard))

    assert heard[0][0].startswith("carnet-export")
    assert heard[0][1] is threading.main_thread()


def test_a_job_already_over_never_answers_inside_run(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    heard: list[Any] = []

    tasks.run(lambda _: 1, lane="a", owner=owner, done=heard.append)
    tasks._lanes["a"].submit(lambda: None).result()  # noqa: SLF001 - waits for the lane to be empty

    assert heard == []
    qtbot.waitUntil(lambda: heard == [1])


def test_a_closed_page_hears_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    owner, other = QObject(), QObject()
    heard: list[str] = []
    gate = threading.Event()

    tasks.run(lambda _: gate.wait(5), lane="a", owner=owner, done=lambda _: heard.append("closed"))
    tasks.run(lambda _: None, lane="a", owner=other, done=lambda _: heard.append("open"))
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == ["open"]


def test_a_cancelled_job_is_silent(qtbot: QtBot, tasks: Tasks, failures: list[object]) -> None:
    owner = QObject()
    heard: list[Any] = []
    started, stopped = threading.Event(), threading.Event()

    def job(ticket: Ticket) -> None:
        started.set()
        try:
            while True:
                ticket.check()
        except Cancelled:
            stopped.set()
            raise

    ticket = tasks.run(job, lane="a", owner=owner, done=heard.append)
    assert started.wait(5)
    ticket.cancel()
    qtbot.waitUntil(lambda: not tasks.busy)

    assert stopped.is_set()
    assert heard == failures == []


def test_an_error_reaches_the_one_who_handles_it(
    qtbot: QtBot, tasks: Tasks, failures: list[BaseException]
) -> None:
    owner = QObject()
    handled: list[BaseException] = []

    def job(_: Ticket) -> None:
        raise ValueError("planted")

    tasks.run(job, lane="a", owner=owner, done=print, failed=handled.append)
    tasks.run(job, lane="a", owner=owner, done=print)
    qtbot.waitUntil(lambda: bool(handled) and bool(failures))

    assert [str(error) for error in (*handled, *failures)] == ["planted", "planted"]


def test_lanes_do_not_wait_for_each_other(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    heard: list[Any] = []
    gate = threading.Event()

    tasks.run(lambda _: gate.wait(5), lane="slow", owner=owner, done=lambda _: heard.append("slow"))
    tasks.run(lambda _: None, lane="quick", owner=owner, done=lambda _: heard.append("quick"))
    qtbot.waitUntil(lambda: heard == ["quick"])
    gate.set()

    qtbot.waitUntil(lambda: heard == ["quick", "slow"])


def test_progress_is_announced_and_its_end_too(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    seen: list[Progress] = []
    ends: list[bool] = []
    tasks.progressed.connect(seen.append)
    tasks.idle.connect(lambda: ends.append(True))

    tasks.run(
        lambda ticket: ticket.report(1, 2, "Copie"), lane="a", owner=owner, done=lambda _: None
    )
    qtbot.waitUntil(lambda: bool(ends))

    assert seen == [Progress(1, 2, "Copie")]


def test_closing_waits_for_every_thread(tasks: Tasks) -> None:
    over = threading.Event()

    def job(ticket: Ticket) -> None:
        while not ticket.cancelled:
            pass
        over.set()

    tasks.run(job, lane="a", owner=QObject(), done=print)
    tasks.close()

    assert over.is_set()
    assert not tasks.busy
