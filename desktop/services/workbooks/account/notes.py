"""The evaluation notes of a scope, by form: those that may be read outside, and why others stay."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from desktop.export.content import LeftOut
from desktop.services.sharing.shareable import agreed
from desktop.services.workbooks.sources import Sources
from sync.records.base import Diffusion
from sync.records.evaluation import Evaluation
from sync.records.evaluation_base import EvaluationForm

NO_AGREEMENT: Final = "La personne n’a pas donné son accord pour que ses mots sortent."
NOT_SHAREABLE: Final = "Leur diffusion n’est pas encore «\u00a0Diffusable\u00a0»."
NOT_ANONYMOUS: Final = "Rien ne dit encore que la note est rendue anonyme."
NOT_ASKED: Final = "Les paroles n’ont pas été demandées pour ce classeur."
PLURALS: Final[Mapping[EvaluationForm, str]] = {
    EvaluationForm.STORY: "Récits de changement",
    EvaluationForm.EFFECT: "Effets constatés",
    EvaluationForm.QUOTE: "Paroles recueillies",
    EvaluationForm.MICRO_NARRATIVE: "Micro-récits",
    EvaluationForm.MARKERS: "Grilles de marqueurs",
    EvaluationForm.SHARED_REVIEW: "Bilans partagés",
    EvaluationForm.FIGURES: "Notes de chiffres",
}
# Their rows are the words of one person: whatever the agreement, nobody must be recognised.
_SPOKEN: Final = frozenset({EvaluationForm.STORY, EvaluationForm.QUOTE})


class Notes:
    """The notes of the period, each form in the order of its days."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.all = sources.of(Evaluation)

    def of(self, form: EvaluationForm) -> tuple[Evaluation, ...]:
        """Return all the notes of a form, to count them."""
        return tuple(note for note in self.all if note.form is form)

    def told(self, form: EvaluationForm) -> tuple[Evaluation, ...]:
        """Return the notes of a form that may be read outside, the first first."""
        found = (note for note in self.of(form) if not self.why_not(note))
        return tuple(sorted(found, key=lambda note: (note.evaluated_on, note.id)))

    def why_not(self, note: Evaluation) -> str:
        """Return why a note is counted but not read; "" when it is read."""
        if not agreed(note):
            return NO_AGREEMENT
        if note.diffusion is not Diffusion.SHAREABLE:
            return NOT_SHAREABLE
        if note.form in _SPOKEN and note.anonymised is not True:
            return NOT_ANONYMOUS
        return "" if self.sources.tellable(note) else NOT_ANONYMOUS

    def kept(self, form: EvaluationForm) -> tuple[LeftOut, ...]:
        """Return how many notes of a form stay, by reason."""
        why = Counter(filter(None, map(self.why_not, self.of(form))))
        return tuple(LeftOut(PLURALS[form], count, each) for each, count in sorted(why.items()))

    def about(self, note: Evaluation) -> str:
        """Return what a note speaks of: an action, an organisation, a contract, a meeting."""
        return self.sources.name(note.about)

    def place(self, note: Evaluation) -> str:
        """Return the neighbourhood of a note."""
        return self.sources.name(note.territory)

    def label(self, note: Evaluation, name: str) -> str:
        """Return the French label of a coded field of a note."""
        return self.sources.label(Evaluation, name, getattr(note, name))


def text(*parts: str | None) -> str:
    """Return texts one under the other, those that are empty left out."""
    return "\n".join(part for part in parts if part)


def ids(notes: Sequence[Evaluation]) -> list[str]:
    """Return the ids of notes, as the references of their rows."""
    return [note.id for note in notes]
