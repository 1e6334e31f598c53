"""Two forms where people speak for themselves: a sentence, a story that they interpret."""

from collections.abc import Iterator
from typing import Annotated

from sync.records.base import Item
from sync.records.declare import (
    FORM,
    ITEMS,
    LATEST,
    LONG,
    MOST,
    TEXT,
    VALIDATE,
    counted,
    in_line,
    internal,
    public,
    said,
)
from sync.records.evaluation_base import EvaluationForm, EvaluationNote, only
from sync.records.fields import CodeList, Sensitivity
from sync.records.findings import Finding, error
from sync.records.verbatims import Tone

QUOTE = "Parole recueillie"
NARRATIVE = "Micro-récit"
SENSE = "Ce qu’en dit la personne"

ONLY_QUOTE = only(EvaluationForm.QUOTE)
ONLY_NARRATIVE = only(EvaluationForm.MICRO_NARRATIVE)
SPOKEN = only(EvaluationForm.QUOTE, EvaluationForm.MICRO_NARRATIVE)


class Recurrence(CodeList):
    """How often the teller lives through such a thing."""

    ONCE = "UNE_FOIS", "Une fois"
    SOMETIMES = "PARFOIS", "Parfois"
    OFTEN = "SOUVENT", "Souvent"
    ALWAYS = "TOUT_LE_TEMPS", "Tout le temps"


class Triad(Item):
    """Three poles among which the teller shares out 100 points."""

    label = "Triade"

    question: Annotated[
        str,
        said("Question", "Ce que l’on demande à la personne de répartir.", 200),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    first_pole: Annotated[
        str | None,
        said("Premier pôle", "Le nom du premier pôle.", 80),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    second_pole: Annotated[
        str | None,
        said("Deuxième pôle", "Le nom du deuxième pôle.", 80),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    third_pole: Annotated[
        str | None,
        said("Troisième pôle", "Le nom du troisième pôle.", 80),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    first_share: Annotated[
        int | None,
        counted("Part du premier pôle", "Sur 100 pour les trois pôles.", ge=0, le=100),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None
    second_share: Annotated[
        int | None,
        counted("Part du deuxième pôle", "Sur 100 pour les trois pôles.", ge=0, le=100),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None
    third_share: Annotated[
        int | None,
        counted("Part du troisième pôle", "Sur 100 pour les trois pôles.", ge=0, le=100),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None


class Slider(Item):
    """A place between two opposites."""

    label = "Curseur"

    question: Annotated[
        str,
        said("Question", "Ce que l’on demande à la personne de situer.", 200),
        in_line(Sensitivity.PUBLIC, LATEST),
    ]
    left_pole: Annotated[
        str | None,
        said("À gauche", "Ce que veut dire 0.", 80),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    right_pole: Annotated[
        str | None,
        said("À droite", "Ce que veut dire 100.", 80),
        in_line(Sensitivity.PUBLIC, LATEST),
    ] = None
    position: Annotated[
        int | None,
        counted("Position", "De 0 (tout à gauche) à 100 (tout à droite).", ge=0, le=100),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None


class QuotePart(EvaluationNote):
    """One sentence, in the words of the person."""

    quote: Annotated[
        str | None,
        said(
            "Parole", "Les mots mêmes de la personne, sans détail qui la ferait reconnaître.", 500
        ),
        public(QUOTE, FORM, TEXT, searched=True, stage=VALIDATE, when=ONLY_QUOTE),
    ] = None
    quote_context: Annotated[
        str | None,
        said("Contexte", "Ce qui était en train de se passer ou de se dire.", 500),
        internal(QUOTE, FORM, TEXT, searched=True, when=ONLY_QUOTE),
    ] = None
    tone: Annotated[
        Tone | None,
        said("Tonalité", "Comment la personne qualifie elle-même ce qu’elle dit."),
        public(SENSE, FORM, LATEST, when=SPOKEN),
    ] = None


class MicroNarrativePart(EvaluationNote):
    """A short story that its teller places on triads and sliders (after SenseMaker)."""

    prompt: Annotated[
        str | None,
        said(
            "Amorce",
            "La question ouverte posée, par exemple : racontez un moment qui vous a marqué ici.",
            300,
        ),
        public(NARRATIVE, FORM, TEXT, stage=VALIDATE, when=ONLY_NARRATIVE),
    ] = None
    narrative: Annotated[
        str | None,
        said("Micro-récit", "Ce que la personne a raconté, sans le corriger.", 8_000),
        public(
            NARRATIVE, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_NARRATIVE
        ),
    ] = None
    triads: Annotated[
        tuple[Triad, ...],
        said("Triades", "La personne répartit elle-même 100 points entre trois pôles.", MOST),
        public(NARRATIVE, FORM, ITEMS, stage=VALIDATE, when=ONLY_NARRATIVE),
    ] = ()
    sliders: Annotated[
        tuple[Slider, ...],
        said("Curseurs", "La personne place elle-même son récit entre deux contraires.", MOST),
        public(NARRATIVE, FORM, ITEMS, when=ONLY_NARRATIVE),
    ] = ()
    recurrence: Annotated[
        Recurrence | None,
        said("Fréquence", "Si la personne vit souvent une telle chose."),
        public(NARRATIVE, FORM, LATEST, when=ONLY_NARRATIVE),
    ] = None
    who_should_hear: Annotated[
        str | None,
        said("Qui devrait l’entendre", "À qui la personne voudrait que ce récit soit lu.", 300),
        public(NARRATIVE, FORM, TEXT, searched=True, when=ONLY_NARRATIVE),
    ] = None

    def remarks_on_triads(self) -> Iterator[Finding]:
        """Yield a remark for each triad whose three shares, all given, do not make 100."""
        for triad in self.triads:
            shares = [triad.first_share, triad.second_share, triad.third_share]
            given = [share for share in shares if share is not None]
            if len(given) == 3 and sum(given) != 100:
                yield error(
                    f"Les trois parts de la triade « {triad.question} » font {sum(given)} :"
                    " elles doivent faire 100.",
                    "triads",
                )
