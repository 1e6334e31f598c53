"""The records: one declaration per kind, from which every consumer is made."""

from collections.abc import Mapping
from types import MappingProxyType

from sync.records.action import Action
from sync.records.agreement import Agreement
from sync.records.attachment import Attachment
from sync.records.base import Record
from sync.records.commitment import Commitment
from sync.records.contact import Contact
from sync.records.contract import Contract
from sync.records.decision import Decision
from sync.records.evaluation import Evaluation
from sync.records.funding import Funding
from sync.records.idea import Idea
from sync.records.list_entry import ListEntry
from sync.records.meeting import Meeting
from sync.records.observation import Observation
from sync.records.observer import Observer
from sync.records.organisation import Organisation
from sync.records.partner import Partner
from sync.records.rights_request import RightsRequest
from sync.records.task import Task
from sync.records.territory import Territory
from sync.records.visit import Visit
from sync.records.walk import Walk
from sync.records.workshop import Workshop

_IN_TRADE_ORDER: tuple[type[Record], ...] = (
    Territory,
    Contract,
    Organisation,
    Contact,
    Partner,
    Visit,
    Idea,
    Evaluation,
    Observation,
    Walk,
    Observer,
    Workshop,
    Action,
    Funding,
    Agreement,
    Meeting,
    Decision,
    Commitment,
    Task,
    Attachment,
    RightsRequest,
    ListEntry,
)

RECORD_TYPES: Mapping[str, type[Record]] = MappingProxyType(
    {record_type.kind: record_type for record_type in _IN_TRADE_ORDER}
)


def record_type(kind: str) -> type[Record]:
    """Return the type of a kind of record; raise KeyError when there is none of that name."""
    return RECORD_TYPES[kind]
