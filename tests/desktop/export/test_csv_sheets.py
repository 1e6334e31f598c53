"""A content as CSV files: French figures, texts that no spreadsheet computes."""

import csv
import io
from zipfile import ZipFile

import pytest

from desktop.export.content import Passed
from desktop.export.csv_sheets import guarded, write_csv
from desktop.export.source import About


def quiet(*_told: object) -> None:
    """Tell nobody."""


@pytest.fixture(scope="session")
def files(passed: Passed, about: About) -> dict[str, bytes]:
    file = io.BytesIO()
    write_csv(file, passed, about, quiet)
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(body: bytes, delimiter: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=delimiter))


def test_there_is_one_file_per_sheet_in_order(files: dict[str, bytes]) -> None:
    assert list(files) == [
        "01_Lisez-moi.csv",
        "02_Actions.csv",
        "03_Ages.csv",
        "04_Chiffres_d'ici.csv",
        "05_Mois.csv",
        "06_Recits.csv",
        "07_SCDL.csv",
        "08_Controles.csv",
        "09_Dictionnaire.csv",
        "10_Listes.csv",
    ]


def test_the_header_is_the_first_line_after_a_mark_of_utf_8(files: dict[str, bytes]) -> None:
    assert files["02_Actions.csv"].startswith("\ufeffRéf.;Exercice;Intitulé".encode())
    assert lines(files["06_Recits.csv"]) == [["Titre"]]


def test_figures_and_days_are_written_as_in_france(files: dict[str, bytes]) -> None:
    row = lines(files["02_Actions.csv"])[2]

    assert row[:2] == ["00001", "2025"]
    assert row[3:8] == ["03/02/2025", "2000,02", "5%", "1,25", "Non"]
    assert lines(files["04_Chiffres_d'ici.csv"])[2:5] == [
        ["Accordé", "402100,50"],
        ["Part", "55,12%"],
        ["Jour", "01/06/2025"],
    ]


def test_no_cell_is_computed_nor_taken_for_an_error(files: dict[str, bytes]) -> None:
    shown = [row[2] for row in lines(files["02_Actions.csv"])]

    assert {"'=1+1", "'-5", "'@SUM(A1)", "'\ttabulation", "'#N/A", "'  =2", "'- un tiret"} <= set(
        shown
    )
    assert {"TRUE", "<b>&amp;", "ligne 1\nligne 2", "_x0041_"} <= set(shown)
    assert lines(files["10_Listes.csv"])[2] == ["Statut", "R", "'=Refusée"]


def test_a_negative_figure_stays_a_figure(files: dict[str, bytes]) -> None:
    assert lines(files["08_Controles.csv"])[4][6] == "-1121"


def test_a_title_that_begins_with_a_percent_is_left_alone() -> None:
    assert guarded("% accordé") == "% accordé"


def test_a_published_layout_follows_its_own_rules(files: dict[str, bytes]) -> None:
    assert files["07_SCDL.csv"].decode("utf-8").splitlines() == [
        "nomAttribuant,dateConvention,montant,idBeneficiaire",
        "Préfecture,2025-03-04,12345.67,00012345678901",
    ]


def test_the_first_file_tells_the_perimeter_the_charts_and_the_apostrophes(
    files: dict[str, bytes],
) -> None:
    told = dict(lines(files["01_Lisez-moi.csv"]))

    assert told["Destinataire"] == "Préfecture"
    assert told["Graphique\u00a0: Publics"] == "Les adultes sont les plus nombreux."
    assert told["Apostrophes"].startswith("Une apostrophe est ajoutée")


def test_giving_up_is_possible(passed: Passed, about: About) -> None:
    def give_up(*_told: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_csv(io.BytesIO(), passed, about, give_up)
