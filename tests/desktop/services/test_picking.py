"""A few fields of many records, and counts, read from the base itself."""

import pytest

from desktop.errors import BadInput
from desktop.services.notebook import Notebook
from desktop.store.query import Filter, ListQuery, Operator

SEEN = {"visit_type": "ECOUTE", "facts": "Le jardin."}


def visit(notebook: Notebook, day: str, organisation: str | None = None) -> str:
    values = {"visited_on": day, "organisation": organisation, **SEEN}
    return notebook.add("visit", values).record.id


def organisation(notebook: Notebook, name: str) -> str:
    return notebook.add("organisation", {"name": name, "organisation_type": "ASSO_1901"}).record.id


def test_fields_come_in_the_order_of_the_list_and_as_json_values(notebook: Notebook) -> None:
    older, later = visit(notebook, "2026-10-01"), visit(notebook, "2026-11-01")

    found = notebook.pick(ListQuery("visit"), ("visited_on", "alert", "verbatims", "next_step"))

    assert [picked.id for picked in found] == [later, older]
    assert found[0].values == ("2026-11-01", "AUCUNE", None, None)


def test_a_condition_may_name_several_values(notebook: Notebook) -> None:
    one, two, three = (organisation(notebook, name) for name in ("Un", "Deux", "Trois"))
    for linked in (one, two, three):
        visit(notebook, "2026-11-01", linked)

    found = notebook.pick(
        ListQuery("visit", (Filter("organisation", "in", (one, three)),)), ("organisation",)
    )
    none = notebook.pick(ListQuery("visit", (Filter("organisation", "in", ()),)), ())

    assert {picked.values[0] for picked in found} == {one, three}
    assert none == ()


def test_a_tally_counts_each_value_and_leaves_the_trash_out(notebook: Notebook) -> None:
    one = organisation(notebook, "Un")
    kept = [visit(notebook, "2026-11-01", one), visit(notebook, "2026-11-02", None)]
    notebook.delete(visit(notebook, "2026-11-03", one))
    since = ListQuery("visit", (Filter("visited_on", ">=", "2026-11-02"),))

    assert len(kept) == 2
    assert notebook.tally(ListQuery("visit"), "organisation") == {one: 1, None: 1}
    assert notebook.tally(since, "organisation") == {None: 1}


def test_the_last_visit_of_each_structure_is_found(notebook: Notebook) -> None:
    one, two = organisation(notebook, "Un"), organisation(notebook, "Deux")
    visit(notebook, "2026-09-01", one)
    visit(notebook, "2026-11-01", one)
    visit(notebook, "2026-10-01", two)
    visit(notebook, "2026-11-02", None)

    last = notebook.greatest(ListQuery("visit"), "visited_on", by="organisation")

    assert last == {one: "2026-11-01", two: "2026-10-01"}


def test_an_unknown_field_is_refused(notebook: Notebook) -> None:
    with pytest.raises(BadInput):
        notebook.pick(ListQuery("visit"), ("colour",))


def test_a_small_fact_of_the_window_is_remembered_in_the_base(notebook: Notebook) -> None:
    assert notebook.remembered("pin:visit:place") == ""

    notebook.remember("pin:visit:place", "Maison de quartier")

    assert notebook.remembered("pin:visit:place") == "Maison de quartier"


def test_a_condition_may_name_several_values_of_a_field_that_holds_many(
    notebook: Notebook,
) -> None:
    one, two, three = (organisation(notebook, name) for name in ("Un", "Deux", "Trois"))
    held = [
        notebook.add("workshop", {"title": "A", "held_on": "2026-11-01", "organisations": [each]})
        for each in (one, two, three)
    ]

    wanted = Filter("organisations", "in", (one, three))
    found = notebook.pick(ListQuery("workshop", (wanted,)), ())

    assert {each.id for each in found} == {held[0].record.id, held[2].record.id}


@pytest.mark.parametrize(("operator", "value"), [("in", "ECOUTE"), ("=", ("ECOUTE",))])
def test_one_value_and_several_are_not_mixed_up(
    notebook: Notebook, operator: Operator, value: str | tuple[str, ...]
) -> None:
    with pytest.raises(BadInput):
        notebook.pick(ListQuery("visit", (Filter("visit_type", operator, value),)), ())


def test_a_tally_heeds_the_words_of_the_list(notebook: Notebook) -> None:
    one = organisation(notebook, "Un")
    visit(notebook, "2026-11-01", one)
    notebook.add("visit", SEEN | {"visited_on": "2026-11-02", "facts": "Le four."})

    assert notebook.tally(ListQuery("visit", text="jardin"), "organisation") == {one: 1}
