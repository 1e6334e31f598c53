"""The data file that may be sent: by the rules of the workbooks, one record at a time."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import load_workbook

from desktop.paths import resources_dir
from desktop.privacy.reader import privacy_reader
from desktop.services.export import Exported, Outside, export_data
from desktop.services.notebook import Notebook, Planned
from desktop.services.workbooks.exporting import look_at
from desktop.services.workbooks.gate.lone import Count, lone
from desktop.services.workbooks.gate.passages import TO_READ
from desktop.store.query import ListQuery
from sync.records import RECORD_TYPES
from tests.desktop.services.workbooks.season import Season, quiet, suspicious
from tests.odd_records import odd_notebook

HEADER_ROW = 4


@pytest.fixture
def season(notebook: Notebook) -> Season:
    return Season(notebook)


@pytest.fixture
def send(notebook: Notebook, tmp_path: Path) -> Callable[..., Exported]:
    """Return what writes the file that may be sent."""

    def written(remarks: Any = quiet) -> Exported:
        return export_data(notebook, tmp_path / "donnees.xlsx", Outside(remarks))

    return written


def rows(exported: Exported, sheet: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sheet by header."""
    told = load_workbook(exported.path)[sheet]
    headers = [str(cell.value) for cell in told[HEADER_ROW]]
    for row in told.iter_rows(min_row=HEADER_ROW + 1, values_only=True):
        yield dict(zip(headers, row, strict=True))


def column(exported: Exported, sheet: str, title: str) -> list[Any]:
    return [row[title] for row in rows(exported, sheet)]


def test_only_validated_records_that_may_be_read_outside_are_sent(
    season: Season, send: Callable[..., Exported]
) -> None:
    season.idea("Un four")
    season.idea("Un banc", review_state="BROUILLON")
    season.idea("Un puits", diffusion="INTERNE")
    season.idea("Un mur", diffusion="CONFIDENTIEL")
    season.add("organisation", name="Les Tilleuls", diffusion="INTERNE")

    sent = send()

    assert column(sent, "Idées", "Titre") == ["Un four"]
    assert column(sent, "Structures", "Nom") == ["Les Tilleuls"]
    assert sent.left_out["idea"] == 3


def test_a_record_that_stays_is_not_even_cited(
    season: Season, send: Callable[..., Exported]
) -> None:
    draft = season.add("organisation", name="Les Secrets", review_state="BROUILLON")
    season.idea("Un four", presumed_carrier=draft)

    assert column(send(), "Idées", "Porteur pressenti") == ["(fiche gardée dans le carnet)"]


def test_a_count_hidden_alone_takes_the_next_smallest_of_its_column(
    season: Season, send: Callable[..., Exported]
) -> None:
    for title, people in (("Un four", 3), ("Un banc", 40), ("Un mur", 12), ("Un puits", None)):
        season.idea(title, carriers_count=people)

    sent = send()

    told = dict(zip(column(sent, "Idées", "Titre"),
                    column(sent, "Idées", "Personnes qui la portent"), strict=True))  # fmt: skip
    assert told == {"Un four": "<5", "Un banc": 40, "Un mur": "n. c.", "Un puits": None}


def test_the_lines_of_a_record_hide_their_small_counts_in_both_sheets(
    season: Season, send: Callable[..., Exported]
) -> None:
    audience = [
        {"age_band": "6-11", "gender": "F", "actual": 3},
        {"age_band": "12-15", "gender": "F", "actual": 7},
        {"age_band": "16-17", "gender": "F", "actual": 70},
    ]
    season.add("action", title="Été", year=2026, audience=audience)

    sent = send()

    (action,) = rows(sent, "Actions")
    told = action["Public prévu et touché"].splitlines()
    assert [line.rpartition(": ")[2] for line in told] == ["<5", "n. c.", "70"]
    workbook = load_workbook(sent.path)
    (lines,) = [name for name in workbook.sheetnames if name.endswith("Public prévu et touché")]
    assert column(sent, lines, "Nombre touché") == ["<5", "n. c.", 70]


def test_a_text_that_may_name_somebody_stays_until_it_was_looked_at(
    season: Season, send: Callable[..., Exported]
) -> None:
    idea = season.idea("Avec Karima")

    held = send(suspicious)
    before = column(held, "Idées", "Titre")
    look_at(season.notebook, [each.key for each in held.passages])
    after = send(suspicious)

    assert before == [TO_READ]
    assert [(each.record, each.column) for each in held.passages] == [(idea, "Titre")]
    assert not after.passages
    assert column(after, "Idées", "Titre") == ["Avec Karima"]


def test_the_mark_of_a_record_is_never_taken_for_a_telephone(
    season: Season, send: Callable[..., Exported]
) -> None:
    idea = season.idea("Un four", id="01a1fc6a-c39a-7e81-bd34-0861285734aa")

    sent = send(privacy_reader(resources_dir() / "privacy").read)

    assert not sent.passages
    assert column(sent, "Idées", "Réf. fiche") == [idea]


def test_an_opinion_before_the_decision_is_not_sent(
    season: Season, send: Callable[..., Exported]
) -> None:
    season.add("funding", funder_type="REGION", year=2026, status="INSTRUIT", proposed=500)
    season.add("funding", funder_type="CAF_ORG_SOCIAL", year=2026, status="VOTE", granted=700)

    sent = send()

    assert sorted(map(str, column(sent, "Financements", "État"))) == ["None", "Voté"]
    assert not any("Proposé" in header for row in rows(sent, "Financements") for header in row)


@pytest.mark.parametrize(
    ("values", "beside"),
    [
        ([3, 40, 12], {12}),
        ([1, 5, 9, 40], {5, 9}),
        ([2, 3, 40], set()),
        ([7, 40], set()),
        ([3], set()),
    ],
)
def test_what_is_hidden_beside_a_lone_count(values: list[int], beside: set[int]) -> None:
    counts = [Count(("count", str(at), ""), v, hidden=v < 5) for at, v in enumerate(values)]

    hidden = lone(counts)

    assert {values[int(record)] for _, record, _ in hidden} == beside
    assert all(before != after for before, after in pairwise(sorted(hidden)))


@pytest.mark.parametrize("seed", range(3))
def test_records_from_elsewhere_are_sent_or_left_without_an_accident(
    notebook: Notebook, tmp_path: Path, seed: int
) -> None:
    odd_notebook(notebook, Random(seed))
    open_to_all = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE"}
    for kind in RECORD_TYPES:
        query = ListQuery(kind)
        for record in list(notebook.records(query)):
            notebook.write_all([Planned(record.revised(**open_to_all), record.id)], label="Ouvert")

    sent = export_data(notebook, tmp_path / "donnees.xlsx", Outside(quiet))

    assert sum(sent.counts.values()) > 10


def test_a_telephone_in_the_name_of_a_body_or_in_a_label_is_not_sent(
    season: Season, send: Callable[..., Exported]
) -> None:
    read = privacy_reader(resources_dir() / "privacy").read
    season.add("organisation", name="Centre social Louise Michel", federation="06 39 98 12 34")
    season.add(
        "list_entry", list_name="observation_theme", entry_code="VELO", entry_label="a@exemple.fr"
    )
    season.add(
        "observation", observed_on="2026-03-04", theme="VELO", nature="BESOIN", facts="Un vélo"
    )

    sent = send(read)

    assert column(sent, "Structures", "Nom") == ["Centre social Louise Michel"]
    assert column(sent, "Structures", "Fédération ou réseau") == [TO_READ]
    assert TO_READ in column(sent, "Listes", "Libellé")
    assert {one.text for one in sent.passages} == {"06 39 98 12 34", "a@exemple.fr"}
