"""Every screen, whatever it shows: named, reachable, plain, in French, in order, and whole."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QTableWidget

from desktop.ui.rail import TRASH
from desktop.ui.theme import Theme
from tests.desktop.ui import stage as stages
from tests.desktop.ui.audit import (
    audit,
    cut,
    english,
    interpreted,
    mnemonics,
    not_plain,
    out_of_order,
    shown,
    sideways,
    spoken,
)
from tests.desktop.ui.screens import SCREENS, Screen
from tests.desktop.ui.stage import SIZE, Stage

CANARY = "<img src=x onerror=y><b>gras</b> &amp; <a href=z>lien</a>"
PLAIN = "Été à l’œuvre"
LOOKS = {
    "canary": (CANARY, Theme.LIGHT, 1.0),
    "150": (PLAIN, Theme.DARK, 1.5),
    "200": (PLAIN, Theme.CONTRAST, 2.0),
}


@pytest.fixture(scope="module", params=LOOKS)
def stage(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """Return one window for all the screens of a look."""
    words, theme, zoom = LOOKS[request.param]
    with stages.stage(qapp, tmp_path_factory.mktemp("stage"), words, theme, zoom) as made:
        yield made


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_a_screen_is_named_reachable_plain_in_order_and_whole(stage: Stage, screen: Screen) -> None:
    problems = [f"{state}: {said}" for state in screen(stage) for said in faults(stage)]

    assert not problems, "\n".join(problems)


def test_what_is_written_is_read_sign_by_sign(stage: Stage) -> None:
    stage.window.open_record(stage.records["task"])
    stage.settle()
    heading = [text for text in spoken(stage.window) if stage.words in text]
    stage.window.go(TRASH)
    stage.settle()
    (trash,) = (each for each in shown(stage.window) if isinstance(each, QTableWidget))
    cells = [trash.item(row, 0) for row in range(trash.rowCount())]

    assert heading
    assert [cell.text() for cell in cells if cell is not None and stage.words in cell.text()]


def faults(stage: Stage) -> Iterator[str]:
    """Yield everything wrong with what is on screen now."""
    window = stage.window
    window.status.stay_last()
    yield from audit(window)
    yield from cut(window)
    yield from sideways(window)
    yield from (f"order: {step}" for step in out_of_order(window))
    yield from (f"twice: Alt+{key}" for key, n in Counter(mnemonics(window)).items() if n > 1)
    if stage.words == CANARY:
        yield from not_plain(window)
        yield from interpreted(window)
        yield from (f"English: {text!r}" for text in english(window))
    if (window.width(), window.height()) != SIZE:
        yield f"the window has grown to {window.width()}×{window.height()}"
    least = window.minimumSizeHint()
    if least.width() > SIZE[0] or least.height() > SIZE[1]:
        yield f"the window wants {least.width()}×{least.height()}"
