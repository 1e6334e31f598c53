"""What a record known by its name alone holds."""

from desktop.services.creating import begins_with_a_name, named
from desktop.services.notebook import Notebook
from sync.records.territory import Territory, TerritoryType


def test_a_first_idea_can_name_a_neighbourhood_that_nobody_wrote_down(notebook: Notebook) -> None:
    made = notebook.add("territory", named("territory", "  Les Aubiers – Le Lac, côté nord "))

    assert begins_with_a_name("territory")
    assert isinstance(made.record, Territory)
    assert made.record.name == "Les Aubiers – Le Lac, côté nord"
    assert made.record.territory_code == "LES-AUBIERS-LE-LAC-C"
    assert made.record.territory_type == TerritoryType.LIVED_IN


def test_what_asks_for_more_than_a_name_is_not_made_from_it() -> None:
    assert begins_with_a_name("organisation")
    assert not begins_with_a_name("visit")
    assert not begins_with_a_name("contact")
