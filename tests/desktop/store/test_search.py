"""Search over everything: what a person types finds what a person wrote."""

import unicodedata

import pytest

from desktop.services.notebook import Notebook, Planned
from desktop.store.query import ListQuery
from desktop.store.search import CANDIDATES, SearchResult, match_of
from sync.records import RECORD_TYPES
from sync.records.judgement import judge

HOSTILE = [
    '"', "'", '""', "'; DROP TABLE search; --", "a OR b", "NOT", "NEAR(a b)", "a AND", "*", "a*",
    "^a", "-a", "+a", "{heading}: x", "heading:", "kind:kindvisit", "(", ")", "(((", "a)",
    "\\", "%", "_", "\x00", "a\x00b", "\u202e", "🏳️‍🌈", "田中さん", "ʰ", "½", "﷽", "a" * 5_000,
    "mot " * 3_000, "1e309", "null", "undefined", "${HOME}", "<b>", "\ud7ff\uffff", "İ", "ẛ̣",
]  # fmt: skip
"""What is typed by mistake or in malice, after the Big List of Naughty Strings."""


def organisation(notebook: Notebook, name: str, **values: str) -> str:
    """Add an organisation and return its id."""
    given = {"name": name, "organisation_type": "ASSO_1901", **values}
    return notebook.add("organisation", given).record.id


def visit(notebook: Notebook, facts: str, **values: str) -> str:
    """Add a visit and return its id."""
    given = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": facts, **values}
    return notebook.add("visit", given).record.id


def import_visits(notebook: Notebook, count: int) -> None:
    """Write many visits to gardens at once."""
    values = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin"}
    records = (
        judge(RECORD_TYPES["visit"], {"id": f"v{number}", **values}).record
        for number in range(count)
    )
    notebook.write_all((Planned(record) for record in records if record), label="Import")


def ids(result: SearchResult) -> list[str]:
    """Return the ids found, in order."""
    return [hit.id for hit in result.hits]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Le Collège d’Été", "college d'ete"),
        ("Le college d'ete", "COLLÈGE D’ÉTÉ"),
        ("Un cœur d’œuvre", "coeur oeuvre"),
        ("Un coeur", "CŒUR"),
        ("ex æquo", "aequo"),
        ("Salle de 40 m²", "m2"),
        ("Salle de 40 m²", "40 m²"),
        ("Le ﬁnancement", "financement"),
        (unicodedata.normalize("NFD", "L’été à l’école"), "école été"),
        ("l’école", unicodedata.normalize("NFD", "École")),
        ("Médiathèque n° 3", "mediatheque n°3"),
        ("Rendez-vous", "rendez vous"),
        ("aujourd’hui", "aujourd hui"),
        ("Maison Straßburg", "strassburg"),
        ("Association İzmir", "izmir"),
        ("Łódź", "łodz"),
        ("Cafés, thés ; jardins.", "jardins thes"),
    ],
)
def test_what_is_typed_finds_what_was_written(carnet: Notebook, written: str, typed: str) -> None:
    key = visit(carnet, written)

    assert ids(carnet.search(typed, kinds=["visit"])) == [key]


def test_the_beginning_of_each_word_is_enough(carnet: Notebook) -> None:
    key = visit(carnet, "Le jardin partagé de la rue des Lilas")

    typed = ("j", "jar", "lil jard", "part")
    found = [ids(carnet.search(text, kinds=["visit"])) for text in typed]

    assert found == [[key]] * 4


def test_the_middle_of_a_word_is_not(carnet: Notebook) -> None:
    visit(carnet, "Le jardin partagé")

    assert ids(carnet.search("ardin")) == []


def test_every_word_must_be_there_but_in_any_field(carnet: Notebook) -> None:
    both = visit(carnet, "Le jardin", place="Salle des Lilas")
    visit(carnet, "Le jardin")

    assert ids(carnet.search("lilas jardin")) == [both]


def test_headings_come_before_contents(carnet: Notebook) -> None:
    content = visit(carnet, "On a parlé de Tournesol, Tournesol et encore Tournesol.")
    heading = organisation(carnet, "Tournesol")
    later = visit(carnet, "Tournesol encore, Tournesol toujours, Tournesol.")

    found = ids(carnet.search("tournesol"))

    assert found[0] == heading
    assert set(found) == {content, heading, later}


def test_items_inside_a_record_are_searched(carnet: Notebook) -> None:
    values = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Rien."}
    spoken = [{"id": "v1", "quote": "On n’a pas de banc"}]
    key = carnet.add("visit", {**values, "verbatims": spoken}).record.id

    hit = carnet.search("banc").hits[0]

    assert hit.id == key
    assert "\x02banc\x03" in hit.snippet


def test_codes_are_found(carnet: Notebook) -> None:
    key = visit(carnet, "Rien.")

    assert ids(carnet.search("VIS-26-JD-0001")) == [key]
    assert ids(carnet.search("vis 26 jd 0001")) == [key]


def test_the_old_words_of_a_record_no_longer_find_it(carnet: Notebook) -> None:
    key = visit(carnet, "Le jardin")

    carnet.edit(key, {"facts": "Le marché"})

    assert ids(carnet.search("jardin")) == []
    assert ids(carnet.search("marche")) == [key]


def test_an_undone_edit_is_found_by_its_old_words_again(carnet: Notebook) -> None:
    key = visit(carnet, "Le jardin")
    carnet.edit(key, {"facts": "Le marché"})

    carnet.undo()

    assert ids(carnet.search("jardin")) == [key]
    assert ids(carnet.search("marche")) == []


def test_what_is_in_the_trash_comes_last_and_says_so(carnet: Notebook) -> None:
    trashed = organisation(carnet, "Tournesol")
    content = visit(carnet, "On a parlé du tournesol.")
    carnet.delete(trashed)

    hits = carnet.search("tournesol").hits

    assert [(hit.id, hit.trashed) for hit in hits] == [(content, False), (trashed, True)]


def test_a_full_trash_hides_nothing_that_is_in_use(carnet: Notebook) -> None:
    content = visit(carnet, "On a parlé du tournesol, parmi bien d’autres choses.")
    for number in range(8):
        carnet.delete(organisation(carnet, f"Tournesol {number}"))

    result = carnet.search("tournesol", limit=3)

    assert result.hits[0].id == content
    assert [choice.id for choice in carnet.choices(["visit"], "tournesol", 3)] == [content]


def test_only_the_kinds_asked_for_are_found(carnet: Notebook) -> None:
    organisation(carnet, "Tournesol")
    key = visit(carnet, "Le tournesol")

    assert ids(carnet.search("tournesol", kinds=["visit"])) == [key]
    assert ids(carnet.search("tournesol", kinds=["visit", "rights_request"])) == [key]
    assert ids(carnet.search("tournesol", kinds=["idea"])) == []


def test_the_name_of_a_kind_is_not_a_word_of_its_records(carnet: Notebook) -> None:
    visit(carnet, "Rien.")

    assert ids(carnet.search("kindvisit")) == []


def test_a_typing_error_in_the_name_of_an_organisation_is_forgiven(carnet: Notebook) -> None:
    key = organisation(carnet, "COLLEGE DE ZENA")

    for typed, understood in (("colege zena", "college zena"), ("zean college", "zena college")):
        result = carnet.search(typed)
        assert (ids(result), result.corrected) == ([key], understood)


def test_the_correction_keeps_the_first_letter_and_prefers_the_common_word(
    carnet: Notebook,
) -> None:
    for name in ("Antre des arts", "Centre social", "Centre culturel", "Contre-temps"):
        organisation(carnet, name)

    assert carnet.search("cnatre").corrected == "centre"
    assert carnet.search("cintre").corrected == "centre"


def test_what_is_well_written_is_not_corrected(carnet: Notebook) -> None:
    organisation(carnet, "Collège de Zéna")

    assert carnet.search("collège zena").corrected == ""
    assert carnet.search("coll").corrected == ""


def test_a_word_found_elsewhere_is_not_corrected(carnet: Notebook) -> None:
    organisation(carnet, "Les Jardins")
    key = visit(carnet, "Le jardon du voisin")

    result = carnet.search("jardon")

    assert (ids(result), result.corrected) == ([key], "")


def test_a_word_near_nothing_finds_nothing_and_says_nothing(carnet: Notebook) -> None:
    organisation(carnet, "Les Jardins")

    assert carnet.search("xylophone") == SearchResult(())


def test_short_words_and_numbers_are_not_turned_into_others(carnet: Notebook) -> None:
    organisation(carnet, "ABC")

    assert carnet.search("abd") == SearchResult(())


def test_an_error_that_stands_in_a_note_too_is_corrected_when_nothing_has_all_the_words(
    carnet: Notebook,
) -> None:
    key = organisation(carnet, "Collège de Zéna")
    visit(carnet, "Le colege du haut.")

    result = carnet.search("colege zena")

    assert (ids(result), result.corrected) == ([key], "college zena")
    assert carnet.search("tournesol zena").corrected == ""


def test_a_deleted_organisation_name_is_forgotten_by_the_correction(carnet: Notebook) -> None:
    key = organisation(carnet, "Tournesol")

    carnet.edit(key, {"name": "Pâquerette"})

    assert carnet.search("tournesil") == SearchResult(())


def test_the_snippet_is_as_written(carnet: Notebook) -> None:
    visit(carnet, "Le Cœur d’Été bat encore.")

    snippet = carnet.search("coeur").hits[0].snippet

    assert snippet == "Ce que j’ai vu et entendu\u00a0: Le \x02Cœur\x03 d’Été bat encore."


def test_more_says_that_there_are_others(carnet: Notebook) -> None:
    for number in range(3):
        visit(carnet, f"Le jardin {number}")

    assert [carnet.search("jardin", limit=limit).more for limit in (2, 3, 4)] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_typed(carnet: Notebook, text: str) -> None:
    key = visit(carnet, "Le jardin")

    carnet.search(text)
    carnet.search(text, kinds=["visit"])
    carnet.choices(["visit"], text)

    assert ids(carnet.search("jardin")) == [key]


def test_what_is_not_a_word_finds_nothing(carnet: Notebook) -> None:
    visit(carnet, "Le jardin")

    assert carnet.search(" \t…!? ") == SearchResult(())


def test_a_broad_word_keeps_its_filter_and_its_rare_companions(carnet: Notebook) -> None:
    first = organisation(carnet, "Le jardin commun")
    needle = visit(carnet, "Le jardin du phare")
    import_visits(carnet, CANDIDATES + 50)

    broad = carnet.search("jardin", limit=10)

    assert (len(broad.hits), broad.more) == (10, True)
    assert ids(carnet.search("jardin", kinds=["organisation"])) == [first]
    assert ids(carnet.search("jardin phare")) == [needle]


def test_a_list_is_narrowed_by_words(carnet: Notebook) -> None:
    keys = [visit(carnet, text) for text in ("Le jardin", "Le marché", "Jardinage")]

    def found(text: str) -> list[str]:
        numbers = carnet.listing(ListQuery("visit", text=text))
        return [row.id for row in carnet.rows("visit", numbers)]

    assert found("jardin") == [keys[2], keys[0]]
    assert found("rien") == []
    assert len(found("  ")) == 3


def test_a_query_is_made_of_quoted_words_only() -> None:
    assert match_of(["or", "not"]) == '{heading words}: "or"* AND {heading words}: "not"*'
