"""Two forms done together: the grid of markers scored by each party, the shared review."""

from collections.abc import Iterator
from typing import Annotated

from sync.records.base import Item
from sync.records.declare import (
    CODE,
    FORM,
    ITEMS,
    LATEST,
    LONG,
    MOST,
    PERSON,
    TEXT,
    VALIDATE,
    in_line,
    public,
    said,
)
from sync.records.evaluation_base import EvaluationForm, EvaluationNote, only
from sync.records.fields import CodeList, Sensitivity
from sync.records.findings import Finding, warning

MARKERS = "Grille de marqueurs"
REVIEW = "Bilan partagé"

ONLY_MARKERS = only(EvaluationForm.MARKERS)
ONLY_REVIEW = only(EvaluationForm.SHARED_REVIEW)


class MarkerLevel(CodeList):
    """How far a marker is visible, from 0 to 4."""

    NOT_VISIBLE = "0", "0 – Pas visible"
    BEGUN = "1", "1 – Amorcé"
    VISIBLE = "2", "2 – Visible"
    SETTLED = "3", "3 – Installé"
    TRANSFORMS = "4", "4 – Transforme"


class Party(CodeList):
    """Who scores; the gap between parties is what is talked about."""

    ASSOCIATION = "ASSOCIATION", "Association"
    AGENT = "AGENT", "Agente ou agent de l’équipe"
    RESIDENTS = "HABITANTS", "Habitantes et habitants"
    PARTNER = "PARTENAIRE", "Partenaire"


class MarkerScore(Item):
    """The level that one party gives to one marker."""

    label = "Marqueur"

    marker: Annotated[
        str,
        said("Marqueur", "Ce que l’on regarde ensemble.", 80),
        in_line(Sensitivity.PUBLIC, LATEST, kind=CODE, list_name="marker"),
    ]
    party: Annotated[
        Party,
        said("Donné par", "Qui donne ce niveau."),
        in_line(Sensitivity.PUBLIC, PERSON),
    ]
    level: Annotated[
        MarkerLevel | None,
        said("Niveau", "De 0 (pas visible) à 4 (transforme)."),
        in_line(Sensitivity.PUBLIC, LATEST, stage=VALIDATE),
    ] = None
    evidence: Annotated[
        str | None,
        said("Ce qui le montre", "Un fait qui appuie ce niveau.", 1_000),
        in_line(Sensitivity.PUBLIC, TEXT, searched=True),
    ] = None


class MarkersPart(EvaluationNote):
    """The markers, each score kept apart."""

    scores: Annotated[
        tuple[MarkerScore, ...],
        said("Marqueurs", "Chaque partie donne ses niveaux ; les écarts se discutent.", MOST),
        public(MARKERS, FORM, ITEMS, stage=VALIDATE, when=ONLY_MARKERS),
    ] = ()

    def remarks_on_scores(self) -> Iterator[Finding]:
        """Yield warnings when a single party scored, or one scored a marker twice."""
        if not self.scores:
            return
        if len({score.party for score in self.scores}) < 2:
            yield warning(
                "Une seule partie a donné des niveaux : il en faut au moins deux pour comparer"
                " les regards.",
                "scores",
            )
        pairs = [(score.marker, score.party) for score in self.scores]
        if len(set(pairs)) < len(pairs):
            yield warning(
                "Une même partie a noté deux fois le même marqueur : gardez une seule ligne.",
                "scores",
            )


class SharedReviewPart(EvaluationNote):
    """What was expected, what came, what surprised."""

    expected_results: Annotated[
        str | None,
        said("Ce qui était attendu", "Ce que l’action voulait changer, pour qui.", 4_000),
        public(REVIEW, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_REVIEW),
    ] = None
    achieved: Annotated[
        str | None,
        said("Ce qui a été réalisé", "Ce qui s’est vraiment passé, fait par qui.", 4_000),
        public(REVIEW, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_REVIEW),
    ] = None
    surprises: Annotated[
        str | None,
        said("Ce qui a surpris", "Ce que personne n’attendait, en bien ou en moins bien.", 4_000),
        public(REVIEW, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_REVIEW),
    ] = None
    learned: Annotated[
        str | None,
        said(
            "Ce que l’on a appris", "Ce que chacune et chacun retient, désaccords compris.", 4_000
        ),
        public(REVIEW, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_REVIEW),
    ] = None
    to_change: Annotated[
        str | None,
        said("Ce que l’on change", "Ce que l’on fera autrement, et dès quand.", 4_000),
        public(REVIEW, FORM, TEXT, kind=LONG, searched=True, stage=VALIDATE, when=ONLY_REVIEW),
    ] = None
