"""A content written in Excel format is read back equal, cell by cell, and text stays text."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from desktop.export.content import As, Column, Content, Passed, Sheet
from desktop.export.source import About
from desktop.export.text import cell_text
from desktop.export.workbook import write_workbook
from tests.desktop.export.reading import as_excel, read_back, rows_of, told


def quiet(*_told: object) -> None:
    """Tell nobody."""


def written(passed: Passed, about: About) -> io.BytesIO:
    file = io.BytesIO()
    write_workbook(file, passed, about, quiet)
    return file


@pytest.fixture(scope="session")
def file(passed: Passed, about: About) -> io.BytesIO:
    return written(passed, about)


@pytest.fixture(scope="session")
def values(file: io.BytesIO) -> Workbook:
    """Return the workbook as a previewer shows it: the kept values, no formula."""
    return load_workbook(file, data_only=True)


@pytest.fixture(scope="session")
def formulas(file: io.BytesIO) -> Workbook:
    return load_workbook(file)


def test_every_value_is_read_back(values: Workbook, passed: Passed) -> None:
    for sheet in passed.content.sheets:
        assert read_back(values, sheet) == told(sheet), sheet.name


def test_the_sheets_come_in_order_with_the_first_one_in_front(values: Workbook) -> None:
    assert values.sheetnames == [
        "Lisez-moi",
        "Actions",
        "Âges",
        "Chiffres d'ici",
        "Mois",
        "Récits",
        "SCDL",
        "Contrôles",
        "Dictionnaire",
        "Listes",
    ]
    assert values.active is values["Lisez-moi"]


def test_text_is_never_a_formula_nor_an_error(
    formulas: Workbook, odd_texts: tuple[str, ...]
) -> None:
    cells = [formulas["Actions"].cell(5 + at, 3) for at in range(len(odd_texts))]

    assert {cell.data_type for cell in cells} == {"s"}
    assert [as_excel(cell.value) for cell in cells] == [cell_text(text).text for text in odd_texts]


def test_only_totals_and_controls_are_formulas(formulas: Workbook) -> None:
    for sheet in formulas:
        found = [cell for row in sheet.iter_rows() for cell in row if str(cell.data_type) == "f"]
        if sheet.title != "Contrôles":
            assert all(str(cell.value).startswith("=SUBTOTAL(109,T_") for cell in found)


def test_a_total_is_a_formula_with_its_value(
    formulas: Workbook, values: Workbook, passed: Passed
) -> None:
    actions = passed.content.sheets[0]
    last = 5 + len(actions.rows)
    cents = sum(row[4] for row in actions.rows if isinstance(row[4], int))

    assert formulas["Actions"].cell(last, 5).value == "=SUBTOTAL(109,T_Actions[Accordé (€)])"
    assert values["Actions"].cell(last, 5).value == cents / 100
    assert values["Actions"].cell(last, 1).value == "Total"
    table = formulas["Actions"].tables["T_Actions"]
    assert table.totalsRowCount == 1
    assert table.ref == f"A4:J{last}"
    assert table.autoFilter.ref == f"A4:J{last - 1}"


def test_a_synthesis_has_a_table_without_filters(formulas: Workbook) -> None:
    assert formulas["Âges"].tables["T_Ages"].autoFilter is None


def test_a_published_layout_has_its_header_first_and_nothing_else(values: Workbook) -> None:
    sheet = values["SCDL"]

    assert sheet.dimensions == "A1:D2"
    assert [cell.value for cell in sheet[1]] == [
        "nomAttribuant",
        "dateConvention",
        "montant",
        "idBeneficiaire",
    ]
    assert not sheet.tables
    assert sheet["B2"].number_format == "yyyy-mm-dd"


def test_an_empty_sheet_says_so(values: Workbook) -> None:
    assert values["Récits"]["A4"].value == "Titre"
    assert values["Récits"]["A5"].value == "Aucun récit retenu."
    assert not values["Récits"].tables


def test_figures_are_formatted_as_france_reads_them(values: Workbook) -> None:
    formats = [cell.number_format for cell in values["Actions"][5]]

    assert formats[0] == "@"
    assert formats[1] == "0"
    assert formats[3] == "dd/mm/yyyy"
    assert formats[4] == '#,##0.00"\u00a0€"'
    assert formats[5] == '0.0"\u00a0"%'
    assert values["Âges"]["B8"].number_format == "#,##0"


def test_a_hidden_count_stands_in_the_middle_of_its_cell(values: Workbook) -> None:
    few, beside = values["Âges"]["D6"], values["Âges"]["D7"]

    assert (few.value, beside.value) == ("<5", "n. c.")
    assert few.alignment.horizontal == "center"


def test_a_check_compares_the_notebook_with_the_column(
    formulas: Workbook, values: Workbook, odd_texts: tuple[str, ...]
) -> None:
    read = rows_of(values, "Contrôles", 5, 8)

    assert read[0][2:8] == ["Actions", len(odd_texts), None, len(odd_texts), 0, "Conforme"]
    assert read[1][6:8] == [0, "Conforme"]
    assert read[3][5:8] == [1_122, -1_121, "À vérifier"]
    last = 4 + len(odd_texts)
    assert formulas["Contrôles"]["F5"].value == f"=COUNTA('Actions'!$A$5:$A${last})"
    assert formulas["Contrôles"]["F6"].value == f"=SUM('Actions'!$E$5:$E${last})"
    assert formulas["Contrôles"]["G6"].value == "=ROUND(D6-F6,2)"


def test_a_check_never_gives_a_hidden_count_back(values: Workbook) -> None:
    row = rows_of(values, "Contrôles", 7, 1)[0]

    assert row[2:8] == ["Non connu", None, None, None, None, "Non comparable"]


def test_the_controls_tell_what_is_not_here(values: Workbook, odd_texts: tuple[str, ...]) -> None:
    rows = rows_of(values, "Contrôles", 9, 3)

    assert rows[0][0:5] == ["Laissé de côté", None, "Fiches à relire", None, 7]
    assert rows[1][0:5] == ["Masqué ou retiré", None, "Effectifs", None, 3]
    place = 5 + next(at for at, text in enumerate(odd_texts) if len(text) == 40_000)
    assert rows[2][0:3] == ["Texte coupé", "Actions", f"Intitulé, ligne {place}"]


def test_what_is_said_to_the_team_alone_is_not_written(values: Workbook) -> None:
    written = {cell for sheet in values for row in sheet.values for cell in row}

    assert "5 visites n’ont pas de durée." not in written


def test_the_first_sheet_leads_to_every_other(values: Workbook) -> None:
    sheet = values["Lisez-moi"]
    links = {
        cell.value: cell.hyperlink.location
        for (cell,) in sheet.iter_rows(max_col=1)
        if cell.hyperlink
    }

    assert list(links) == values.sheetnames[1:]
    assert links["Chiffres d'ici"] == "'Chiffres d''ici'!A1"


def test_the_first_sheet_tells_the_perimeter_and_names_the_period(values: Workbook) -> None:
    lines = {
        str(title): value
        for title, value in values["Lisez-moi"].iter_rows(min_row=4, max_col=2, values_only=True)
    }

    assert lines["Destinataire"] == "Préfecture"
    assert lines["Contact"] == "dsu@ville.example"
    assert lines["Définitions"] == "Accordé : montant notifié."
    assert {"Petits effectifs", "Cases vides", "Confidentialité"} <= set(lines)
    place = values.defined_names["Periode_Debut"].attr_text.rpartition("!")[2].replace("$", "")
    assert values["Lisez-moi"][place].value.date() == date(2025, 1, 1)


def test_sheets_print_on_one_landscape_page_wide(formulas: Workbook) -> None:
    for sheet in formulas:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", 9, 1)
        assert "Page &P / &N" in str(sheet.HeaderFooter.oddFooter)
        if sheet.tables:
            assert sheet.print_title_rows == "$4:$4"
            assert sheet.freeze_panes == "B5"


def test_the_reference_of_a_record_stays_in_the_file_and_off_paper(
    formulas: Workbook, odd_texts: tuple[str, ...]
) -> None:
    last = 5 + len(odd_texts)  # the row of totals

    assert formulas["Actions"]["J4"].value == "Réf. fiche"
    assert formulas["Actions"].print_area == f"'Actions'!$A$1:$I${last}"
    assert not any(sheet.print_area for sheet in formulas if sheet.title != "Actions")


def test_nothing_is_hidden_merged_or_signed(formulas: Workbook) -> None:
    for sheet in formulas:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        assert not any(row.hidden for row in sheet.row_dimensions.values())
    assert formulas.properties.creator == "Carnet de quartier"
    assert not formulas.properties.lastModifiedBy


def test_own_sheets_keep_their_names(about: About) -> None:
    sheet = Sheet("Contrôles", "Ceux du terrain", "", (Column("A", As.TEXT, ""),), (("b",),))

    workbook = load_workbook(written(Passed(Content("W1", "T", (sheet,))), about))

    assert workbook["Contrôles 2"]["A5"].value == "b"
    assert workbook["Contrôles"]["A1"].value == "Contrôles"


def test_giving_up_in_the_middle_leaves_no_archive(passed: Passed, about: About) -> None:
    file = io.BytesIO()

    def give_up(*_told: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_workbook(file, passed, about, give_up)

    with pytest.raises(Exception, match="not a zip file"):
        load_workbook(file)
