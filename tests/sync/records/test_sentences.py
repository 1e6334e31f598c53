"""Each refusal of pydantic becomes a French sentence tied to a field."""

import re
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from sync.records.base import Record
from sync.records.fields import fields_of
from sync.records.findings import Finding
from sync.records.sentences import KNOWN_TYPES, explain, place_of

# What each kind of field is fed: wrong types, bad texts, far numbers, empty values.
POISONS: tuple[Any, ...] = (
    None, "", "x" * 50, "12,5", "9" * 400, "2026-02-31", "25:00", "2026-03-01T10:00:00", "\ud800",
    -1, 10**30, 2.5, 1e30, float("nan"), float("inf"), True, b"\xff", object(), [], [1], ["x"] * 9,
    [None], [[]], [{}], [{"account": "?"}], [{"account": "SUR_PLACE", "planned": 1e9}], {},
    {"a": 1},
    [{"account": "SUR_PLACE", "planned": "1,5", "phone": 3, "id": ""}],
)  # fmt: skip
FAULTS = re.compile(r"[^\u00a0\u202f][:;?!»]|«[^\u00a0]|'|!|invalide|fatal| $| {2}")
EXAMPLES = re.compile(r"(?:T)?\d\d:\d\d(?::\d\dZ)?|«\u00a0[^»]*\u00a0»")


def _findings(model: type[BaseModel], values: dict[str, Any]) -> tuple[Finding, ...]:
    try:
        model.model_validate(values)
    except ValidationError as problem:
        return explain(model, problem)
    return ()


def _one(model: type[BaseModel], values: dict[str, Any]) -> Finding:
    (finding,) = _findings(model, values)
    return finding


def test_every_refusal_that_our_fields_can_raise_has_its_own_sentence(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    raised: set[str] = set()
    for field in fields_of(sample):
        for poison in POISONS:
            try:
                sample.model_validate(sound | {field.name: poison})
            except ValidationError as problem:
                raised |= {details["type"] for details in problem.errors(include_url=False)}

    unknown = raised - KNOWN_TYPES

    assert len(raised) > 20
    assert unknown == set()


def test_every_sentence_is_typeset_french_that_tells_what_to_do(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    findings = [
        finding
        for field in fields_of(sample)
        for poison in POISONS
        for finding in _findings(sample, sound | {field.name: poison})
    ]

    faulty = [
        found.sentence for found in findings if FAULTS.search(EXAMPLES.sub("x", found.sentence))
    ]

    assert len(findings) > 200
    assert faulty == []
    assert all(found.sentence.endswith(".") and found.sentence[0].isupper() for found in findings)
    assert all(found.field and found.blocking for found in findings)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (
            {"date": None},
            "date",
            "Il manque la date de la visite. Complétez ce champ pour enregistrer.",
        ),
        (
            {"year": ""},
            "year",
            "Il manque l’exercice. Complétez ce champ pour enregistrer.",
        ),
        (
            {"minutes": 9_000},
            "minutes",
            "Durée\u00a0: ce nombre doit être compris entre 0 et 5\u202f000\u00a0minutes. "
            "Corrigez-le.",
        ),
        (
            {"granted": -5},
            "granted",
            "Montant accordé\u00a0: ce montant doit être au moins égal à 0\u00a0€. Corrigez-le.",
        ),
        (
            {"purpose": "Écouter longuement"},
            "purpose",
            "But\u00a0: ce texte a 18\u00a0caractères, pour 10 au plus. Raccourcissez-le.",
        ),
        (
            {"mode": "VELO"},
            "mode",
            "Mode\u00a0: «\u00a0VELO\u00a0» n’est pas l’un des choix possibles. "
            "Choisissez parmi\u00a0: SUR_PLACE, TELEPHONE.",
        ),
        (
            {"budget": [{"account": "SUR_PLACE"}, {"account": "SUR_PLACE", "planned": 100_001}]},
            "budget[1].planned",
            "Budget, ligne\u00a02, Prévu\u00a0: ce montant doit être compris entre 0 et "
            "1\u202f000\u00a0€. Corrigez-le.",
        ),
        (
            {"budget": [{"planned": 1}]},
            "budget[0].account",
            "Budget, ligne\u00a01\u00a0: il manque le poste. Complétez ce champ pour enregistrer.",
        ),
        (
            {"budget": ["loyer"]},
            "budget[0]",
            "Budget, ligne\u00a01\u00a0: une ligne s’écrit avec le nom de ses champs, "
            "entre accolades. Réécrivez-la ainsi.",
        ),
    ],
)
def test_a_sentence_holds_the_title_and_the_bounds(
    sample: type[Record], sound: dict[str, Any], change: dict[str, Any], field: str, sentence: str
) -> None:
    finding = _one(sample, sound | change)

    assert finding == Finding(field, sentence)


def test_a_title_without_a_sure_article_is_quoted(
    sample: type[Record], sound: dict[str, Any]
) -> None:
    finding = _one(sample, sound | {"year": ""})
    lower = _one(sample, {name: value for name, value in sound.items() if name != "id"})

    assert finding.sentence.startswith("Il manque l’exercice.")
    assert lower.sentence.startswith("Il manque une réponse à «\u00a0Repère\u00a0».")


def test_an_unknown_refusal_still_gives_a_sentence(sample: type[Record]) -> None:
    unknown = PydanticCustomError("new_kind", "never seen")
    lines = [InitErrorDetails(type=unknown, loc=("date",), input="?")]

    (finding,) = explain(sample, ValidationError.from_exception_data("sample", lines))

    assert finding.field == "date"
    assert finding.sentence.startswith("Date de la visite\u00a0: cette valeur ne convient pas.")


def test_a_refusal_of_the_whole_record_has_no_field() -> None:
    with pytest.raises(ValidationError) as refusal:
        TypeAdapter(Record).validate_python(3)

    (finding,) = explain(Record, refusal.value)

    assert finding.field == ""
    assert finding.sentence[0].isupper()


def test_a_path_that_no_declaration_knows_keeps_its_name(sample: type[Record]) -> None:
    place = place_of(sample, ("novelty", 3))

    assert (place.name, place.field) == ("novelty", None)
