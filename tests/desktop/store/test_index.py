"""The full-text index: the words of each record, removed with them."""

from desktop.services.notebook import Notebook
from desktop.store.index import kind_word, searched_texts
from sync.records import RECORD_TYPES

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def terms(notebook: Notebook) -> set[str]:
    """Return the words of organisation names that the correction knows."""
    return {str(row[0]) for row in notebook.base.db.execute("SELECT term FROM organisation_word")}


def test_each_kind_has_a_word_of_its_own() -> None:
    words = {kind_word(kind) for kind in RECORD_TYPES}

    assert len(words) == len(RECORD_TYPES)
    assert all(word.isalpha() for word in words)


def test_no_kind_word_begins_another() -> None:
    words = sorted(kind_word(kind) for kind in RECORD_TYPES)

    assert not [
        (one, other) for one in words for other in words if one != other and one in other.split()
    ]


def test_texts_come_with_their_fields_and_lines_as_one_text() -> None:
    values = {
        "facts": "Vu",
        "mood": 3,
        "verbatims": [{"id": "a", "quote": "Un"}, {"id": "b", "quote": "Deux", "context": "Ici"}],
    }

    found = {
        field.name: text
        for field, text in searched_texts(RECORD_TYPES["visit"], values)  # type: ignore[arg-type]
    }

    assert found == {"facts": "Vu", "verbatims": "Un\nDeux\nIci"}


def test_values_of_another_shape_are_read_without_complaint() -> None:
    odd = {"facts": {"a": 1}, "verbatims": ["x", None, {"quote": 5}], "place": 7}

    found = searched_texts(RECORD_TYPES["visit"], odd)  # type: ignore[arg-type]  # nobody's values

    assert {field.name for field, _ in found} == odd.keys()


def test_only_the_names_of_organisations_feed_the_correction(carnet: Notebook) -> None:
    carnet.add("organisation", {"name": "Cœur d’Été", "organisation_type": "ASSO_1901"})
    carnet.add("visit", {**VISIT, "facts": "Kermesse"})

    assert {"coeur", "ete"} <= terms(carnet)
    assert "kermesse" not in terms(carnet)


def test_a_changed_name_leaves_no_word_behind(carnet: Notebook) -> None:
    values = {"name": "Tournesol", "organisation_type": "ASSO_1901"}
    key = carnet.add("organisation", values).record.id

    carnet.edit(key, {"name": "Pâquerette"})

    assert "tournesol" not in terms(carnet)
    assert "paquerette" in terms(carnet)


def test_the_index_is_sound_after_many_changes(carnet: Notebook) -> None:
    keys = [carnet.add("visit", {**VISIT, "facts": f"Mot{n}"}).record.id for n in range(20)]
    for number, key in enumerate(keys):
        carnet.edit(key, {"facts": f"Autre{number}"})
    carnet.undo()

    found = [len(carnet.search(f"autre{n}", kinds=["visit"]).hits) for n in range(20)]

    assert found[19] == 0
    assert set(found[2:19]) == {1}
    assert carnet.check(full=True).sound
