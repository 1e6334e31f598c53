"""What comes back, what goes well, what waits, and the figures of each territory."""

from datetime import date
from math import isclose

import pytest

from desktop.services.notebook import Notebook
from desktop.services.observing.follow_up import (
    Awaited,
    following,
    forwarded,
    returned,
    solved,
)
from desktop.services.observing.geography import Place, Projection, round_distance
from desktop.services.observing.portrait import portrait
from desktop.services.observing.recurrences import place_key, recurring
from desktop.services.observing.territory_map import NATURES, Period, Question, territory_map

TODAY = date(2026, 11, 23)


def territory(notebook: Notebook, code: str, **more: object) -> str:
    values = {"territory_code": code, "name": f"Quartier {code}", "territory_type": "QUARTIER_VECU"}
    return notebook.add("territory", {**values, **more}).record.id


def seen(notebook: Notebook, on: str, where: str | None = None, **more: object) -> str:
    values = {
        "observed_on": on,
        "nature": "DYSFONCTIONNEMENT",
        "theme": "PROPRETE_DECHETS",
        "facts": "Des sacs au pied de l’immeuble.",
        "place": "Parking du gymnase",
        "territory": where,
    }
    return notebook.add("observation", {**values, **more}).record.id


def idea(notebook: Notebook, title: str, **more: object) -> str:
    values = {"title": title, "summary": title, "origin_of_idea": "HABITANT", **more}
    return notebook.add("idea", values).record.id


def test_the_same_fact_twice_in_ninety_days_comes_back(notebook: Notebook) -> None:
    here, there = territory(notebook, "A"), territory(notebook, "B")
    first = seen(notebook, "2026-08-25", here, told_by_count=3, collection="PERMANENCE")
    second = seen(notebook, "2026-11-23", here, place="le parking du Gymnase", told_by_count=2)
    seen(notebook, "2026-11-20", there)
    seen(notebook, "2026-11-20", here, theme="ECLAIRAGE")
    seen(notebook, "2026-05-01", here)

    found = recurring(notebook).recurrences

    assert [[one.id for one in each.seen] for each in found] == [[second, first]]
    assert (found[0].people, found[0].collections) == (5, ("PERMANENCE",))
    assert (found[0].first, found[0].last) == (date(2026, 8, 25), date(2026, 11, 23))


def test_ninety_one_days_apart_is_not_a_recurrence(notebook: Notebook) -> None:
    seen(notebook, "2026-08-24")
    seen(notebook, "2026-11-23")

    assert recurring(notebook).recurrences == ()


def test_facts_brought_together_by_hand_are_one_wherever_they_were_seen(
    notebook: Notebook,
) -> None:
    first = seen(notebook, "2026-10-01", place="L’entrée A")
    second = seen(notebook, "2026-10-05", place="Le hall", same_as=first)

    found = recurring(notebook).recurrences

    assert [one.id for one in found[0].seen] == [second, first]


def test_a_fact_without_a_place_is_near_no_other(notebook: Notebook) -> None:
    seen(notebook, "2026-10-01", place=None)
    seen(notebook, "2026-10-05", place=None)

    assert recurring(notebook).recurrences == ()


def test_two_records_that_name_each_other_do_not_turn_in_circles(notebook: Notebook) -> None:
    first = seen(notebook, "2026-10-01")
    second = seen(notebook, "2026-10-05", same_as=first)
    notebook.edit(first, {"same_as": second})

    assert [len(one.seen) for one in recurring(notebook).recurrences] == [2]


def test_a_place_of_the_list_and_the_same_words_are_one_place(notebook: Notebook) -> None:
    entry = {"list_name": "place", "entry_code": "GYM", "entry_label": "Parking du gymnase"}
    notebook.add("list_entry", entry)
    seen(notebook, "2026-10-01", place=None, known_place="GYM")
    seen(notebook, "2026-10-02")

    assert [len(one.seen) for one in recurring(notebook).recurrences] == [2]


def test_resources_are_told_apart_and_one_is_enough(notebook: Notebook) -> None:
    good = seen(notebook, "2026-10-01", nature="RESSOURCE_INITIATIVE")
    seen(notebook, "2026-10-02")

    found = recurring(notebook)

    assert [[one.id for one in each.seen] for each in found.resources] == [[good]]
    assert found.recurrences == ()


def test_a_recurrence_says_who_should_act_and_where_the_answer_stands(notebook: Notebook) -> None:
    landlord = notebook.add(
        "partner", {"name": "Bailleur", "echelon": "BAILLEUR", "service": "Proximité"}
    ).record.id
    seen(notebook, "2026-10-01", follow_up="RESOLUE", returned_on="2026-10-20")
    seen(notebook, "2026-10-02", responsible=landlord)

    found = recurring(notebook, date(2026, 10, 1))

    assert found.recurrences[0].follow_ups == (("A_TRANSMETTRE", 1), ("RESOLUE", 1))
    assert found.recurrences[0].returned_on == date(2026, 10, 20)
    assert found.named(found.recurrences[0].responsible[0]) == "Bailleur – Proximité"
    assert found.named("PROPRETE_DECHETS") == "Propreté et déchets"


@pytest.mark.parametrize(
    "text", ["Le parking", "parking", "  PARKING ", "au parking", "du Parking."]
)
def test_a_place_is_the_same_with_or_without_its_article(text: str) -> None:
    assert place_key(text) == "parking"


def test_the_map_counts_by_nature_and_what_waits(notebook: Notebook) -> None:
    here = territory(notebook, "A", latitude=48.7, longitude=4.6, commune_names=["Vitry"])
    seen(notebook, "2026-10-01", here)
    seen(notebook, "2026-11-02", here, nature="RESSOURCE_INITIATIVE", follow_up="RESOLUE")
    seen(notebook, "2026-11-03", None)

    found = territory_map(notebook, Question())

    (figures,) = found.followed
    assert dict(zip(NATURES, figures.by_nature, strict=True))["DYSFONCTIONNEMENT"] == 1
    assert (figures.total, figures.to_forward, figures.to_return) == (2, 1, 1)
    assert (figures.last, figures.place) == (date(2026, 11, 2), Place(48.7, 4.6))
    assert found.nowhere == 1
    assert [scope.title for scope in found.scopes()] == ["Partout", "Vitry"]


def test_imported_territories_are_dots_until_something_happens_there(notebook: Notebook) -> None:
    imported = {"origin": "IMPORT", "latitude": 50.0, "longitude": 3.0}
    territory(notebook, "A", **imported)
    visited = territory(notebook, "B", **imported)
    territory(notebook, "C", origin="IMPORT")
    idea(notebook, "Un banc", territory=visited)

    found = territory_map(notebook, Question())

    assert [one.id for one in found.followed] == [visited]
    assert found.others == (Place(50.0, 3.0),)


def test_the_questions_narrow_what_is_counted(notebook: Notebook) -> None:
    here = territory(notebook, "A")
    seen(notebook, "2026-11-02", here)
    seen(notebook, "2026-10-02", here)
    seen(notebook, "2026-11-02", here, theme="ECLAIRAGE", nature="BESOIN")

    def total(question: Question) -> int:
        return territory_map(notebook, question).followed[0].total

    assert total(Question()) == 3
    assert total(Question(since=Period.MONTH.since(TODAY))) == 2
    assert total(Question(nature="BESOIN")) == 1
    assert total(Question(theme="PROPRETE_DECHETS")) == 2


def test_each_period_begins_where_its_name_says() -> None:
    assert Period.MONTH.since(TODAY) == date(2026, 11, 1)
    assert Period.QUARTER.since(TODAY) == date(2026, 8, 23)
    assert Period.QUARTER.since(date(2026, 2, 10)) == date(2025, 11, 10)
    assert Period.QUARTER.since(date(2026, 11, 30)) == date(2026, 8, 30)
    assert Period.QUARTER.since(date(2026, 5, 31)) == date(2026, 2, 28)
    assert Period.YEAR.since(TODAY) == date(2026, 1, 1)
    assert Period.ALL.since(TODAY) is None


def test_an_observation_waits_for_its_next_step_since_the_last_one(notebook: Notebook) -> None:
    fact = seen(notebook, "2026-11-01")
    steps = [following(notebook, fact)]
    for change in (
        forwarded(steps[0].seen, date(2026, 11, 10)),
        solved(date(2026, 11, 20)),
        returned(date(2026, 11, 21)),
    ):
        notebook.edit(fact, change)
        steps.append(following(notebook, fact))

    assert [step.awaited for step in steps] == [
        Awaited.FORWARDING,
        Awaited.ANSWER,
        Awaited.RETURN,
        Awaited.NOTHING,
    ]
    assert [step.waited(TODAY) for step in steps[:3]] == [22, 13, 3]


def test_noting_the_day_of_forwarding_does_not_take_a_later_step_back(notebook: Notebook) -> None:
    fact = seen(notebook, "2026-11-01", follow_up="EN_COURS")

    notebook.edit(fact, forwarded(following(notebook, fact).seen, TODAY))

    assert following(notebook, fact).seen.follow_up == "EN_COURS"
    assert following(notebook, fact).seen.forwarded_on == TODAY


def test_the_same_facts_and_what_they_gave_birth_to_stand_beside(notebook: Notebook) -> None:
    here = territory(notebook, "A")
    fact = seen(notebook, "2026-11-01", here)
    near = seen(notebook, "2026-09-01", here)
    linked = seen(notebook, "2025-01-01", here, place="Ailleurs", same_as=fact)
    seen(notebook, "2025-01-01", here)
    born = idea(notebook, "Un banc", born_of=fact, territory=here)

    found = following(notebook, fact)

    assert [one.id for one in found.nearby] == [near, linked]
    assert [(one.kind, one.id, one.label) for one in found.tied] == [("idea", born, "Idée")]


def test_a_portrait_begins_with_what_goes_well(notebook: Notebook) -> None:
    here = territory(notebook, "A")
    good = seen(notebook, "2025-10-01", here, nature="RESSOURCE_INITIATIVE")
    latest = seen(notebook, "2026-10-02", here)
    body = {"organisation_type": "ASSO_1901", "intervention_territories": [here]}
    notebook.add("organisation", {"name": "Les Tilleuls", **body})
    for rank in range(14):
        idea(notebook, f"Idée {rank}", territory=here)

    found = portrait(notebook, here, date(2026, 1, 1))

    assert [one.id for one in found.resources] == [good]
    assert [one.id for one in found.latest] == [latest, good]
    assert (sum(found.by_nature), found.by_theme) == (1, (("Propreté et déchets", 1),))
    assert [one.heading for one in found.organisations.shown] == ["Les Tilleuls"]
    assert (found.ideas.count, found.ideas.left_over) == (14, 2)


def test_a_degree_of_longitude_shrinks_to_the_north() -> None:
    north, south = Projection(60.0), Projection(0.0)

    assert isclose(north.flat(Place(60, 1))[0] * 2, south.flat(Place(0, 1))[0])
    assert south.flat(Place(1, 0))[1] == -south.flat(Place(0, 1))[0]


@pytest.mark.parametrize(("most", "told"), [(7.0, 5), (1.0, 1), (0.4, 0.2), (260.0, 200)])
def test_the_scale_is_a_round_distance(most: float, told: float) -> None:
    assert isclose(round_distance(most), told)
