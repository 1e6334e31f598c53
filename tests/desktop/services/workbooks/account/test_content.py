"""The fourth workbook of the demonstration year, counted again by hand."""

from collections import Counter
from collections.abc import Callable

from desktop.services.notebook import Notebook
from desktop.services.workbooks.account.content import content
from desktop.services.workbooks.gate.gate import Gate
from desktop.services.workbooks.scope import Period, Scope
from desktop.services.workbooks.sources import Sources
from desktop.store.query import ListQuery
from sync.records.base import Record
from sync.records.evaluation import Evaluation
from sync.records.observation import Observation
from sync.records.visit import Visit
from tests.desktop.services.workbooks.filled import (
    column,
    every_row,
    misshapen,
    row,
    sheet,
    sources,
    unproved,
)

ReadDemo = Callable[..., Sources]
BOTH = Scope(Period.of_years(2025, 2026))
AGREED = {"PARTENAIRES_ANONYME", "PUBLIC_ANONYME", "PUBLIC_NOMME"}


def counted(notebook: Notebook, kind: str) -> list[Record]:
    records = notebook.records(ListQuery(kind))
    return [
        record
        for record in records
        if record.review_state in ("VALIDE", "ARCHIVE") and record.diffusion != "CONFIDENTIEL"
    ]


def notes(notebook: Notebook) -> list[Evaluation]:
    return [each for each in counted(notebook, "evaluation") if isinstance(each, Evaluation)]


def tones(notebook: Notebook) -> Counter[str]:
    found: Counter[str] = Counter()
    for record in (*counted(notebook, "visit"), *counted(notebook, "observation")):
        assert isinstance(record, Visit | Observation)
        found.update(str(line.tone) for line in record.verbatims)
    for note in notes(notebook):
        found.update(str(line.tone) for line in note.verbatims)
        if note.form == "VERBATIM":
            found[str(note.tone)] += 1
    return found


def test_its_sheets_hold_together_and_prove_their_totals(demo_sources: ReadDemo) -> None:
    for scope in (None, BOTH, Scope(Period.of_years(2019)), Scope(BOTH.period, words=False)):
        told = content(demo_sources(scope))

        assert misshapen(told) == []
        assert unproved(told) == []


def test_the_words_of_the_demonstration_are_all_counted_in_their_tone(
    demo_notebook: Notebook, demo_sources: ReadDemo
) -> None:
    time = sheet(content(demo_sources(BOTH)), "Tonalité dans le temps")

    found = tones(demo_notebook)
    assert sum(map(int, map(str, column(time, "Plutôt négatif")))) == found["NEGATIF"] > 0
    assert sum(map(int, map(str, column(time, "Plutôt positif")))) == found["POSITIF"] > 0
    assert sum(map(int, map(str, column(time, "Paroles")))) == found.total()


def test_each_note_of_the_demonstration_that_is_read_has_its_agreements(
    demo_notebook: Notebook, demo_sources: ReadDemo
) -> None:
    told = content(demo_sources(BOTH))

    known = {note.id: note for note in notes(demo_notebook)}
    for name in ("Récits", "Effets constatés", "Marqueurs", "Bilans partagés", "Indicateurs"):
        read = [known[each] for each in sheet(told, name).references]
        assert read, name
        assert {str(note.consent) for note in read} <= AGREED
        assert {str(note.diffusion) for note in read} == {"DIFFUSABLE"}
    forms = Counter(str(note.form) for note in known.values())
    effects = sheet(told, "Solidité des effets")
    assert sum(map(int, map(str, column(effects, "Effets")))) == forms["EFFET_CONSTATE"]


def test_the_words_that_nobody_agreed_to_are_in_no_cell(
    demo_notebook: Notebook, demo_sources: ReadDemo
) -> None:
    told = content(demo_sources(BOTH))

    cells = {str(cell) for each in every_row(told) for cell in each}
    lines = [line for note in notes(demo_notebook) for line in note.verbatims]
    for record in counted(demo_notebook, "visit"):
        assert isinstance(record, Visit)
        lines += record.verbatims
    free = {line.quote for line in lines if str(line.consent) in AGREED}
    kept = {line.quote for line in lines if str(line.consent) not in AGREED} - free
    spoken = {note.quote for note in notes(demo_notebook) if note.quote}
    assert kept - spoken
    assert (kept - spoken) & cells == set()


def test_an_empty_notebook_makes_a_workbook_that_says_so(notebook: Notebook) -> None:
    told = content(sources(notebook))

    assert (unproved(told), misshapen(told), told.remarks) == ([], [], ())
    assert row(sheet(told, "Synthèse"), "Paroles")["Recueilli"] == 0
    empty = {each.name for each in told.sheets if not each.rows}
    assert empty >= {"Récits", "Verbatims", "Marqueurs", "Tonalité par quartier"}


def test_the_gate_finds_nothing_in_it_that_should_never_have_come(demo_sources: ReadDemo) -> None:
    for scope in (BOTH, Scope(BOTH.period, words=False), Scope(Period.of_years(2026))):
        read = demo_sources(scope)
        told = content(read)

        passed = Gate(lambda _: ()).check(told, read).passed

        assert [each.name for each in passed.content.sheets] == [each.name for each in told.sheets]
        assert [len(each.rows) for each in passed.content.sheets] == [
            len(each.rows) for each in told.sheets
        ]
