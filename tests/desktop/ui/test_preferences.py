"""What the computer remembers of the window, and nothing that harms when it is unreadable."""

from pathlib import Path

from desktop.ui.preferences import ZOOMS, Preferences, next_zoom
from desktop.ui.theme import Theme


def test_choices_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / "fenetre.ini"
    first = Preferences(path)
    first.theme, first.zoom, first.folder = Theme.DARK, 1.25, tmp_path

    again = Preferences(path)

    assert (again.theme, again.zoom, again.folder) == (Theme.DARK, 1.25, tmp_path)


def test_nothing_chosen_is_the_look_of_the_computer(tmp_path: Path) -> None:
    fresh = Preferences(tmp_path / "fenetre.ini")

    assert (fresh.theme, fresh.zoom, fresh.folder) == (Theme.SYSTEM, 1.0, None)
    assert fresh.geometry.isEmpty()


def test_without_a_file_choices_last_as_long_as_the_program() -> None:
    passing = Preferences(None)

    passing.theme, passing.zoom = Theme.DARK, 1.5

    assert (passing.theme, passing.zoom, passing.folder) == (Theme.DARK, 1.5, None)
    assert (Preferences(None).theme, Preferences(None).zoom) == (Theme.SYSTEM, 1.0)
    assert passing.geometry.isEmpty()


def test_an_unreadable_file_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "fenetre.ini"
    path.write_text("[General]\ntheme=violet\nzoom=grand\ngeometry=12\n", encoding="utf-8")

    read = Preferences(path)

    assert (read.theme, read.zoom) == (Theme.SYSTEM, 1.0)
    assert read.geometry.isEmpty()


def test_zoom_goes_step_by_step_and_stops_at_its_ends() -> None:
    assert next_zoom(1.0, 1) == 1.1
    assert next_zoom(1.0, -1) == 0.9
    assert next_zoom(ZOOMS[-1], 1) == ZOOMS[-1]
    assert next_zoom(ZOOMS[0], -1) == ZOOMS[0]
