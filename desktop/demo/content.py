"""The words of the demonstration, read from resources/demo and checked once."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from pydantic import BaseModel, ConfigDict

Values: TypeAlias = dict[str, Any]
Pair: TypeAlias = tuple[str, str]
Texts: TypeAlias = tuple[str, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Trade(_Part):
    """What a kind of organisation does, says, sees and wishes for."""

    kind: str
    theme: str
    domain: str
    dispositif: str
    names: Texts
    purpose: str
    activities: Texts
    scenes: Texts
    quotes: Texts
    works: Texts
    hard: Texts
    ideas: tuple[tuple[str, str, str], ...]
    actions: tuple[Pair, ...]
    effects: tuple[Pair, ...]
    story: tuple[str, str, str, str, str]
    indicator: tuple[str, str, int]


class Quarter(_Part):
    """A priority neighbourhood: its real code and name, and about where its town lies."""

    code: str
    name: str
    latitude: float
    longitude: float


class Town(_Part):
    """A town of the inquiry and its neighbourhoods."""

    code: str
    name: str
    postal: str
    departement: str
    contract: str
    quarters: tuple[Quarter, ...]


class ContractText(_Part):
    """A contract as the State lists it."""

    code: str
    name: str
    geo_code: str
    departement: str


class Territories(_Part):
    """The five towns, their contracts, and invented places; `spots` are some by type of place."""

    contracts: tuple[ContractText, ...]
    towns: tuple[Town, ...]
    places: Texts
    spots: Mapping[str, Texts]


class People(_Part):
    """Invented first and last names."""

    first: Texts
    last: Texts


class PartnerText(_Part):
    """An invented service of ordinary law; `funder` is its type when it pays."""

    name: str
    service: str
    echelon: str
    domains: Texts
    funder: str
    level: str
    means: str


class ObservationText(_Part):
    """Something seen; `partner` is the name and the service of who answers for it.

    What is `outdoors` is seen from May to September.
    """

    nature: str
    theme: str
    text: str
    place_type: str
    feeling: str
    partner: str
    proposal: str
    quote: str
    outdoors: bool = False


class VisitTexts(_Part):
    """Parts of what is written after a visit."""

    openings: Texts
    middles: Texts
    endings: Texts
    purposes: Texts
    next: Texts
    notes: Texts
    internal: Texts
    mine: Texts


class MeetingTexts(_Part):
    """Meetings and all that comes out of them; a commitment ends with the services it binds.

    A file ends with what it may go with: a kind of record, or a trade.
    """

    meetings: tuple[tuple[str, str, str], ...]
    questions: Texts
    points: tuple[tuple[str, str, int], ...]
    learned: Texts
    decisions: tuple[tuple[str, str, str, str], ...]
    told: Texts
    commitments: tuple[tuple[str, str, str, str, str, str], ...]
    tasks: tuple[Pair, ...]
    workshops: tuple[Pair, ...]
    walks: tuple[Pair, ...]
    weather: Texts
    strengths: Texts
    weaknesses: Texts
    proposals: Texts
    files: tuple[tuple[str, str, str, str], ...]


class EvaluationTexts(_Part):
    """What evaluations say beside the words of each trade."""

    learnings: Texts
    decided: Texts
    expected: Texts
    achieved: Texts
    surprises: Texts
    change: Texts
    contribution: Texts
    evidence: Texts
    prompts: Texts
    narratives: Texts
    triads: tuple[tuple[str, str, str, str], ...]
    sliders: tuple[tuple[str, str, str], ...]
    hear: Texts
    proofs: Texts
    groups: Texts
    reasons: Texts
    setbacks: tuple[tuple[str, str, str, str], ...]
    critical: Texts


class Content(_Part):
    """All the words, by file of resources/demo."""

    metiers: Mapping[str, Trade]
    territoires: Territories
    personnes: People
    partenaires: tuple[PartnerText, ...]
    observations: tuple[ObservationText, ...]
    visites: VisitTexts
    instances: MeetingTexts
    evaluations: EvaluationTexts


def elided(text: str) -> str:
    """Return the text with its articles contracted: « près de le square » is « près du square »."""
    if " le " not in text and " les " not in text:
        return text
    for loose, tight in _CONTRACTIONS:
        text = text.replace(loose, tight)
    return text


_CONTRACTIONS = (
    (" de le ", " du "),
    (" à le ", " au "),
    ("À le ", "Au "),
    (" de les ", " des "),
    (" à les ", " aux "),
)
