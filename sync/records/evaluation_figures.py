"""The form that counts: who was reached, and what the indicators say."""

from typing import Annotated

from sync.records.audiences import AudienceLine
from sync.records.declare import FORM, ITEMS, MOST, VALIDATE, public, said
from sync.records.evaluation_base import EvaluationForm, EvaluationNote, only
from sync.records.indicators import Indicator

FIGURES = "Chiffres"

ONLY_FIGURES = only(EvaluationForm.FIGURES)


class FiguresPart(EvaluationNote):
    """The tables of the CERFA 15059: people by group, indicators."""

    audience: Annotated[
        tuple[AudienceLine, ...],
        said("Public touché", "Le public, par âge, genre et lieu de vie.", MOST),
        public(FIGURES, FORM, ITEMS, stage=VALIDATE, when=ONLY_FIGURES),
    ] = ()
    indicators: Annotated[
        tuple[Indicator, ...],
        said("Indicateurs", "Ce que l’action compte, prévu et réalisé.", MOST),
        public(FIGURES, FORM, ITEMS, stage=VALIDATE, when=ONLY_FIGURES),
    ] = ()
