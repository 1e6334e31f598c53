"""Damage is seen wherever it is, and the rows that are still readable come back."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.errors import Damaged
from desktop.store.cipher import connect, translated
from desktop.store.damage import Salvage, check, check_file
from desktop.store.keys import DataKey

if TYPE_CHECKING:
    from tests.desktop.store.conftest import Notebook

PAGE = 4096


@pytest.fixture
def filled(notebook: Notebook) -> Notebook:
    """Return a notebook of several hundred kilobytes with an index."""
    draw = random.Random(1)
    notebook.write(*(f"{turn} " + "é" * draw.randint(20, 300) for turn in range(1200)))
    with closing(notebook.open()) as connection:
        connection.execute("CREATE INDEX by_body ON note (substr(body, 1, 40))")
        connection.commit()
    return notebook


def _read_all(path: Path, key: DataKey) -> list[tuple[int, str]]:
    with closing(connect(path, key)) as connection, translated():
        return [tuple(row) for row in connection.execute("SELECT id, body FROM note ORDER BY id")]


def test_a_sound_base_has_nothing_to_report(filled: Notebook) -> None:
    with closing(filled.open()) as connection:
        report = check(connection, full=True)

    assert report.sound
    assert report.tables == 1
    report.require_sound()


def test_each_of_300_flipped_bytes_is_detected_or_harmless(
    filled: Notebook, tmp_path: Path
) -> None:
    whole = filled.folder.base.read_bytes()
    rows = _read_all(filled.folder.base, filled.key)
    draw = random.Random(20261123)
    detected = 0
    assert len(whole) > 300_000

    for turn in range(300):
        hurt = bytearray(whole)
        hurt[draw.randrange(len(whole))] ^= draw.randint(1, 255)
        copy = tmp_path / f"{turn}.db"
        copy.write_bytes(hurt)
        if check_file(copy, filled.key).sound:
            assert _read_all(copy, filled.key) == rows
        else:
            detected += 1
        copy.unlink()

    assert detected == 300


@pytest.mark.parametrize("kept", [-1, -PAGE, -20 * PAGE, PAGE, 0])
def test_a_base_cut_short_is_detected(filled: Notebook, kept: int) -> None:
    filled.folder.base.write_bytes(filled.folder.base.read_bytes()[:kept])

    report = check_file(filled.folder.base, filled.key)

    assert not report.sound
    with pytest.raises(Damaged):
        report.require_sound()


def test_a_check_on_an_open_connection_reports_instead_of_failing(filled: Notebook) -> None:
    content = bytearray(filled.folder.base.read_bytes())
    content[PAGE * 40 + 100] ^= 1
    filled.folder.base.write_bytes(content)

    with closing(filled.open()) as connection:
        report = check(connection, full=True)

    assert not report.sound
    assert any("page 41" in line for line in report.findings)


def test_a_sound_table_is_salvaged_whole(filled: Notebook) -> None:
    expected = _read_all(filled.folder.base, filled.key)

    salvage = Salvage(filled.folder.base, filled.key, "note", ["id", "body"])
    found = [row.values for row in salvage.rows()]

    assert found == expected
    assert (salvage.read, salvage.lost) == (1201, 0)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_table_gives_back_all_but_the_damaged_pages(filled: Notebook, seed: int) -> None:
    expected = dict(_read_all(filled.folder.base, filled.key))
    content = bytearray(filled.folder.base.read_bytes())
    hurt = random.Random(seed).randrange(2, len(content) // PAGE)
    content[hurt * PAGE + 2000] ^= 1
    filled.folder.base.write_bytes(content)
    before = filled.files()

    salvage = Salvage(filled.folder.base, filled.key, "note", ["id", "body"])
    found = {row.rowid: row.values[1] for row in salvage.rows()}

    assert found.items() <= expected.items()
    assert len(found) >= 0.95 * len(expected)
    assert salvage.read == len(found)
    assert len(found) + salvage.lost == len(expected)
    assert filled.files()["carnet.db"] == before["carnet.db"]


def test_the_last_page_lost_does_not_make_salvage_endless(filled: Notebook) -> None:
    content = bytearray(filled.folder.base.read_bytes())
    last = _last_page_of_notes(filled, bytes(content))
    content[last * PAGE + 2000] ^= 1
    filled.folder.base.write_bytes(content)

    salvage = Salvage(filled.folder.base, filled.key, "note", ["body"])
    found = list(salvage.rows())

    assert 1100 < len(found) < 1201


def test_salvage_goes_on_from_a_row_number(filled: Notebook) -> None:
    salvage = Salvage(filled.folder.base, filled.key, "note", ["body"])

    assert [row.rowid for row in salvage.rows(1199)] == [1199, 1200, 1201]


def test_an_empty_table_and_a_base_that_does_not_open_give_nothing(notebook: Notebook) -> None:
    with closing(notebook.open()) as connection:
        connection.execute("DELETE FROM note")
        connection.commit()
    empty = Salvage(notebook.folder.base, notebook.key, "note", ["body"])
    closed = Salvage(notebook.folder.base, DataKey.random(), "note", ["body"])

    assert list(empty.rows()) == []
    assert list(closed.rows()) == []


def _last_page_of_notes(filled: Notebook, content: bytes) -> int:
    """Return which page holds the last note: the one whose loss hides it."""
    for page in range(len(content) // PAGE - 1, 0, -1):
        hurt = bytearray(content)
        hurt[page * PAGE + 2000] ^= 1
        filled.folder.base.write_bytes(hurt)
        with closing(filled.open()) as connection:
            try:
                with translated():
                    connection.execute("SELECT body FROM note WHERE id = 1201").fetchone()
            except Damaged:
                return page
    raise AssertionError("no page holds the last note")
