"""Where an idea comes from and what it became: one path, from the first word to the evaluation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from typing import Final

from desktop.services.differences.caution import Caution
from desktop.services.ideas.advice import Situation
from desktop.services.ideas.stages import plain_name
from desktop.services.reading import Reading
from desktop.services.sharing.shareable import AGREED
from desktop.services.stored_values import day_of, lines_of, whole_of
from desktop.store.picking import Picked
from desktop.store.query import Filter, ListQuery
from sync.operations.operation import Value
from sync.records import RECORD_TYPES
from sync.records.base import Record
from sync.records.coding import understood
from sync.records.completeness import applies, what_is_missing
from sync.records.fields import Shown, Stage, field_of, fields_of
from sync.records.idea import Idea
from sync.records.idea_items import IdeaStage, Missing
from sync.records.roles import PartyRole
from sync.records.verbatims import Consent

MOST_OF_A_KIND: Final = 40
MOST_QUOTES: Final = 3
_DAY_OF: Final = {
    "observation": "observed_on",
    "visit": "visited_on",
    "meeting": "held_on",
    "workshop": "held_on",
    "action": "starts_on",
    "funding": "decided_on",
    "evaluation": "evaluated_on",
    "decision": "decided_on",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words collected and the role of who said them; `guarded` ones stay in the team."""

    text: str
    by: str
    guarded: bool


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of the path; `amount` is in cents, `record_id` is empty for a stage."""

    kind: str
    name: str
    title: str
    on: date | None = None
    year: int | None = None
    detail: str = ""
    amount: int | None = None
    quotes: tuple[Quote, ...] = ()
    record_id: str = ""

    @property
    def rank(self) -> tuple[date, int]:
        """Return the place on the path; without a day, the first one of the year."""
        year = self.year if self.year and 0 < self.year < MAXYEAR else MAXYEAR
        order = _ORDER.index(self.kind) if self.kind in _ORDER else 0
        return self.on or date(year, 1, 1), order


_ORDER: Final = (
    "observation",
    "meeting",
    "visit",
    "workshop",
    "stage",
    "decision",
    "action",
    "funding",
    "evaluation",
)


@dataclass(frozen=True, slots=True)
class IdeaPath:
    """The steps in their order, what is missing to go on, and how long it took."""

    steps: tuple[PathStep, ...]
    more: Mapping[str, int]
    lacks: tuple[str, ...]
    to_complete: tuple[str, ...]
    asked: int
    days_to_support: int | None
    told_on: date | None
    situation: Situation


def path_of(reading: Reading, idea: Idea) -> IdeaPath:
    """Return the whole path of an idea; lists of one kind stop at forty, `more` says the rest."""
    idea = understood(idea)
    actions, more_actions = _some(reading, "action", Filter("idea", "=", idea.id), ("year",))
    visits, more_visits = _visits(reading, idea)
    action_ids = tuple(step.record_id for step in actions)
    fundings = _fundings(reading, action_ids)
    workshops, _ = _some(reading, "workshop", Filter("ideas", "=", idea.id), ())
    evaluations, more_evaluations = _some(
        reading, "evaluation", Filter("about", "in", action_ids), ("form",)
    )
    steps = (*_born(reading, idea), *visits, *workshops, *_stages(idea))
    steps += (*_decisions(reading, idea), *actions, *fundings, *evaluations)
    more = {"visit": more_visits, "action": more_actions, "evaluation": more_evaluations}
    return IdeaPath(
        tuple(sorted(steps, key=lambda step: step.rank)),
        {kind: count for kind, count in more.items() if count},
        tuple(lack.label for lack in idea.missing if lack is not Missing.NOTHING),
        tuple(missing.title for missing in what_is_missing(idea)),
        _asked(idea),
        days_to_support(idea),
        idea.told_residents_on,
        Situation(idea.nature, idea.complexity, _years(fundings), len(idea.partners)),
    )


def days_to_support(idea: Idea) -> int | None:
    """Return how many days passed between the first word and the support; None before it.

    None as well when the two days contradict each other.
    """
    days = {step.stage: step.on for step in reversed(idea.stage_history) if step.on}
    heard = idea.heard_on or days.get(IdeaStage.HEARD)
    supported = days.get(IdeaStage.SUPPORTED)
    if heard is None or supported is None or supported < heard:
        return None
    return (supported - heard).days


def _asked(idea: Idea) -> int:
    """Return how many fields saving or validating asks for."""
    return sum(
        field.stage is not Stage.OPTIONAL
        and field.about.shown is not Shown.SYSTEM
        and applies(field, idea)
        for field in fields_of(type(idea))
    )


def _born(reading: Reading, idea: Idea) -> Iterator[PathStep]:
    if idea.born_of and idea.born_of in reading.headings([idea.born_of]):
        source = Caution(reading).of(understood(reading.get(idea.born_of)))
        told = dict(source)
        quotes = tuple(_quote(dict(each)) for each in told.get("verbatims") or ())
        yield PathStep(
            source.kind,
            f"Née de {_which(source)}",
            source.heading(),
            told.get(_DAY_OF.get(source.kind, "")),
            detail=_brief(str(told.get("facts") or told.get("learned") or "")),
            quotes=quotes[:MOST_QUOTES],
            record_id=source.id,
        )


def _which(record: Record) -> str:
    word = record.label[:1].lower() + record.label[1:]
    return f"cette {word}" if record.feminine else f"ce {word}"


def _visits(reading: Reading, idea: Idea) -> tuple[list[PathStep], int]:
    names = ("visited_on", "visit_type", "organisation", "verbatims")
    query = ListQuery("visit", (Filter("idea", "=", idea.id),), limit=MOST_OF_A_KIND)
    picked = reading.pick(query, names)
    found, caution = [each for each in picked if each.id != idea.born_of], Caution(reading)
    heads = reading.headings({str(each.values[2]) for each in found if each.values[2]})
    kind_of_visit = field_of(RECORD_TYPES["visit"], "visit_type")
    steps = [
        PathStep(
            "visit",
            "Visite",
            _joined(reading.label_of(kind_of_visit, str(each.values[1])), each.values[2], heads),
            day_of(each.values[0]),
            quotes=_quotes(caution.values(each.id, names, each.values)[3]),
            record_id=each.id,
        )
        for each in found
    ]
    return steps, _left_out(reading, query, len(picked))


def _joined(label: str, organisation: Value, heads: Mapping[str, str]) -> str:
    return " – ".join(part for part in (label, heads.get(str(organisation), "")) if part)


def _some(
    reading: Reading, kind: str, condition: Filter, names: Sequence[str]
) -> tuple[list[PathStep], int]:
    """Return the steps of one kind that answer to a condition, and how many were left out."""
    if condition.value == ():
        return [], 0
    query = ListQuery(kind, (condition,), limit=MOST_OF_A_KIND)
    found = reading.pick(query, (_DAY_OF[kind], *names))
    return [_plain(kind, each) for each in found], _left_out(reading, query, len(found))


def _plain(kind: str, picked: Picked) -> PathStep:
    year = next((value for value in picked.values[1:] if isinstance(value, int)), None)
    return PathStep(
        kind,
        RECORD_TYPES[kind].label,
        picked.heading,
        day_of(picked.values[0]),
        year,
        record_id=picked.id,
    )


def _left_out(reading: Reading, query: ListQuery, found: int) -> int:
    if found < MOST_OF_A_KIND:
        return 0
    return len(reading.listing(ListQuery(query.kind, query.filters))) - found


def _stages(idea: Idea) -> Iterator[PathStep]:
    for step in idea.stage_history:
        yield PathStep("stage", "Stade", plain_name(step.stage), step.on, detail=step.note or "")


def _fundings(reading: Reading, actions: Sequence[str]) -> list[PathStep]:
    """Return what was granted to the actions born of an idea."""
    if not actions:
        return []
    granted = (Filter("action", "in", tuple(actions)), Filter("granted", ">", 0))
    query = ListQuery("funding", granted, limit=MOST_OF_A_KIND)
    found = reading.pick(query, ("decided_on", "funder", "funder_type", "year", "granted"))
    heads = reading.headings({str(each.values[1]) for each in found if each.values[1]})
    kind_of_funder = field_of(RECORD_TYPES["funding"], "funder_type")
    return [
        PathStep(
            "funding",
            "Financement accordé",
            heads.get(str(each.values[1])) or reading.label_of(kind_of_funder, str(each.values[2])),
            day_of(each.values[0]),
            whole_of(each.values[3]),
            amount=whole_of(each.values[4]),
            record_id=each.id,
        )
        for each in found
    ]


def _years(fundings: Iterable[PathStep]) -> int:
    return len({step.year for step in fundings if step.year})


def _decisions(reading: Reading, idea: Idea) -> Iterator[PathStep]:
    """Yield the decision named by the idea and those that name it."""
    found, _ = _some(reading, "decision", Filter("concerns", "=", idea.id), ())
    yield from found
    known = {step.record_id for step in found}
    if idea.decision and idea.decision not in known and reading.headings([idea.decision]):
        record = understood(reading.get(idea.decision))
        on = dict(record).get("decided_on")
        yield PathStep("decision", "Décision", record.heading(), on, record_id=record.id)


def _quotes(verbatims: Value) -> tuple[Quote, ...]:
    return tuple(map(_quote, lines_of(verbatims)))[:MOST_QUOTES]


def _quote(told: Mapping[str, object]) -> Quote:
    role = str(told.get("by_role") or "")
    by = next((each.label for each in PartyRole if each.value == role), "")
    consent = str(told.get("consent") or Consent.NO_DIFFUSION)
    return Quote(str(told.get("quote") or ""), by, consent not in AGREED)


def _brief(text: str, most: int = 200) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]}…"
