"""Excel accepts the names of our sheets, tables and columns."""

from desktop.export.naming import LONGEST_SHEET_NAME, Names, unique_headers


def test_a_sheet_name_is_short_clean_and_unique() -> None:
    names = Names()

    given = [names.sheet(name) for name in ("Visites", "VISITES", "A/B : C?", "'", "x" * 40)]

    assert given[:4] == ["Visites", "VISITES 2", "A B C", "Feuille"]
    assert all(len(name) <= LONGEST_SHEET_NAME for name in given)


def test_a_long_sheet_name_is_cut_after_a_whole_word() -> None:
    assert Names().sheet("Conventions pluriannuelles (CPO)") == "Conventions pluriannuelles…"


def test_a_table_name_holds_letters_without_accents_and_is_unique() -> None:
    names = Names()

    assert names.table("Idée", "Histoire de l’idée") == "T_Idee_HistoireDeLIdee"
    assert names.table("idee", "histoire de l idee") == "T_Idee_HistoireDeLIdee_2"


def test_two_columns_never_share_a_header() -> None:
    assert unique_headers(["Le", "Code", "LE", "Ligne\nbrisée"]) == (
        "Le",
        "Code",
        "LE 2",
        "Ligne brisée",
    )
