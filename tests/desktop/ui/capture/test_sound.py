"""The quick forms pass the audit, folded and unfolded, also in large text."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication

from desktop.services.notebook import Notebook
from desktop.ui.capture.essentials import ESSENTIALS
from desktop.ui.capture.page import CapturePage
from desktop.ui.main_window import MainWindow
from desktop.ui.pages.registry import CAPTURED
from desktop.ui.theme import Appearance, Theme
from sync.records import RECORD_TYPES
from sync.records.fields import Shown, Stage, fields_of
from tests.desktop.ui.audit import audit, cut, mnemonics, not_plain


@pytest.fixture(params=sorted(CAPTURED))
def page(request: pytest.FixtureRequest, appearance: Appearance, window: MainWindow) -> CapturePage:
    """Return the quick form of each kind, on screen."""
    appearance.apply(Theme.LIGHT, 1.0)
    window.begin(request.param, {})
    QApplication.processEvents()
    assert isinstance(window.page, CapturePage)
    return window.page


def problems(window: MainWindow) -> list[str]:
    """Return everything wrong on screen."""
    QApplication.processEvents()
    doubled = [letter for letter, count in Counter(mnemonics(window)).items() if count > 1]
    return [*audit(window), *not_plain(window), *doubled]


def test_a_quick_form_is_named_reachable_and_plain(window: MainWindow, page: CapturePage) -> None:
    folded = problems(window)
    page.form.panel.unfold(True)

    assert folded == []
    assert problems(window) == []


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_is_cut(
    window: MainWindow,
    page: CapturePage,
    notebook: Notebook,
    appearance: Appearance,
    factor: float,
) -> None:
    values = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Vu."}
    page.head.show_added(notebook.add("visit", values).record)
    page.keep()

    appearance.apply(Theme.LIGHT, factor)
    window.fit()
    page.form.panel.unfold(True)
    QApplication.processEvents()

    assert cut(page) == []


def test_every_field_of_a_record_is_in_its_quick_form(page: CapturePage) -> None:
    kind = page.drafting.kind
    typed = [f.name for f in fields_of(RECORD_TYPES[kind]) if f.about.shown is not Shown.SYSTEM]

    assert sorted(page.form.panel.blocks) == sorted(typed)


@pytest.mark.parametrize("kind", sorted(ESSENTIALS))
def test_what_saving_needs_is_always_in_sight(kind: str) -> None:
    essentials = ESSENTIALS[kind]
    in_sight = {name for row in essentials.rows for name, _ in row}
    needed = {f.name for f in fields_of(RECORD_TYPES[kind]) if f.stage is Stage.SAVE}

    assert needed - {"id"} <= in_sight
    assert all(sum(share for _, share in row) == 6 for row in essentials.rows)
    assert {essentials.today, essentials.told} <= in_sight
    assert set(ESSENTIALS) == CAPTURED
