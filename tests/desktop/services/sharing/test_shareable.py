"""What a financer reads holds nothing that was to stay, whoever wrote it and wherever."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from desktop.services.notebook import Notebook
from desktop.services.sharing.shareable import Shared, foreseen, shareable
from sync.records import RECORD_TYPES
from sync.records.base import Diffusion, Record
from sync.records.coding import from_json
from sync.records.evaluation_base import EvaluationForm
from sync.records.fields import FieldSpec, Kind, Sensitivity, Shown, fields_of
from sync.records.verbatims import Consent
from tests.records_of_each_kind import full_values

OPEN = {"review_state": "VALIDE", "diffusion": "DIFFUSABLE", "consent": "PUBLIC_ANONYME"}
VISIT = {"visited_on": "2026-11-20", "visit_type": "SUIVI", "facts": "Vu.", **OPEN}
KEPT_CONSENTS = (Consent.NO_DIFFUSION, Consent.TEAM)


def marked(model: type[BaseModel], values: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Put a mark of its own in each free text of a record and of its lines."""
    for field in fields_of(model):
        place = f"{path}{field.name}"
        held = values.get(field.name)
        if field.item is not None and held:
            item = field.item
            values[field.name] = [marked(item, line, f"{place}.") for line in held]
        elif is_marked(field) and held:
            values[field.name] = f"[{place}]"[: field.max_length]
    return values


def is_marked(field: FieldSpec) -> bool:
    """Tell whether a field holds words that a person wrote."""
    words = field.kind in (Kind.TEXT, Kind.LONG_TEXT) and field.about.check is None
    return words and field.about.shown is not Shown.SYSTEM


def marks(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, FieldSpec]]:
    """Yield each mark and the field that holds it; what is inside a kept field is kept too."""
    for field in fields_of(model):
        if is_marked(field):
            yield f"[{path}{field.name}]"[: field.max_length], field
        elif field.item is not None and leaves(field):
            yield from marks(field.item, f"{field.name}.")


def leaves(field: FieldSpec) -> bool:
    """Tell, from the rule alone, whether a field may leave."""
    about = field.about
    return about.sensitivity is Sensitivity.PUBLIC and not (about.private or about.personal)


def text_of(shared: Shared) -> str:
    """Return all that would be read outside."""
    return "\n".join(f"{part.title}\n{part.text}" for part in shared.parts)


def planted(kind: str, **changes: Any) -> Record:
    """Return a record of a kind, full and marked, that may leave but for the changes."""
    values = {**marked(RECORD_TYPES[kind], full_values(kind)), **OPEN, **changes, "id": "a" * 32}
    return from_json(RECORD_TYPES[kind], agreeing(RECORD_TYPES[kind], values))


def agreeing(model: type[BaseModel], values: dict[str, Any]) -> dict[str, Any]:
    """Let every line travel, whose last code would be the widest consent already."""
    known = {field.name for field in fields_of(model)}
    return {name: value for name, value in values.items() if name in known}


def test_only_public_words_leave_whatever_the_kind(carnet: Notebook, kind: str) -> None:
    record = planted(kind)

    text = text_of(shareable(record, carnet))

    for mark, field in marks(type(record)):
        assert leaves(field) or mark not in text, mark
        assert mark in text or not leaves(field) or kind == "evaluation", mark


def test_what_stays_is_told_without_its_content(carnet: Notebook, kind: str) -> None:
    record = planted(kind)

    told = " ".join(f"{kept.what} {kept.why}" for kept in shareable(record, carnet).withheld)

    assert not any(mark in told for mark, _ in marks(type(record)))
    assert "[private_note]" not in told


@pytest.mark.parametrize("form", list(EvaluationForm))
def test_what_was_written_for_another_form_stays(carnet: Notebook, form: EvaluationForm) -> None:
    record = planted("evaluation", form=form.value)

    shared = shareable(record, carnet)

    for field in fields_of(type(record)):
        if field.about.when is not None and is_marked(field) and leaves(field):
            applies = form.value in field.about.when.values
            assert (f"[{field.name}]"[: field.max_length] in text_of(shared)) is applies


@pytest.mark.parametrize("consent", list(Consent))
def test_a_note_leaves_as_far_as_its_speaker_agreed(carnet: Notebook, consent: Consent) -> None:
    record = planted("evaluation", consent=consent.value)

    shared = foreseen(record, carnet)

    assert bool(shared.parts) is (consent not in KEPT_CONSENTS)
    assert shared.parts or "accord" in shared.withheld[0].why


@pytest.mark.parametrize("consent", list(Consent))
def test_each_quotation_leaves_as_far_as_its_speaker_agreed(
    carnet: Notebook, consent: Consent
) -> None:
    said = {"quote": "On se parle enfin.", "context": "Au pied du 12.", "by_role": "HABITANT"}
    record = visit(verbatims=[{**said, "consent": consent.value}])

    shared = shareable(record, carnet)

    assert ("«\u00a0On se parle enfin.\u00a0» –" in text_of(shared)) is (
        consent not in KEPT_CONSENTS
    )
    assert "Au pied du 12" not in text_of(shared)
    assert any(kept.what.startswith("Paroles recueillies") for kept in shared.withheld)


def visit(**values: Any) -> Record:
    """Return a visit that may leave."""
    known: Mapping[str, Any] = {n: v for n, v in VISIT.items() if n != "consent"}
    return from_json(RECORD_TYPES["visit"], {**known, "id": "b" * 32, **values})


@pytest.mark.parametrize(
    ("changes", "awaited"),
    [
        ({"review_state": "BROUILLON"}, "validée"),
        ({"diffusion": "INTERNE"}, "Diffusable"),
        ({"anonymised": False}, "anonyme"),
    ],
)
def test_nothing_leaves_before_what_is_awaited_is_done(
    carnet: Notebook, changes: dict[str, Any], awaited: str
) -> None:
    record = planted("evaluation", form="VERBATIM", **changes)

    assert shareable(record, carnet).parts == ()
    assert awaited in " ".join(shareable(record, carnet).awaits)
    assert "[quote]" in text_of(foreseen(record, carnet))


def test_a_confidential_record_is_not_even_foreseen(carnet: Notebook) -> None:
    record = planted("visit", diffusion=Diffusion.CONFIDENTIAL.value)

    assert foreseen(record, carnet).parts == ()


def test_a_trashed_record_is_not_even_foreseen(carnet: Notebook) -> None:
    record = planted("visit").revised(deleted_at="2026-11-20T10:00:00Z")

    assert foreseen(record, carnet).parts == ()


def test_counts_under_five_are_masked_and_one_more_with_them(carnet: Notebook) -> None:
    people = [("HABITANT", 12), ("JEUNE", 3), ("BENEVOLE", 7)]
    record = visit(people_present=[{"role": role, "count": count} for role, count in people])

    shared = shareable(record, carnet)

    lines = text_of(shared).splitlines()
    assert "Habitantes et habitants – nombre\u00a0: 12" in lines
    assert "Jeunes – nombre\u00a0: moins de 5" in lines
    assert "Bénévoles – nombre\u00a0: non communiqué" in lines
    assert any("petits nombres" in kept.what for kept in shared.withheld)


def test_nobody_at_all_may_be_said(carnet: Notebook) -> None:
    record = visit(people_present=[{"role": "JEUNE", "count": 0}])

    assert "Jeunes – nombre\u00a0: 0" in text_of(shareable(record, carnet))


def test_a_count_of_the_record_itself_is_masked(carnet: Notebook) -> None:
    record = planted("meeting", residents_present=2)

    assert "moins de 5" in text_of(shareable(record, carnet))


def test_an_indicator_of_people_is_masked_and_one_of_sessions_is_not(carnet: Notebook) -> None:
    rows = [
        {"name": "Relogées", "measure": "personnes", "actual": 2},
        {"name": "Ateliers", "measure": "séances", "actual": 3},
        {"name": "Jeunes en stage", "actual": 4},
    ]
    record = planted("evaluation", form="CHIFFRES", indicators=rows)

    text = text_of(shareable(record, carnet))

    assert "Jeunes en stage – réalisé\u00a0: moins de 5" in text
    assert "Relogées – unité\u00a0: personnes – réalisé\u00a0: moins de 5" in text
    assert "réalisé\u00a0: 3" in text


def test_a_linked_record_is_cited_only_by_a_heading_that_may_leave(carnet: Notebook) -> None:
    partner = carnet.add(
        "organisation", {"name": "Les Jardins partagés", "organisation_type": "ASSO_1901"}
    )
    task = carnet.add("task", {"what": "Rappeler Mme B.", "who": "J", "due_on": "2026-12-01"})
    record = planted("evaluation", about=partner.record.id, decisions=[task.record.id])

    shared = shareable(record, carnet)

    assert "Les Jardins partagés" in text_of(shared)
    assert "Mme B." not in text_of(shared)
    assert any("1\u00a0fiche" in kept.what for kept in shared.withheld)


def test_a_linked_note_without_consent_is_not_cited(carnet: Notebook) -> None:
    note = {"form": "VERBATIM", "evaluated_on": "2026-11-20", "by_role": "HABITANT"}
    kept = carnet.add("evaluation", {**note, "title": "Le secret de l’escalier"})
    record = planted("decision", concerns=[kept.record.id])

    assert "escalier" not in text_of(shareable(record, carnet))


def test_what_a_newer_program_wrote_stays(carnet: Notebook) -> None:
    record = planted("visit", brand_new_field="[inconnu]")

    assert "[inconnu]" not in text_of(shareable(record, carnet))
