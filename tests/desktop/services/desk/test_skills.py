"""The ease of an organisation with each skill, read through all its saves."""

from datetime import date

from desktop.services.desk.skills import skills
from desktop.services.notebook import Notebook


def assess(notebook: Notebook, organisation: str, levels: dict[str, int], on: str) -> None:
    """Write the levels shared with an organisation on a day."""
    lines = [{"competence": c, "level": level, "assessed_on": on} for c, level in levels.items()]
    notebook.edit(organisation, {"autonomy": lines})


def test_levels_are_told_first_before_and_now(carnet: Notebook, organisation: str) -> None:
    assess(carnet, organisation, {"MONTAGE": 0, "BUDGET": 1}, "2024-01-10")
    assess(carnet, organisation, {"MONTAGE": 1}, "2025-01-10")
    assess(carnet, organisation, {"MONTAGE": 2}, "2025-06-10")
    assess(carnet, organisation, {"MONTAGE": 3}, "2026-01-10")

    told = skills(carnet, organisation)
    montage, budget = (told.names.index(name) for name in ("Montage de projet", "Budget"))

    assert [each.on.year for each in told.snapshots] == [2024, 2025, 2026]
    assert [each.levels[montage] for each in told.snapshots] == [0, 2, 3]
    assert told.snapshots[-1].levels[budget] == 1


def test_a_level_corrected_on_the_same_day_is_the_last_written(
    carnet: Notebook, organisation: str
) -> None:
    assess(carnet, organisation, {"MONTAGE": 4}, "2026-01-10")
    assess(carnet, organisation, {"MONTAGE": 2}, "2026-01-10")

    told = skills(carnet, organisation)

    assert [each.on for each in told.snapshots] == [date(2026, 1, 10)]
    assert told.snapshots[0].levels[told.names.index("Montage de projet")] == 2


def test_what_can_be_passed_on_is_what_is_said_and_what_is_mastered(
    carnet: Notebook, organisation: str
) -> None:
    carnet.edit(organisation, {"can_help_with": ["BUDGET"]})
    assess(carnet, organisation, {"MONTAGE": 4}, "2026-01-10")

    assert skills(carnet, organisation).can_help_with == ("Budget", "Montage de projet")


def test_without_any_level_there_is_no_snapshot(carnet: Notebook, organisation: str) -> None:
    told = skills(carnet, organisation)

    assert told.snapshots == ()
    assert told.can_help_with == ()
