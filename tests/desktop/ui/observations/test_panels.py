"""What a sheet shows beside the form of an observation, a walk, a territory."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.notebook import Notebook
from desktop.ui.main_window import MainWindow
from desktop.ui.panels.observation import ObservationPanel
from desktop.ui.panels.panel import Panel
from desktop.ui.panels.territory import TerritoryPanel
from desktop.ui.panels.walk import WalkPanel
from desktop.ui.theme import Appearance, Theme
from sync.records.coding import to_json
from tests.desktop.ui.audit import audit, cut, not_plain
from tests.desktop.ui.hands import press

pytestmark = pytest.mark.usefixtures("appearance")
P = TypeVar("P", bound=Panel)
Write = Callable[..., str]


@pytest.fixture
def here(notebook: Notebook) -> str:
    """Return a neighbourhood."""
    values = {"territory_code": "A", "name": "Les Tilleuls", "territory_type": "QUARTIER_VECU"}
    return notebook.add("territory", values).record.id


@pytest.fixture
def write(notebook: Notebook, here: str) -> Write:
    """Return what writes an observation down."""

    def written(**more: Any) -> str:
        values = {
            "observed_on": "2026-11-02",
            "nature": "DYSFONCTIONNEMENT",
            "theme": "PROPRETE_DECHETS",
            "facts": "Des sacs au pied de l’immeuble.",
            "place": "le parking",
            "territory": here,
        }
        return notebook.add("observation", {**values, **more}).record.id

    return written


def panel_of(window: MainWindow, record_id: str, wanted: type[P]) -> P:
    window.open_record(record_id)
    assert window.records is not None
    tabs = window.records.sheet.tabs
    panel = next(panel for panel in tabs.panels if isinstance(panel, wanted))
    tabs.setCurrentWidget(panel)
    QApplication.processEvents()
    return panel


def values_of(notebook: Notebook, record_id: str) -> dict[str, Any]:
    return dict(to_json(notebook.get(record_id)))


def sound(window: MainWindow) -> list[str]:
    QApplication.processEvents()
    return [*audit(window), *not_plain(window)]


def test_each_step_is_one_button_and_one_undo(
    window: MainWindow, notebook: Notebook, write: Write
) -> None:
    fact = write()
    panel = panel_of(window, fact, ObservationPanel)
    waits = [panel.awaited.text]
    for button in (panel.forward_button, panel.solve_button, panel.return_button):
        press(button, Qt.Key.Key_Space)
        waits.append(panel.awaited.text)
    done = values_of(notebook, fact)
    window.act("undo")

    assert [text.replace("\u00a0", " ") for text in waits] == [
        "À transmettre depuis 21 jours",
        "Transmise, réponse attendue depuis aujourd’hui",
        "Réponse à dire aux habitants depuis aujourd’hui",
        "La réponse a été dite aux habitants",
    ]
    assert {done[name] for name in ("forwarded_on", "closed_on", "returned_on")} == {"2026-11-23"}
    assert "returned_on" not in values_of(notebook, fact)
    assert panel.return_button.isEnabled()


def test_an_answered_observation_offers_no_step_again(window: MainWindow, write: Write) -> None:
    day = "2026-11-10"
    steps = {"forwarded_on": day, "closed_on": day, "returned_on": day}

    panel = panel_of(window, write(follow_up="RESOLUE", **steps), ObservationPanel)

    buttons = (panel.forward_button, panel.solve_button, panel.return_button)
    assert not any(button.isEnabled() for button in buttons)


def test_a_resource_is_to_be_made_known_not_repaired(window: MainWindow, write: Write) -> None:
    panel = panel_of(window, write(nature="RESSOURCE_INITIATIVE"), ObservationPanel)

    assert panel.awaited.text == "Une ressource à faire connaître"


def test_two_observations_of_one_fact_are_brought_together(
    window: MainWindow, notebook: Notebook, write: Write
) -> None:
    fact, other = write(), write(observed_on="2026-10-02")
    panel = panel_of(window, fact, ObservationPanel)

    panel.join_button.click()
    untouched = values_of(notebook, fact).get("same_as")
    panel.near.list.setCurrentRow(0)
    press(panel.near.list, Qt.Key.Key_Space)
    panel.join_button.click()

    assert untouched is None
    assert values_of(notebook, fact)["same_as"] == other
    assert "rapprochée" in panel.near.lines[0].detail
    assert sound(window) == []


def test_what_is_born_of_an_observation_is_listed(
    window: MainWindow, notebook: Notebook, write: Write, here: str
) -> None:
    fact = write()
    idea = {"title": "Un banc", "summary": "Un banc", "origin_of_idea": "HABITANT"}
    notebook.add("idea", {**idea, "territory": here, "born_of": fact})

    panel = panel_of(window, fact, ObservationPanel)

    assert [line.text for line in panel.tied.lines] == ["Un banc"]


def test_a_walk_shows_its_observations_and_begins_another(
    window: MainWindow, notebook: Notebook, write: Write, here: str
) -> None:
    values = {"walked_on": "2026-11-02", "route": "Du parvis au parc", "territory": here}
    walk = notebook.add("walk", values).record.id
    write(walk=walk)
    panel = panel_of(window, walk, WalkPanel)
    listed = [line.text for line in panel.seen.lines]
    problems = sound(window)

    panel.add_button.click()

    assert listed == ["Le parking – Dysfonctionnement"]
    assert panel.section.remark.replace("\u00a0", " ") == "1 dysfonctionnement"
    assert problems == []
    assert window.page is not None
    assert window.page.busy


def test_a_portrait_shows_resources_first(
    window: MainWindow, qtbot: QtBot, write: Write, here: str
) -> None:
    write()
    write(nature="RESSOURCE_INITIATIVE", place="le kiosque")
    panel = panel_of(window, here, TerritoryPanel)
    qtbot.waitUntil(lambda: bool(panel.latest.lines))

    assert [line.text for line in panel.resources.lines] == ["Le kiosque – Ressource ou initiative"]
    assert len(panel.latest.lines) == 2
    assert "Dysfonctionnement\u00a0: 1" in panel.natures.summary
    assert "Propreté et déchets\u00a0: 2" in panel.themes.summary
    assert sound(window) == []


@pytest.mark.parametrize("panel", [ObservationPanel, TerritoryPanel])
def test_no_panel_is_cut_at_one_and_a_half(
    window: MainWindow,
    qtbot: QtBot,
    write: Write,
    here: str,
    appearance: Appearance,
    panel: type[Panel],
) -> None:
    fact = write()
    shown = panel_of(window, here if panel is TerritoryPanel else fact, panel)
    appearance.apply(Theme.LIGHT, 1.5)
    window.fit()
    qtbot.wait(150)

    assert cut(shown) == []
