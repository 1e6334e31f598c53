"""What goes through the gate, what is hidden or held on the way, what never gets there."""

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import desktop
from desktop.export.content import (
    As,
    Chart,
    Check,
    Column,
    Content,
    Figure,
    Hidden,
    Marks,
    Passed,
    Place,
    Row,
    Sheet,
    Sum,
    Typed,
)
from desktop.services.notebook import Notebook
from desktop.services.workbooks.gate.gate import Checked, Gate
from desktop.services.workbooks.gate.leak import LeakError
from desktop.services.workbooks.gate.passages import TO_READ, key_of
from desktop.services.workbooks.scope import Period, Recipient, Scope
from desktop.services.workbooks.sources import Sources
from sync.records.funding import FunderType
from tests.desktop.services.workbooks.season import Season, quiet, suspicious

STATE = Recipient("État", frozenset({FunderType.STATE_P147}))
NUMBER = Column("Personnes", As.WHOLE, "Un nombre de personnes.", total=True, people=True)


@pytest.fixture
def season(notebook: Notebook) -> Season:
    return Season(notebook)


@pytest.fixture
def check(notebook: Notebook) -> Callable[..., Checked]:
    """Return what passes a content through the gate, for the State or for whom one says."""

    def passed(content: Content, *, recipient: Recipient | None = STATE, **how: Any) -> Checked:
        scope = Scope(Period.of_years(2026), recipient=recipient, words=how.pop("words", True))
        gate = Gate(how.pop("remarks", quiet), how.pop("looked_at", ()))
        return gate.check(content, Sources(notebook, scope, date(2026, 11, 23)))

    return passed


def content(*columns: Column, rows: list[Row], references: list[str] | None = None) -> Content:
    """Return a content of one sheet."""
    sheet = Sheet("Feuille", "Titre", "Phrase.", columns, rows, references=references or [])
    return Content("W1", "Essai", (sheet,))


def shown(checked: Checked, place: int = 0) -> list[object]:
    """Return what a column shows after the gate."""
    return [row[place] for row in checked.passed.content.sheets[0].rows]


@pytest.mark.parametrize(
    "origin",
    [
        "organisation.internal_note",
        "contact.last_name",
        "visit.private_note",
        "visit.facts",
        "funding.internal_note",
        "visit.verbatims.context",
        "action.author",
        "evaluation.collected_by",
    ],
)
def test_a_column_of_a_field_that_stays_stops_everything(
    check: Callable[..., Checked], origin: str
) -> None:
    column = Column("Texte", As.TEXT, "Un texte.", origin=origin)

    with pytest.raises(LeakError, match=origin):
        check(content(column, rows=[("bonjour",)]))


def test_an_origin_that_is_no_field_is_a_mistake(check: Callable[..., Checked]) -> None:
    with pytest.raises(LeakError, match="nothing"):
        check(content(Column("Texte", As.TEXT, "?", origin="visit.nothing"), rows=[("a",)]))


def test_internal_codes_are_counted_over_all_and_never_by_record_or_body(
    check: Callable[..., Checked], season: Season
) -> None:
    need = Column("Besoin", As.TEXT, "Un besoin.", origin="visit.support_needs")
    body = Column("Structure", As.TEXT, "Qui.", origin="visit.organisation")
    count = Column("Visites", As.WHOLE, "Combien.")

    assert shown(check(content(need, count, rows=[("Juridique", 12)]))) == ["Juridique"]
    with pytest.raises(LeakError):
        check(content(need, body, count, rows=[("Juridique", "Les Tilleuls", 1)]))
    with pytest.raises(LeakError):
        check(content(need, rows=[("Juridique",)], references=[season.place]))


@pytest.mark.parametrize(
    "values",
    [{"review_state": "BROUILLON"}, {"diffusion": "CONFIDENTIEL"}, {"diffusion": "INTERNE"}],
)
def test_a_row_of_a_record_that_may_not_be_told_stops_everything(
    check: Callable[..., Checked], season: Season, values: dict[str, str]
) -> None:
    idea = season.idea("Un jardin", **values)
    title = Column("Titre", As.TEXT, "Le titre.", origin="idea.title", written=True)

    with pytest.raises(LeakError, match=idea):
        check(content(title, rows=[("Un jardin",)], references=[idea]))


def test_a_row_of_a_record_in_the_trash_stops_everything(
    check: Callable[..., Checked], season: Season
) -> None:
    idea = season.idea("Un jardin")
    season.notebook.delete(idea)

    with pytest.raises(LeakError, match=idea):
        check(content(NUMBER, rows=[(12,)], references=[idea]))


def test_a_quote_leaves_with_the_agreement_of_who_said_it(
    check: Callable[..., Checked], season: Season
) -> None:
    said = [
        {"quote": "On se parle", "consent": "PUBLIC_ANONYME"},
        {"quote": "Il fait bon", "consent": "PUBLIC_ANONYME"},
        {"quote": "Ne le dites pas", "consent": "INTERNE"},
    ]
    walk = season.add("visit", visited_on="2026-03-02", visit_type="ECOUTE", verbatims=said,
                      facts="Vu.")  # fmt: skip
    quote = Column("Parole", As.TEXT, "Une parole.", origin="visit.verbatims.quote", written=True)

    both = "« On se parle »\n« Il fait bon »"
    told = check(content(quote, rows=[(both,)], references=[walk]))
    with pytest.raises(LeakError, match="nobody agreed"):
        check(content(quote, rows=[("Ne le dites pas",)], references=[walk]))
    with pytest.raises(LeakError, match="nobody agreed"):
        check(content(quote, rows=[("« On se parle »\nNe le dites pas",)], references=[walk]))
    with pytest.raises(LeakError, match="not asked"):
        check(content(quote, rows=[("On se parle",)], references=[walk]), words=False)
    with pytest.raises(LeakError, match="without the record"):
        check(content(quote, rows=[("On se parle",)]))

    assert shown(told) == [both]


@pytest.fixture
def lines(season: Season) -> tuple[str, str]:
    """Return the line of the State and that of the Region, both under review."""
    action = season.add("action", title="Été", year=2026)
    common = {"action": action, "year": 2026, "status": "INSTRUIT"}
    state = season.add("funding", funder_type="ETAT_P147", proposed=300_000, **common)
    region = season.add("funding", funder_type="REGION", proposed=500_000, **common)
    return state, region


def test_a_financer_reads_its_own_proposals_only(
    check: Callable[..., Checked], lines: tuple[str, str]
) -> None:
    state, region = lines
    proposed = Column("Proposé", As.EUROS, "L’avis.", origin="funding.proposed")

    own = check(content(proposed, rows=[(300_000,), (None,)], references=[state, region]))
    with pytest.raises(LeakError, match="recipient"):
        check(content(proposed, rows=[(300_000,), (500_000,)], references=[state, region]))
    with pytest.raises(LeakError, match="recipient"):
        check(content(proposed, rows=[(800_000,)]))
    with pytest.raises(LeakError, match="recipient"):
        check(content(proposed, rows=[(300_000,)], references=[state]), recipient=None)

    assert shown(own) == [300_000, None]


def test_a_state_before_the_decision_is_read_by_its_financer(
    check: Callable[..., Checked], lines: tuple[str, str]
) -> None:
    status = Column("État", As.TEXT, "Où en est le dossier.", origin="funding.status")

    told = check(content(status, rows=[("Instruit",), ("Instruit",)], references=list(lines)))

    assert shown(told) == ["Instruit", None]
    (withheld,) = told.passed.withheld
    assert withheld.count == 1
    assert "autre financeur" in withheld.why


def test_a_text_that_may_name_somebody_is_held_until_it_was_looked_at(
    check: Callable[..., Checked], season: Season
) -> None:
    idea = season.idea("Avec Karima")
    column = Column("Titre", As.TEXT, "Le titre.", origin="idea.title")
    made = content(column, rows=[("Avec Karima",), ("Avec Karima",)], references=[idea, idea])

    held = check(made, remarks=suspicious)
    free = check(made, remarks=suspicious, looked_at={key_of("Avec Karima")})

    (passage,) = held.passages
    assert (passage.record, passage.sheet, passage.column) == (idea, "Feuille", "Titre")
    assert passage.times == 2
    assert "Karima" in passage.why
    assert held.held
    assert shown(held) == [TO_READ, TO_READ]
    assert not free.held
    assert shown(free) == ["Avec Karima", "Avec Karima"]


def test_the_end_of_a_long_text_is_read_too(check: Callable[..., Checked]) -> None:
    column = Column("Texte", As.LONG_TEXT, "Un texte.", written=True)
    long = "mot " * 10_000 + "Karima"

    assert check(content(column, rows=[(long,)]), remarks=suspicious).held


def test_small_counts_are_hidden_and_neither_totals_nor_figures_nor_charts_tell_them(
    check: Callable[..., Checked],
) -> None:
    who = Column("Âge", As.TEXT, "L’âge.")
    chart = Chart("Âges", Marks.BARS, "Âge", ("Personnes",), "12 jeunes et 3 aînés.")
    made = content(who, NUMBER, rows=[("6-11", 40), ("12-15", 12), ("65 et plus", 3)])
    made = replace(
        made,
        sheets=(replace(made.sheets[0], charts=(chart,)),),
        checks=(Check("Personnes", 55, "Feuille", "Personnes"),),
        figures=(Figure("Aînés", Typed(3, As.WHOLE, people=True)), Figure("Actions", 3)),
    )

    told = check(made)

    after = told.passed.content
    assert shown(told, 1) == [40, Hidden.BESIDE, Hidden.FEW]
    assert after.checks[0].expected == 40
    assert [each.value for each in after.figures] == [Hidden.FEW, 3]
    assert "3" not in after.sheets[0].charts[0].said
    assert [each.count for each in told.passed.withheld] == [1, 1]
    assert any("seuls effectifs montrés" in note.text for note in after.notes)


def test_a_figure_that_gives_the_only_hidden_count_back_is_hidden(
    check: Callable[..., Checked],
) -> None:
    made = content(NUMBER, rows=[(1,), (1,), (1,), (1,), (1,)])
    made = replace(made, figures=(Figure("Personnes", Typed(5, As.WHOLE, people=True)),))

    assert check(made).passed.content.figures[0].value is Hidden.BESIDE


def test_what_is_computed_from_a_hidden_count_is_hidden_with_it(
    check: Callable[..., Checked],
) -> None:
    planned = Column("Prévu", As.WHOLE, "Prévu.", origin="action.audience.planned")
    actual = Column("Touché", As.WHOLE, "Touché.", origin="action.audience.actual")
    gap = Column("Écart", As.WHOLE, "Touché moins prévu.", people=True)
    share = Column("Taux", As.SHARE, "Touché sur prévu.", people=True)
    rows: list[Row] = [(10, 3, -7, 0.3), (20, 30, 10, 1.5), (20, 40, 20, 2.0)]

    told = check(content(planned, actual, gap, share, rows=rows))

    assert shown(told, 0) == [10, 20, 20]
    assert shown(told, 1)[0] is Hidden.FEW
    assert {shown(told, place)[0] for place in (2, 3)} == {Hidden.BESIDE}


def test_a_share_does_not_give_back_a_count_of_another_row(check: Callable[..., Checked]) -> None:
    def line(title: str, count: int, share: float | None) -> Row:
        told = Typed(share, As.SHARE, people=True) if share else None
        return title, Typed(count, As.WHOLE, people=True), told

    titles = Column("Quoi", As.TEXT, "Ce qui est compté.")
    count = Column("Valeur", As.WHOLE, "Le nombre.")
    share = Column("Part", As.SHARE, "La part du public.")
    rows = [line("Public", 23, None), line("Femmes", 20, 20 / 23), line("Hommes", 3, 3 / 23)]
    made = content(titles, count, share, rows=rows)
    made = replace(
        made, sums=(Sum(Place("Feuille", 0, 1), (Place("Feuille", 1, 1), Place("Feuille", 2, 1))),)
    )

    told = check(made)

    values = [each.value for each in shown(told, 1) if isinstance(each, Typed)]
    shares = [each.value for each in shown(told, 2) if isinstance(each, Typed)]
    assert values == [23, Hidden.BESIDE, Hidden.FEW]
    assert shares == [Hidden.BESIDE, Hidden.BESIDE]


def test_an_indicator_of_few_people_is_hidden_whatever_its_number_looks_like(
    check: Callable[..., Checked],
) -> None:
    unit = Column("Unité", As.TEXT, "L’unité.", origin="action.indicators.measure")
    name = Column("Indicateur", As.TEXT, "Ce que l’on compte.", origin="action.indicators.name")
    actual = Column("Réalisé", As.NUMBER, "Le résultat.", origin="action.indicators.actual")
    gap = Column("Écart", As.NUMBER, "Réalisé moins prévu.", people=True)
    rows: list[Row] = [
        ("habitants", 3.0, -7.0, "Accompagnés"),
        ("séances", 3.0, 0.0, "Ateliers"),
        ("personnes", Typed(2.5, As.NUMBER, people=True), 0.0, "Accompagnées"),
        ("jeunes", 30.0, 8.0, "Inscrits"),
        (None, 2.0, 0.0, "Jeunes en stage"),
        (None, 2.0, 0.0, "Aménagements"),
    ]

    told = check(content(unit, actual, gap, name, rows=rows))

    values = [each.value if isinstance(each, Typed) else each for each in shown(told, 1)]
    assert values == [Hidden.FEW, 3.0, Hidden.FEW, 30.0, Hidden.FEW, 2.0]
    assert shown(told, 2)[0] is Hidden.BESIDE


def test_only_the_gate_makes_what_the_renderers_take() -> None:
    root = Path(desktop.__file__ or "").parent
    makers = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                first = ast.unparse(node.args[0]) if node.args else ""
                if called.endswith(Passed.__name__) or (
                    called == "replace" and first.endswith("passed")
                ):
                    makers.add(path.relative_to(root).as_posix())

    assert makers == {"services/workbooks/gate/gate.py"}
