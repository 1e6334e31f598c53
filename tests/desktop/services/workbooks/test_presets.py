"""Who receives what: the usual presets, those of bodies known here, one's own."""

from datetime import date

import pytest

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.services.refusals import NotFound
from desktop.services.workbooks.presets import (
    LONGEST,
    Origin,
    Preset,
    Years,
    delete_preset,
    preset_named,
    presets,
    rename_preset,
    save_preset,
)
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.sources import Sources
from sync.records.action import Action
from sync.records.funding import FunderType, Funding
from tests.desktop.services.workbooks.season import TODAY, Season

EVERY = ("W1", "W2", "W3", "W4", "W5", "W6")
MINE = Scope(Period.of_years(2024), themes=frozenset({"2024:2.2"}), words=False)


@pytest.fixture
def season(notebook: Notebook) -> Season:
    return Season(notebook)


def own(notebook: Notebook) -> list[Preset]:
    return [preset for preset in presets(notebook) if preset.origin is Origin.OWN]


@pytest.mark.parametrize(
    ("key", "workbooks"),
    [
        ("etat", ("W1", "W4", "W6")),
        ("epci", EVERY),
        ("commune", EVERY),
        ("departement", ("W2", "W4")),
        ("region", ("W2", "W4")),
        ("caf", ("W2",)),
        ("bailleur", ("W5",)),
    ],
)
def test_each_family_of_financers_receives_its_workbooks(
    notebook: Notebook, key: str, workbooks: tuple[str, ...]
) -> None:
    preset = preset_named(notebook, key)

    assert preset.workbooks == workbooks
    assert [choice.code for choice in preset.choices(TODAY)] == [*workbooks]
    assert {choice.preset for choice in preset.choices(TODAY)} == {preset.title}
    assert {str(choice.scope.period) for choice in preset.choices(TODAY)} == {"2026"}
    assert preset.scope.recipient is not None
    assert preset.scope.recipient.name == preset.title


def test_a_region_reads_its_own_lines_and_the_actions_that_have_one(
    notebook: Notebook, season: Season
) -> None:
    action = season.add("action", title="Jardin", year=2026)
    season.add("action", title="Autre", year=2026)
    line = {"year": 2026, "granted": 100_00, "action": action}
    kept = season.add("funding", **line, funder_type="REGION")
    season.add("funding", **line, funder_type="DEPARTEMENT")

    scope = preset_named(notebook, "région").scope_on(TODAY)
    found = Sources(notebook, scope, TODAY)

    assert [one.id for one in found.of(Action)] == [action]
    assert [one.id for one in found.of(Funding)] == [kept]
    assert scope.recipient is not None
    assert [scope.recipient.owns(one) for one in found.of(Funding)] == [True]


def test_a_caf_reads_all_that_it_pays_whatever_the_theme(
    notebook: Notebook, season: Season
) -> None:
    themes = ("2024:2.2", "2024:5.1", "2020:1.2")
    actions = [season.add("action", title="Jardin", year=2026, theme=theme) for theme in themes]
    for action in actions:
        season.add("funding", action=action, funder_type="CAF_ORG_SOCIAL", year=2026)

    scope = preset_named(notebook, "caf").scope_on(TODAY)
    found = Sources(notebook, scope, TODAY)

    assert {one.id for one in found.of(Action)} == set(actions)


def test_a_body_reads_its_own_lines_whatever_its_service(
    notebook: Notebook, season: Season
) -> None:
    services = {
        season.add("partner", name="La Marne", service=name, echelon="DEPARTEMENT")
        for name in ("Culture", "Action sociale")
    }
    season.add("partner", name="L’Aube", echelon="DEPARTEMENT")
    season.add("partner", name="Une fondation", echelon="AUTRE")

    bodies = [preset for preset in presets(notebook) if preset.origin is Origin.BODY]
    marne = preset_named(notebook, "la marne")

    assert sorted(preset.title for preset in bodies) == ["La Marne", "L’Aube"]
    assert marne.workbooks == ("W2", "W4")
    assert marne.scope.funders == services
    assert not marne.scope.funder_types
    assert marne.scope.recipient == Recipient(
        "La Marne", frozenset({FunderType.DEPARTEMENT}), frozenset(services)
    )


def test_the_state_is_one_whichever_of_its_services_is_named(
    notebook: Notebook, season: Season
) -> None:
    season.add("partner", name="Préfecture", service="Mission ville", echelon="ETAT")
    action = season.add("action", title="Jardin", year=2026)
    season.add("funding", year=2026, action=action, funder_type="ETAT_P147")

    scope = preset_named(notebook, "préfecture").scope_on(TODAY)

    assert scope.recipient is not None
    assert [scope.recipient.owns(one) for one in Sources(notebook, scope, TODAY).of(Funding)] == [
        True
    ]


def test_a_landlord_reads_about_its_own_places(notebook: Notebook, season: Season) -> None:
    season.add("partner", name="Le Foyer", echelon="BAILLEUR", territories=[season.place])

    landlord = preset_named(notebook, "Le Foyer")

    assert landlord.scope.territories == {season.place}
    assert not landlord.scope.funders


def test_the_years_of_a_preset_follow_the_day_or_stay(notebook: Notebook) -> None:
    kept = {
        years: save_preset(notebook, years.label, ["W2"], MINE, years).scope_on(date(2027, 1, 2))
        for years in Years
    }

    assert str(kept[Years.PRESENT].period) == "2027"
    assert str(kept[Years.PREVIOUS].period) == "2026"
    assert kept[Years.CHOSEN] == MINE


def test_a_preset_of_one_s_own_is_saved_renamed_and_deleted(notebook: Notebook) -> None:
    saved = save_preset(notebook, " Parents  et Caf ", ["W2", "W4"], MINE, Years.CHOSEN)
    again = preset_named(notebook, "parents et caf")
    renamed = rename_preset(notebook, saved.key, "Parentalité")
    after = own(notebook)
    delete_preset(notebook, saved.key)

    assert again == saved
    assert (saved.title, saved.workbooks, saved.scope) == ("Parents et Caf", ("W2", "W4"), MINE)
    assert after == [renamed]
    assert (renamed.title, renamed.scope) == ("Parentalité", MINE)
    assert own(notebook) == []


@pytest.mark.parametrize("title", ["", "  ", "caf", "RÉGION", "a" * (LONGEST + 1)])
def test_a_title_empty_taken_or_long_is_refused(notebook: Notebook, title: str) -> None:
    with pytest.raises(BadInput, match="Rien n’a changé"):
        save_preset(notebook, title, ["W2"], MINE, Years.PRESENT)

    assert own(notebook) == []


def test_a_preset_may_keep_its_title_and_not_take_another_s(notebook: Notebook) -> None:
    first = save_preset(notebook, "Parents", ["W2"], MINE, Years.PRESENT)
    save_preset(notebook, "Jeunes", ["W2"], MINE, Years.PRESENT)

    assert rename_preset(notebook, first.key, "PARENTS").title == "PARENTS"
    with pytest.raises(BadInput, match="déjà"):
        rename_preset(notebook, first.key, "jeunes")


def test_a_preset_without_a_workbook_is_refused(notebook: Notebook) -> None:
    with pytest.raises(BadInput, match="au moins un classeur"):
        save_preset(notebook, "Parents", [], MINE, Years.PRESENT)


def test_a_usual_preset_is_neither_renamed_nor_deleted(notebook: Notebook) -> None:
    with pytest.raises(NotFound, match="pas l’un des vôtres"):
        rename_preset(notebook, "etat", "Préfecture")
    with pytest.raises(NotFound, match="pas l’un des vôtres"):
        delete_preset(notebook, "etat")


def test_a_preset_that_does_not_exist_names_those_that_do(notebook: Notebook) -> None:
    with pytest.raises(NotFound, match="etat, epci, commune"):
        preset_named(notebook, "préfecture")
