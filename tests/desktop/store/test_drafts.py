"""Raw form input, kept at each pause in typing."""

from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import DiskFull
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from sync.operations.operation import Value
from tests.conftest import PASSPHRASE, Clock


def test_a_draft_keeps_what_no_record_would_accept(carnet: Notebook) -> None:
    values: dict[str, Value] = {
        "visited_on": "31/02/20",
        "duration_minutes": "un quart d’h",
        "facts": "",
        "difficulties": ["LOCAUX", None],
        "unknown": {"deep": [1.5, True]},
    }

    kept = carnet.keep_draft("", "visit", "", values)

    assert kept.id
    assert dict(carnet.drafts()[0].values) == values
    assert carnet.drafts() == (kept,)


def test_a_half_sign_in_a_pasted_text_does_not_lose_the_draft(carnet: Notebook) -> None:
    carnet.keep_draft(
        "", "visit", "", {"facts": "Le jardin \ud83d", "verbatims": [{"a": "\udc00"}]}
    )

    (kept,) = carnet.drafts()
    assert dict(kept.values) == {"facts": "Le jardin ?", "verbatims": [{"a": "?"}]}


def test_a_draft_is_written_over_by_its_next_pause(carnet: Notebook, wall_clock: Clock) -> None:
    first = carnet.keep_draft("", "visit", "", {"facts": "J"})
    wall_clock.wait(seconds=2)

    again = carnet.keep_draft(first.id, "visit", "", {"facts": "Je"})

    (kept,) = carnet.drafts()
    assert (kept.id, dict(kept.values)) == (first.id, {"facts": "Je"})
    assert kept.kept_at == again.kept_at > first.kept_at


def test_the_latest_draft_comes_first(carnet: Notebook) -> None:
    for word in ("un", "deux", "trois"):
        carnet.keep_draft(word, "visit", "record", {"facts": word})

    assert [draft.id for draft in carnet.drafts()] == ["trois", "deux", "un"]
    assert {draft.record_id for draft in carnet.drafts()} == {"record"}


def test_dropping_a_draft_leaves_the_others(carnet: Notebook) -> None:
    carnet.keep_draft("one", "visit", "", {})
    carnet.keep_draft("other", "idea", "", {})

    carnet.drop_draft("one")
    carnet.drop_draft("nowhere")

    assert [draft.id for draft in carnet.drafts()] == ["other"]


def test_a_draft_is_there_after_closing_and_for_other_connections(
    carnet: Notebook, doors: Opening, tmp_path: Path
) -> None:
    carnet.keep_draft("one", "visit", "", {"facts": "Je"})

    with carnet.second() as second:
        seen = [draft.id for draft in second.drafts()]
    carnet.close()
    with closing(doors.open(tmp_path / "carnet", PASSPHRASE)) as again:
        kept = [draft.id for draft in again.drafts()]

    assert seen == kept == ["one"]


def test_a_draft_is_no_record_and_no_act(carnet: Notebook) -> None:
    operations = carnet.base.log.next_place()

    carnet.keep_draft("", "visit", "", {"facts": "jardin"})

    assert carnet.next_undo() is None
    assert carnet.search("jardin").hits == ()
    assert carnet.base.log.next_place() == operations


def test_a_full_disk_is_said_and_the_last_pause_kept(carnet: Notebook) -> None:
    carnet.keep_draft("one", "visit", "", {"facts": "Je"})
    pages = carnet.base.db.execute("PRAGMA page_count").fetchone()[0]
    carnet.base.db.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(DiskFull):
        carnet.keep_draft("one", "visit", "", {"facts": "Je" * 200_000})

    assert [dict(draft.values) for draft in carnet.drafts()] == [{"facts": "Je"}]
    assert not carnet.base.connection.in_transaction
