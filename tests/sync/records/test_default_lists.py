"""The reference lists that ship with the notebook."""

import json
import re
from pathlib import Path

import pytest

from sync.records import RECORD_TYPES
from sync.records.default_lists import default_entries, default_lists, entry_id
from sync.records.judgement import judge
from sync.records.kinds import LIST_LABELS, LIST_NAMES
from sync.records.list_entry import ListName


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "resources" / "lists"


def test_every_list_that_a_field_reads_has_its_file(folder: Path) -> None:
    lists = default_lists(folder)

    assert {listed.list for listed in lists} == LIST_NAMES
    assert [path.stem for path in sorted(folder.glob("*.json"))] == sorted(LIST_NAMES)


def test_a_list_has_one_name_for_people(folder: Path) -> None:
    titles = {listed.list: listed.title for listed in default_lists(folder)}

    assert titles == LIST_LABELS
    assert {name.value: name.label for name in ListName} == LIST_LABELS


def test_every_entry_is_a_sound_record(folder: Path) -> None:
    entries = list(default_entries(folder))

    judgements = [judge(RECORD_TYPES["list_entry"], entry.values) for entry in entries]

    assert len(entries) > 120
    assert [judged.findings for judged in judgements if judged.findings] == []


def test_ids_are_stable_and_unique(folder: Path) -> None:
    ids = [entry.id for entry in default_entries(folder)]

    assert len(set(ids)) == len(ids)
    assert entry_id("theme", "2024", "3.1") == "bae7dcbe-4e4f-54b8-9a40-377cab5b04e9"
    assert entry_id("theme", "2024", "3.1") in ids


def test_parents_exist_and_come_before_their_parts(folder: Path) -> None:
    for listed in default_lists(folder):
        seen: set[tuple[str, str]] = set()
        for line in listed.entries:
            assert not line.parent or (line.vintage, line.parent) in seen
            assert (line.vintage, line.code) not in seen
            seen.add((line.vintage, line.code))


def test_positions_follow_the_order_of_the_file(folder: Path) -> None:
    positions = [[line.position for line in listed.entries] for listed in default_lists(folder)]

    assert positions == [list(range(1, len(found) + 1)) for found in positions]


@pytest.mark.parametrize(
    ("name", "count"),
    [("theme", 31 + 18), ("visit_type", 10), ("age_band", 8), ("observation_theme", 15),
     ("change_domain", 10), ("marker", 10), ("competence", 6), ("tfpb_axis", 8),
     ("local_axis", 0), ("place", 0)],
)  # fmt: skip
def test_lists_have_the_entries_of_the_trade(folder: Path, name: str, count: int) -> None:
    (listed,) = [listed for listed in default_lists(folder) if listed.list == name]

    assert len(listed.entries) == count


def test_support_and_paperwork_can_be_counted_apart(folder: Path) -> None:
    (listed,) = [listed for listed in default_lists(folder) if listed.list == "support_type"]

    totals = {line.parent or line.code for line in listed.entries}

    assert totals == {"APPUI", "INSTRUCTION"}


def test_words_are_typeset_french(folder: Path) -> None:
    texts = [
        text
        for path in folder.glob("*.json")
        for text in re.findall(r'"(?:title|help|note|label)": "([^"]*)"', path.read_text("utf-8"))
    ]

    faulty = [text for text in texts if re.search(r"'|·|[^\u00a0][:;?!]|^ | $", text)]

    assert len(texts) > 150
    assert faulty == []


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theme.json").write_text(json.dumps({"list": "theme"}), "utf-8")

    with pytest.raises(ValueError, match="title"):
        default_lists(tmp_path)
