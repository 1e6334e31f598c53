"""The stories of change, in the words of those who lived it, and what groups made of them."""

from typing import Final

from desktop.export.content import As, Check, Column, LeftOut, Row, Sheet
from desktop.services.workbooks.account.notes import NOT_ASKED, Notes, ids, text
from desktop.services.workbooks.parts import Part
from desktop.services.workbooks.spans import quarter
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm
from sync.records.evaluation_stories import Selection

STORIES: Final = "Récits"
QUARTER: Final = "Le trimestre seulement, pour que la date ne fasse pas reconnaître la personne."
_FORM: Final = EvaluationForm.STORY
_NONE: Final = "Aucun récit de changement validé dans ce périmètre."
_NONE_TOLD: Final = (
    "Des récits ont été recueillis\u00a0; aucun ne peut encore être lu hors de l’équipe."
)


def stories_part(notes: Notes) -> Part:
    """Return a row for each story that may be read."""
    words = notes.sources.scope.words
    told = notes.told(_FORM)
    shown = told if words else ()
    kept = notes.kept(_FORM)
    sheet = Sheet(
        STORIES,
        "Les récits de changement",
        "Ce qui a changé dans la vie des gens, tel qu’ils le racontent, et ce que les groupes qui"
        " ont lu ces récits en ont retenu.",
        _columns(),
        [_row(notes, note) for note in shown],
        references=ids(shown),
        when_empty=_empty(notes, words=words),
    )
    count = (len(notes.of(_FORM)) - sum(each.count for each in kept)) * words
    unasked = LeftOut(STORIES, 0 if words else len(told), NOT_ASKED)
    return Part((sheet,), (Check("Récits qui peuvent être lus", count, STORIES),), (*kept, unasked))


def _empty(notes: Notes, *, words: bool) -> str:
    if not words:
        return NOT_ASKED
    return _NONE_TOLD if notes.of(_FORM) else _NONE


def _columns() -> tuple[Column, ...]:
    return (
        _written("Titre", "Le titre du récit.", "title", 18),
        Column(
            "Domaine",
            As.TEXT,
            "Ce que le changement touche.",
            origin="evaluation.change_domain",
            width=13,
            listed="Domaine du changement",
        ),
        Column("Territoire", As.TEXT, "Le quartier.", origin="evaluation.territory", width=15),
        Column(
            "Porte sur",
            As.TEXT,
            "L’action, la structure, le contrat ou l’instance.",
            origin="evaluation.about",
            width=16,
        ),
        Column(
            "Raconté par", As.TEXT, "Un rôle, jamais un nom.", origin="evaluation.by_role", width=14
        ),
        Column("Trimestre", As.TEXT, QUARTER, origin="evaluation.evaluated_on", width=10),
        Column(
            "Récit",
            As.LONG_TEXT,
            "Avant, ce qui s’est passé, après.",
            origin="evaluation.before evaluation.story evaluation.after",
            width=52,
            written=True,
        ),
        _written("Pourquoi c’est important", "Pour la personne.", "why_it_matters", 28),
        _chosen("Retenu par", "Les groupes qui ont choisi ce récit.", "group", 14),
        _chosen("Raisons", "Pourquoi chaque groupe l’a choisi, ou non.", "reason", 28),
    )


def _written(title: str, meaning: str, name: str, width: int) -> Column:
    origin = f"evaluation.{name}"
    return Column(title, As.LONG_TEXT, meaning, origin=origin, width=width, written=True)


def _chosen(title: str, meaning: str, name: str, width: int) -> Column:
    origin = f"evaluation.selections.{name}"
    return Column(title, As.LONG_TEXT, meaning, origin=origin, width=width, written=True)


def _row(notes: Notes, note: Evaluation) -> Row:
    kept = [line for line in note.selections if line.kept]
    return (
        note.title,
        notes.label(note, "change_domain"),
        notes.place(note),
        notes.about(note),
        notes.label(note, "by_role"),
        quarter(note.evaluated_on),
        told_story(note),
        note.why_it_matters,
        text(*(line.group for line in kept)),
        text(*map(_reason, note.selections)),
    )


def told_story(note: Evaluation) -> str:
    """Return the three moments of a story, one under the other."""
    before = f"Avant\u00a0: {note.before}" if note.before else None
    after = f"Après\u00a0: {note.after}" if note.after else None
    return text(before, note.story, after)


def _reason(line: Selection) -> str | None:
    """Return what a group said of a story; that it did not choose it is said even unexplained."""
    who = f"{line.group} (non retenu)" if line.kept is False else line.group
    if line.reason:
        return f"{who}\u00a0: {line.reason}"
    return who if line.kept is False else None
