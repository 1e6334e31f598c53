"""The presets by the command line: who receives what, and one's own."""

from collections.abc import Callable
from typing import Any

Run = Callable[..., Any]


def test_the_presets_are_listed(cli: Run, add: Callable[..., str]) -> None:
    add("partner", name="Caf de la Marne", echelon="CAF")

    answer = cli("export", "presets", "--json")

    assert [one["preset"] for one in answer.json if one["origin"] == "built_in"] == [
        "etat",
        "epci",
        "commune",
        "departement",
        "region",
        "caf",
        "bailleur",
    ]
    assert answer.json[-1]["title"] == "Caf de la Marne"
    assert "W1, W4, W6" in cli("export", "presets").out


def test_a_preset_of_one_s_own_is_saved_used_renamed_and_deleted(
    cli: Run, idea: Callable[..., str]
) -> None:
    idea("Un four à pain")
    idea("Un café des parents", theme="2024:2.2")
    save = ("export", "preset-save", "Parents", "--workbook", "w3", "--theme", "2.2")

    saved = cli(*save, "--period", "2026", "--json")
    again = cli(*save)
    used = cli("export", "preview", "W3", "--preset", "parents", "--json")
    renamed = cli("export", "preset-rename", "parents", "Parentalité")
    deleted = cli("export", "preset-delete", "parentalité")

    assert (saved.json["workbooks"], saved.json["years"]) == (["W3"], "chosen")
    assert (again.code, "s’appelle déjà" in again.err) == (2, True)
    assert used.json["sheets"]["Vivier d’idées"] == 1
    assert renamed.lines == ["Modèle «\u00a0Parentalité\u00a0» renommé."]
    assert deleted.lines == ["Modèle «\u00a0Parentalité\u00a0» retiré."]
    assert "Parentalité" not in cli("export", "presets").out


def test_a_usual_preset_is_not_deleted(cli: Run) -> None:
    answer = cli("export", "preset-delete", "etat")

    assert (answer.code, "pas l’un des vôtres" in answer.err) == (2, True)


def test_a_preset_follows_one_kind_of_years(cli: Run) -> None:
    save = ("export", "preset-save", "Parents", "--workbook", "W3", "--previous-year")

    both = cli(*save, "--period", "2026")
    one = cli(*save, "--json")

    assert (both.code, "--previous-year" in both.err) == (2, True)
    assert one.json["years"] == "previous"
