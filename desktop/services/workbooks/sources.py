"""The records that a workbook may speak of: within its scope, validated, never confidential."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from desktop.export.content import Labels, LeftOut
from desktop.services.reading import Reading
from desktop.services.sharing.shareable import awaited, has_open_heading, refusal
from desktop.services.workbooks.links import Links, why_not
from desktop.services.workbooks.scope import Scope
from desktop.store.query import ListQuery
from sync.records.action import Action
from sync.records.agreement import Agreement
from sync.records.base import Record
from sync.records.commitment import Commitment
from sync.records.contract import Contract
from sync.records.decision import Decision
from sync.records.evaluation import Evaluation
from sync.records.fields import FieldSpec, field_of
from sync.records.funding import Funding
from sync.records.idea import Idea
from sync.records.meeting import Meeting
from sync.records.observation import Observation
from sync.records.organisation import Organisation
from sync.records.partner import Partner
from sync.records.territory import Territory, TerritoryType
from sync.records.visit import Visit
from sync.records.walk import Walk
from sync.records.workshop import Workshop

RecordT = TypeVar("RecordT", bound=Record)

# Money and those who give or receive it are public: law 2000-321, art. 10.
PUBLIC_BY_LAW: Final = (Action, Funding, Agreement, Organisation, Partner, Territory, Contract)
_DAYS: Final[Mapping[type[Record], str]] = {
    Visit: "visited_on",
    Idea: "heard_on",
    Evaluation: "evaluated_on",
    Observation: "observed_on",
    Walk: "walked_on",
    Workshop: "held_on",
    Meeting: "held_on",
    Decision: "decided_on",
}
_PLACES: Final[Mapping[type[Record], str]] = {
    Idea: "other_territories",
    Action: "neighbourhoods",
}
_THEMED: Final = (Idea, Workshop, Commitment)


@dataclass
class _Read:
    """What was read of a kind: all that may be spoken of, and what may not, by reason."""

    kept: list[Record] = field(default_factory=list)
    refused: list[tuple[Record, str]] = field(default_factory=list)


class Sources:
    """Reads each kind once; what it returns was validated, is in use and not confidential.

    What people have not decided of yet (an agreement, a diffusion) is at its most careful.
    `check` is called at each record that is read, and may raise to stop there.
    """

    def __init__(
        self,
        reading: Reading,
        scope: Scope,
        today: date,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self.reading = reading
        self.scope = scope
        self.today = today
        self.check = check
        self._links = Links(reading)
        self._read: dict[type[Record], _Read] = {}
        self._places: frozenset[str] | None = None
        self._paid: frozenset[str] | None = None

    def of(self, model: type[RecordT]) -> tuple[RecordT, ...]:
        """Return the records of a kind inside the whole scope, the oldest first."""
        return tuple(r for r in self.anywhen(model) if self.in_period(r))

    def anywhen(self, model: type[RecordT]) -> tuple[RecordT, ...]:
        """Return the records of a kind inside the scope, whatever their day."""
        kept = self._of_kind(model).kept
        return tuple(r for r in kept if isinstance(r, model) and self._in_scope(r))

    def cofunded(self) -> tuple[Funding, ...]:
        """Return every line of the period for the actions of the scope, whoever pays.

        The filter of financers chooses actions; what the others grant them is public.
        """
        actions = {action.id for action in self.anywhen(Action)}
        lines = (r for r in self._of_kind(Funding).kept if isinstance(r, Funding))
        return tuple(
            r
            for r in lines
            if self.in_period(r)
            and (r.action in actions or (r.action is None and self._in_scope(r)))
        )

    def left_out(self, *models: type[Record]) -> tuple[LeftOut, ...]:
        """Return what lies in the scope and is not told, by kind and reason."""
        return tuple(
            LeftOut(model.label_plural, count, why)
            for model in models
            for why, count in sorted(Counter(self._reasons(model)).items())
        )

    def tellable(self, record: Record) -> bool:
        """Tell whether the words of a record may be read outside, not only counted."""
        if isinstance(record, PUBLIC_BY_LAW):
            return True
        return not refusal(record) and next(iter(awaited(record)), None) is None

    def get(self, model: type[RecordT], record_id: str | None) -> RecordT | None:
        """Return a linked record when it may be spoken of, whatever its place and day."""
        found = self._links.cite(record_id) if record_id is not None else None
        return found if isinstance(found, model) else None

    def name(self, record_id: str | None) -> str:
        """Return the heading of a linked record; "" when it may not be named.

        Never that of a contact or a task: what makes a heading must be public.
        """
        found = self.get(Record, record_id)
        named = found is not None and has_open_heading(type(found)) and self.tellable(found)
        return found.heading() if found is not None and named else ""

    def names(self, ids: Iterable[str]) -> str:
        """Return the headings of linked records that may be named, in one cell."""
        return " ; ".join(filter(None, map(self.name, ids)))

    def unnamed(self) -> Mapping[type[Record], tuple[str, ...]]:
        """Return the ids that were asked for until now and await their validation, by kind."""
        return self._links.unnamed()

    def label(self, model: type[Record], name: str, code: str | None) -> str:
        """Return the French label of a code of a field; "" when it is not given."""
        return self.reading.label_of(field_of(model, name), str(code)) if code else ""

    def labels(self, model: type[Record], name: str) -> Labels:
        """Return the list that a field draws from, for the sheet of lists."""
        spec = field_of(model, name)
        return Labels(spec.title, tuple(self._entries(spec)))

    def in_period(self, record: Record) -> bool:
        """Tell whether a record is of the period; one that has no day always is."""
        period = self.scope.period
        match record:
            case Action() | Funding():
                return record.year is not None and record.year in period.years
            case Agreement():
                return period.touches(record.first_year, record.last_year)
        name = _DAYS.get(type(record))
        return name is None or period.holds(getattr(record, name))

    def _entries(self, spec: FieldSpec) -> Iterator[tuple[str, str]]:
        if spec.codes is not None:
            yield from ((member.value, member.label) for member in spec.codes)
        elif spec.about.list_name:
            entries = self.reading.entries(spec.about.list_name)
            yield from ((entry.code, entry.label) for entry in entries)

    def _of_kind(self, model: type[Record]) -> _Read:
        if model not in self._read:
            read = self._read[model] = _Read()
            query = ListQuery(model.kind, descending=False)
            for record in map(self._links.careful, self.reading.records(query)):
                self.check()
                why = why_not(record)
                if why:
                    read.refused.append((record, why))
                else:
                    read.kept.append(record)
                    self._links.keep(record)
        return self._read[model]

    def _reasons(self, model: type[Record]) -> Iterator[str]:
        for record, why in self._of_kind(model).refused:
            if self._in_scope(record) and self.in_period(record):
                yield why

    def _action(self, record_id: str | None) -> Action | None:
        """Return the action of a record, to filter it: as it may be left out, nobody cites it."""
        found = self._links.find(record_id) if record_id is not None else None
        return found if isinstance(found, Action) else None

    def _in_scope(self, record: Record) -> bool:
        return self._is_here(record) and self._is_about(record) and self._is_paid(record)

    def _is_here(self, record: Record) -> bool:
        if not self.scope.territories or isinstance(record, (Organisation, Partner, Contract)):
            return True
        if isinstance(record, Funding):
            action = self._action(record.action)
            return action is not None and self._is_here(action)
        if isinstance(record, Territory):
            return record.id in self._chosen_places()
        places = {getattr(record, "territory", None), *getattr(record, _others(record), ())}
        return not self._chosen_places().isdisjoint(places)

    def _chosen_places(self) -> frozenset[str]:
        """Return the chosen territories, and for a town or an EPCI those inside it."""
        if self._places is None:
            known = self._of_kind(Territory).kept
            chosen = [r for r in known if r.id in self.scope.territories]
            inside = (r.id for r in known for area in chosen if _inside(r, area))
            self._places = self.scope.territories | frozenset(inside)
        return self._places

    def _is_about(self, record: Record) -> bool:
        match record:
            case Funding():
                action = self._action(record.action)
                asked = bool(self.scope.themes or self.scope.dispositifs)
                return not asked or (action is not None and self._is_about(action))
            case Evaluation():
                action = self._action(record.about)
                of_action = action.theme if action is not None else None
                return self.scope.is_about(record.theme or of_action)
            case Action():
                chosen = [record.dispositif] if record.dispositif else []
                return self.scope.is_about(record.theme) and self.scope.is_among(chosen)
            case Meeting():
                return self.scope.is_among(record.dispositifs)
        return not isinstance(record, _THEMED) or self.scope.is_about(record.theme)

    def _is_paid(self, record: Record) -> bool:
        if isinstance(record, Funding):
            return self.scope.pays(record)
        asked = self.scope.funders or self.scope.funder_types
        return not asked or not isinstance(record, Action) or record.id in self._paid_actions()

    def _paid_actions(self) -> frozenset[str]:
        if self._paid is None:
            lines = self._of_kind(Funding).kept
            paid = (r.action for r in lines if isinstance(r, Funding) and self.scope.pays(r))
            self._paid = frozenset(filter(None, paid))
        return self._paid


def _others(record: Record) -> str:
    return _PLACES.get(type(record), "")


def _inside(territory: Record, area: Record) -> bool:
    assert isinstance(territory, Territory)
    assert isinstance(area, Territory)
    if area.territory_type is TerritoryType.EPCI:
        return area.epci is not None and territory.epci == area.epci
    return area.territory_type is TerritoryType.COMMUNE and not set(
        territory.commune_codes
    ).isdisjoint(area.commune_codes)
