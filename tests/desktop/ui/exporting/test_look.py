"""Every step is whole, named and in order in the smallest window, in large text too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop.ui.exporting.page import ExportPage
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import Appearance, Theme
from tests.desktop.services.workbooks.season import Season
from tests.desktop.ui.audit import audit, cut, english, mnemonics, not_plain, out_of_order, sideways
from tests.desktop.ui.exporting.conftest import Done, Looked
from tests.desktop.ui.hands import press


def wrong(window: MainWindow) -> list[str]:
    """Return everything wrong with the page on screen."""
    for _ in range(6):
        QApplication.processEvents()
    window.status.stay_last()  # as Tab does
    letters = mnemonics(window)
    doubled = [letter for letter in set(letters) if letters.count(letter) > 1]
    page = window.page
    assert page is not None
    sound = [*audit(page), *not_plain(page), *cut(page), *sideways(page), *english(page)]
    return [*sound, *out_of_order(window), *doubled]


@pytest.mark.parametrize(
    ("theme", "zoom"), [(Theme.LIGHT, 1.0), (Theme.DARK, 1.5), (Theme.CONTRAST, 2.0)]
)
def test_each_step_is_whole_in_the_smallest_window(
    window: MainWindow,
    appearance: Appearance,
    season: Season,
    page: ExportPage,
    looked: Looked,
    done: Done,
    *,
    theme: Theme,
    zoom: float,
) -> None:
    season.idea("Écouter Karima Benali au 06 39 98 89 93")
    window.resize(1024, 640)
    appearance.apply(theme, zoom)
    window.fit()
    page.recipient.manage.click()
    problems = {"first": wrong(window)}
    page.recipient.manage.click()

    check = looked("W3", "W5")
    for place in range(check.tabs.count()):
        if check.tabs.isTabVisible(place):
            check.tabs.setCurrentIndex(place)
            problems[check.tabs.tabText(place)] = wrong(window)
    check.back.click()
    for box in page.matter.boxes:
        box.fold.click()
    page.matter.service.unfold()
    problems["second"] = wrong(window)
    while check.passages.unread:
        check.passages.fine.click()
    check.save.click()
    done()
    window.act("sent")
    page.sent.compare.click()
    done()
    window.notices.bar.dismiss()
    problems["sent"] = wrong(window)

    assert {name: said for name, said in problems.items() if said} == {}


def test_the_buttons_scroll_with_the_rest_where_there_is_little_height(
    window: MainWindow, appearance: Appearance, page: ExportPage
) -> None:
    (area,) = page.recipient.findChildren(
        QScrollArea, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    roomy = area.isAncestorOf(page.recipient.go_on)
    window.resize(1024, 640)
    appearance.apply(Theme.LIGHT, 2.0)
    window.fit()
    QApplication.processEvents()
    page.recipient.sought.setFocus()
    press(page.recipient.sought, Qt.Key.Key_Tab)
    low, focused = area.isAncestorOf(page.recipient.go_on), QApplication.focusWidget()
    appearance.apply(Theme.LIGHT, 1.0)
    window.resize(1366, 768)
    window.fit()
    QApplication.processEvents()

    assert (roomy, low, area.isAncestorOf(page.recipient.go_on)) == (False, True, False)
    assert focused is page.recipient.table
    assert page.recipient.go_on.isVisible()
