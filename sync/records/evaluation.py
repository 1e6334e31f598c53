"""An evaluation note in one of seven forms, each asking only for its own fields."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from sync.records.deadlines import in_order, not_yet
from sync.records.declare import FORM, ITEMS, MOST, public, said
from sync.records.evaluation_base import LEARNING, EvaluationForm
from sync.records.evaluation_figures import FiguresPart
from sync.records.evaluation_reviews import MarkersPart, SharedReviewPart
from sync.records.evaluation_stories import EffectPart, StoryPart
from sync.records.evaluation_voices import MicroNarrativePart, QuotePart
from sync.records.findings import Finding, warning
from sync.records.verbatims import Consent, Verbatim


class Evaluation(
    FiguresPart,
    SharedReviewPart,
    MarkersPart,
    MicroNarrativePart,
    QuotePart,
    EffectPart,
    StoryPart,
):
    """What changed, told, scored or counted; the form says which fields apply."""

    kind = "evaluation"
    label = "Note d’évaluation"
    label_plural = "Notes d’évaluation"
    feminine = True
    prefix = "EVA"
    heading_fields = ("form", "title", "evaluated_on")
    order_by = ("evaluated_on", True)

    verbatims: Annotated[
        tuple[Verbatim, ...],
        said("Paroles recueillies", "Les mots entendus, avec l’accord de la personne.", MOST),
        public(LEARNING, FORM, ITEMS),
    ] = ()

    @classmethod
    def suggestions(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Suggest a title: only a story needs one of its own."""
        given = values.get("form")
        form = next((each for each in EvaluationForm if each == given), None)
        return {} if form in (None, EvaluationForm.STORY) else {"title": form.label}

    def cross_checks(self) -> Iterator[Finding]:
        """Yield remarks on consent, on the period, on triads and on the scoring parties."""
        yield from not_yet(self.evaluated_on, "evaluated_on")
        yield from in_order(self.period_from, self.period_to, "period_to")
        if self.anonymised and self.consent is Consent.PUBLIC_NAMED:
            yield warning(
                "La note est anonymisée alors que la personne accepte d’être nommée : vérifiez"
                " son accord.",
                "consent",
            )
        yield from self.remarks_on_triads()
        yield from self.remarks_on_scores()
