"""The workbook of data: everything that may leave, nothing else, and nothing left behind."""

import re
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.errors import BadInput, NotWritten
from desktop.export.perimeter import Perimeter
from desktop.services.export import Team, export_data
from desktop.services.jobs import Cancelled, Progress, Ticket
from desktop.services.notebook import Notebook
from sync.records import RECORD_TYPES
from sync.records.fields import FieldSpec, Kind, Sensitivity, fields_of

Full = Callable[..., dict[str, Any]]
Planted = list[tuple[str, FieldSpec, FieldSpec | None]]  # marker, its field, the field above

ALWAYS_CONFIDENTIAL = {"contact", "rights_request"}
HEADER_ROW = 4


def marked(values: dict[str, Any], kind: str) -> tuple[dict[str, Any], Planted]:
    """Return the values with a marker in each free text, and where each marker is."""
    planted: Planted = []

    def mark(field: FieldSpec, above: FieldSpec | None) -> str:
        marker = f"zq{kind.replace('_', '')}{len(planted)}zq"
        planted.append((marker, field, above))
        return marker

    fields = {field.name: field for field in fields_of(RECORD_TYPES[kind])}
    for name, field in fields.items():
        if field.item is not None and values.get(name):
            for inner in fields_of(field.item):
                if _free(inner):
                    for line in values[name][:1]:
                        line[inner.name] = mark(inner, field)
        elif _free(field) and name in values:
            values[name] = mark(field, None)
    return values, planted


def _free(field: FieldSpec) -> bool:
    return (
        field.kind in (Kind.TEXT, Kind.LONG_TEXT)
        and field.about.check is None
        and field.name not in {"id", "code"}
        and (field.max_length or 0) >= 30
    )


def everything(path: Path) -> str:
    """Return all that a workbook holds, as one text."""
    with ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def rows(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sheet of data by header."""
    headers = [cell.value for cell in sheet[HEADER_ROW]]
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1, values_only=True):
        yield dict(zip(map(str, headers), row, strict=True))


def opened(path: Path) -> Workbook:
    return load_workbook(path)


def plain(full: Full, kind: str) -> dict[str, Any]:
    """Return sound values of a record that may leave when its kind allows it."""
    values = full(kind)
    if kind not in ALWAYS_CONFIDENTIAL:
        values["diffusion"] = "INTERNE"
    return values


@pytest.mark.parametrize("personal", [False, True])
def test_what_may_not_leave_is_nowhere_in_the_file(
    notebook: Notebook, full: Full, tmp_path: Path, personal: bool
) -> None:
    planted: Planted = []
    for kind in RECORD_TYPES:
        values, markers = marked(plain(full, kind), kind)
        notebook.add(kind, values)
        if personal or kind not in ALWAYS_CONFIDENTIAL:
            planted += markers
    perimeter = Perimeter(with_personal_data=personal)

    export_data(notebook, tmp_path / "carnet.xlsx", Team(with_personal_data=personal))

    written = everything(tmp_path / "carnet.xlsx")
    for marker, field, above in planted:
        hidden = perimeter.reason_to_hide(field) or (above and perimeter.reason_to_hide(above))
        assert (marker in written) == (not hidden), (marker, field.name)
    assert len(planted) > 150
    assert ("accueil@exemple.fr" in written) is personal


def test_no_sensitivity_escapes_the_test_above() -> None:
    declared = {f.about.sensitivity for m in RECORD_TYPES.values() for f in fields_of(m)}

    assert declared == set(Sensitivity)


def test_the_workbook_read_again_equals_the_records(
    notebook: Notebook, kind: str, full: Full, tmp_path: Path
) -> None:
    record = notebook.add(kind, full(kind)).record
    model = RECORD_TYPES[kind]

    export_data(notebook, tmp_path / "carnet.xlsx", Team(with_personal_data=True))

    (sheet,) = [s for s in opened(tmp_path / "carnet.xlsx") if s["A1"].value == model.label_plural]
    row = next(row for row in rows(sheet) if row["Réf. fiche"] == record.id)
    compared = 0
    for field in Perimeter(with_personal_data=True).fields(model):
        header = f"{field.title} (€)" if field.kind is Kind.MONEY else field.header
        if header in row and field.name != "id":
            compared += _agree(field, getattr(record, field.name), row[header])
    assert compared > 2


def _agree(field: FieldSpec, value: Any, cell: Any) -> int:
    if value is None:
        assert cell is None
    elif field.kind is Kind.DATE:
        assert isinstance(cell, datetime)
        assert cell.date() == value
    elif field.kind is Kind.MONEY:
        assert round(cell * 100) == value
    elif field.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.INTEGER, Kind.NUMBER):
        assert cell == value
    elif field.kind is Kind.CODE and field.codes is not None:
        assert cell == value.label
    else:
        return 0
    return 1


PAYLOADS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "#N/A",
    "#REF!",
    "TRUE",
    "12E3",
    "0012",
    "2026-03-01",
    "<b>&amp;</b>",
    "]]>",
    "🏘 أهلا שלום",
    "'quoted",
    "http://exemple.invalid",
]


def test_text_is_text_whatever_it_looks_like(notebook: Notebook, tmp_path: Path) -> None:
    for payload in PAYLOADS:
        notebook.add("organisation", {"name": payload, "purpose": payload})

    export_data(notebook, tmp_path / "carnet.xlsx", Team())

    sheet = opened(tmp_path / "carnet.xlsx")["Structures"]
    assert sorted(row["Nom"] for row in rows(sheet)) == sorted(PAYLOADS)
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
    assert kinds <= {"s", "n", "d"}
    quoted = {c.value for row in sheet.iter_rows() for c in row if c.quotePrefix}
    assert {payload for payload in PAYLOADS if payload[0] in "=+-@"} <= quoted


def test_a_trashed_record_never_leaves_nor_its_name(notebook: Notebook, tmp_path: Path) -> None:
    gone = notebook.add("organisation", {"name": "Zqdisparue"}).record
    visit = {"visited_on": "2026-03-02", "visit_type": "ECOUTE", "facts": "Vu."}
    notebook.add("visit", {**visit, "organisation": gone.id})
    notebook.delete(gone.id)

    export_data(notebook, tmp_path / "carnet.xlsx", Team(with_personal_data=True))

    assert "Zqdisparue" not in everything(tmp_path / "carnet.xlsx")
    (row,) = rows(opened(tmp_path / "carnet.xlsx")["Visites"])
    assert row["Structure"] == "(fiche retirée)"


def test_a_link_says_the_code_and_the_heading_but_never_a_hidden_name(
    notebook: Notebook, tmp_path: Path
) -> None:
    body = notebook.add("organisation", {"name": "Les Tilleuls"}).record
    person = notebook.add("contact", {"last_name": "Zqnom", "role": "AGENT"}).record
    visit = {"visited_on": "2026-03-02", "visit_type": "ECOUTE", "facts": "Vu."}
    notebook.add("visit", {**visit, "organisation": body.id})
    notebook.add("task", {"what": "Appeler", "who": "Zqqui", "due_on": "2026-03-09"})
    notebook.add(
        "attachment",
        {
            "file_name": "a.jpg",
            "about": person.id,
            "recognisable_people": "NON",
            "sha256": "ab" * 32,
            "media_type": "image/jpeg",
        },
    )

    export_data(notebook, tmp_path / "carnet.xlsx", Team())

    workbook = opened(tmp_path / "carnet.xlsx")
    (visited,) = rows(workbook["Visites"])
    (attached,) = rows(workbook["Pièces jointes"])
    assert visited["Structure"] == f"{body.code} – Les Tilleuls"
    assert attached["Jointe à"] == person.code
    assert not re.search("Zqnom|Zqqui", everything(tmp_path / "carnet.xlsx"))


def test_words_without_consent_leave_only_on_demand(notebook: Notebook, tmp_path: Path) -> None:
    words = [
        {"quote": "zqrefus", "consent": "AUCUNE_DIFFUSION"},
        {"quote": "zqaccord", "consent": "PUBLIC_ANONYME"},
    ]
    visit = {"visited_on": "2026-03-02", "visit_type": "ECOUTE", "facts": "Vu."}
    notebook.add("visit", {**visit, "verbatims": words})

    export_data(notebook, tmp_path / "sans.xlsx", Team())
    export_data(notebook, tmp_path / "avec.xlsx", Team(with_personal_data=True))

    assert "zqaccord" in everything(tmp_path / "sans.xlsx")
    assert "zqrefus" not in everything(tmp_path / "sans.xlsx")
    assert "zqrefus" in everything(tmp_path / "avec.xlsx")


def test_the_controls_count_what_is_here_and_what_is_not(
    notebook: Notebook, tmp_path: Path
) -> None:
    for cents in (12_345, 67_890):
        action = {"title": "Été", "year": 2026, "planned_cost": cents}
        notebook.add("action", action)
    notebook.add("contact", {"last_name": "Zqnom", "role": "AGENT"})
    notebook.add("organisation", {"name": "x", "purpose": "mot " * 1_000})

    made = export_data(notebook, tmp_path / "carnet.xlsx", Team())

    assert made.counts["action"] == 2
    assert made.left_out == {"contact": 1}
    controls = list(rows(load_workbook(tmp_path / "carnet.xlsx", data_only=True)["Contrôles"]))
    total = next(row for row in controls if row["Élément"] == "Coût total prévu (€)")
    assert total["Dans le carnet"] == total["Dans ce classeur"] == 802.35
    assert {
        row["Écart"] for row in controls if row["Contrôle"] in ("Total", "Nombre de lignes")
    } == {0}
    formulas = [
        row["Dans ce classeur"] for row in rows(opened(tmp_path / "carnet.xlsx")["Contrôles"])
    ]
    assert any(str(formula).startswith("=SUM('Actions'!$") for formula in formulas)
    assert any(row["Contrôle"] == "Champ laissé de côté" for row in controls)


def test_a_text_too_long_for_a_cell_is_told_in_the_controls(
    notebook: Notebook, tmp_path: Path
) -> None:
    lines = [{"quote": "é" * 480, "consent": "PUBLIC_ANONYME"} for _ in range(100)]
    visit = {"visited_on": "2026-03-02", "visit_type": "ECOUTE", "facts": "Vu."}
    code = notebook.add("visit", {**visit, "verbatims": lines}).record.code

    export_data(notebook, tmp_path / "carnet.xlsx", Team())

    workbook = opened(tmp_path / "carnet.xlsx")
    (row,) = rows(workbook["Visites"])
    assert "[texte coupé" in row["Paroles recueillies"]
    cut = [row for row in rows(workbook["Contrôles"]) if row["Contrôle"] == "Texte coupé"]
    assert [line["Élément"] for line in cut] == [f"{code}, Paroles recueillies"]


def test_the_sheets_follow_the_house_rules(
    notebook: Notebook, kind: str, full: Full, tmp_path: Path
) -> None:
    notebook.add(kind, full(kind))

    export_data(notebook, tmp_path / "carnet.xlsx", Team(with_personal_data=True))

    workbook = opened(tmp_path / "carnet.xlsx")
    assert workbook.sheetnames[0] == "Lisez-moi"
    assert workbook.sheetnames[-3:] == ["Contrôles", "Dictionnaire", "Listes"]
    assert workbook.properties.creator == "Carnet de quartier"
    assert not workbook.properties.lastModifiedBy
    assert {sheet.sheet_state for sheet in workbook} == {"visible"}
    for sheet in workbook.worksheets[1:]:
        (table,) = sheet.tables.values()
        headers = [cell.value for cell in sheet[HEADER_ROW]]
        assert [column.name for column in table.tableColumns] == headers
        assert len({str(header).casefold() for header in headers}) == len(headers)
        assert table.ref.endswith(str(sheet.max_row))
        assert sheet.freeze_panes == "B5"
        assert not sheet.merged_cells.ranges
        assert sheet.print_title_rows == "$4:$4"


def test_there_is_no_macro_no_link_outside_and_no_name_of_the_author(
    notebook: Notebook, full: Full, tmp_path: Path
) -> None:
    notebook.add("visit", plain(full, "visit"))

    export_data(notebook, tmp_path / "carnet.xlsx", Team())

    with ZipFile(tmp_path / "carnet.xlsx") as archive:
        assert not [name for name in archive.namelist() if re.search("vba|external|custom", name)]
    assert "Jeanne" not in everything(tmp_path / "carnet.xlsx")
    assert 'TargetMode="External"' not in everything(tmp_path / "carnet.xlsx")


def test_a_new_notebook_makes_a_workbook_that_opens(notebook: Notebook, tmp_path: Path) -> None:
    made = export_data(notebook, tmp_path / "carnet.xlsx", Team())

    assert made.counts.keys() <= {"list_entry"}
    assert "Lisez-moi" in opened(tmp_path / "carnet.xlsx").sheetnames


def test_nothing_is_written_but_the_workbook(
    notebook: Notebook, full: Full, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a job writes is looked at while it runs, and once it is over."""
    elsewhere, here = tmp_path / "temporary", tmp_path / "exports"
    elsewhere.mkdir()
    here.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    for _ in range(3):
        notebook.add("visit", plain(full, "visit"))
    seen: set[str] = set()

    def look(_progress: Progress) -> None:
        seen.update(path.name for path in [*elsewhere.iterdir(), *here.iterdir()])

    export_data(notebook, here / "carnet.xlsx", Team(), ticket=Ticket(look))

    assert len(seen) == 1
    assert seen.pop().startswith(".carnet-de-quartier-")
    assert [path.name for path in here.iterdir()] == ["carnet.xlsx"]
    assert not list(elsewhere.iterdir())


def test_a_cancelled_export_leaves_the_old_workbook(
    notebook: Notebook, full: Full, tmp_path: Path
) -> None:
    target = tmp_path / "carnet.xlsx"
    notebook.add("visit", plain(full, "visit"))
    export_data(notebook, target, Team())
    before = target.read_bytes()
    ticket = Ticket()
    ticket.cancel()

    with pytest.raises(Cancelled):
        export_data(notebook, target, Team(), ticket=ticket)

    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["carnet", "carnet.xlsx"]


@pytest.mark.parametrize("name", ["carnet.xls", "carnet", "absent/carnet.xlsx"])
def test_a_place_that_cannot_do_is_refused_with_a_sentence(
    notebook: Notebook, tmp_path: Path, name: str
) -> None:
    with pytest.raises(BadInput, match="Rien n’a été écrit"):
        export_data(notebook, tmp_path / name, Team())


def test_a_target_that_cannot_be_replaced_is_told(notebook: Notebook, tmp_path: Path) -> None:
    (tmp_path / "carnet.xlsx").mkdir()

    with pytest.raises(NotWritten):
        export_data(notebook, tmp_path / "carnet.xlsx", Team())

    assert sorted(path.name for path in tmp_path.iterdir()) == ["carnet", "carnet.xlsx"]


def test_the_first_sheet_says_whether_personal_data_is_there(
    notebook: Notebook, tmp_path: Path
) -> None:
    export_data(notebook, tmp_path / "sans.xlsx", Team())
    export_data(notebook, tmp_path / "avec.xlsx", Team(with_personal_data=True))

    without = opened(tmp_path / "sans.xlsx")["Lisez-moi"]["B4"].value
    with_them = opened(tmp_path / "avec.xlsx")["Lisez-moi"]["B4"].value
    assert "SANS les données personnelles" in str(without)
    assert "AVEC les données personnelles" in str(with_them)
