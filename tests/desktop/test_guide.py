"""The guide for agents speaks of the window as it is."""

import re
from pathlib import Path

import pytest

from desktop.services.notebook import Notebook
from desktop.ui.commands import MENUS

KEYS = {
    "Entrée": "Return",
    "Suppr": "Del",
    "PgSuiv": "PgDown",
    "PgPréc": "PgUp",
    "Maj": "Shift",
}
COMMANDS = [command for _, commands in MENUS for command in commands if command.name]
TITLES = {command.text.replace("&", ""): command for command in COMMANDS}


@pytest.fixture
def guide(root: Path) -> str:
    return (root / "resources" / "guide" / "guide.md").read_text(encoding="utf-8")


def test_every_shortcut_of_the_guide_does_what_it_says(guide: str) -> None:
    table = re.findall(r"^\| ([^|]+) \| `([^`]+)` \|$", guide, flags=re.MULTILINE)

    assert len(table) > 10
    for title, keys in table:
        assert _in_english(keys) in TITLES[title].keys, title


def test_every_shortcut_of_the_menus_is_in_the_guide(guide: str) -> None:
    told = {_in_english(keys) for keys in re.findall(r"`((?:Ctrl|Maj|F\d)[^`]*)`", guide)}

    missing = [c.text for c in COMMANDS if c.keys and not told & set(c.keys)]

    assert missing in ([], ["&Quitter"])


def test_every_entry_of_the_tools_menu_that_is_named_exists(guide: str) -> None:
    named = re.findall(r"[Mm]enu \*\*Outils\*\*, \*\*([^*]+)\*\*", guide)

    assert len(named) >= 4
    assert set(named) <= TITLES.keys()


def test_the_guide_is_written_as_the_program_speaks(guide: str) -> None:
    assert not re.search(r"[^`\s]'\w|·| [:;?!»]|« |!", guide)


def test_the_trash_is_kept_as_long_as_the_guide_says(notebook: Notebook, guide: str) -> None:
    task = {"what": "Appeler", "who": "Moi", "due_on": "2026-12-01"}
    notebook.delete(notebook.add("task", task).record.id)

    (trashed,) = notebook.trash()

    days = (trashed.expires_on - trashed.deleted_at).days
    assert f"reste **{days}\u00a0jours**" in guide


def _in_english(keys: str) -> str:
    for french, english in KEYS.items():
        keys = keys.replace(french, english)
    return keys
