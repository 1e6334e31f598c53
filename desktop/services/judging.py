"""Judge what is about to be saved: a new record, or the new state of one."""

from collections.abc import Mapping
from typing import Any

from desktop.services.refusals import Refused
from desktop.store.stored import Stored
from sync.records import RECORD_TYPES
from sync.records.base import KEPT_BY_THE_STORE, Record
from sync.records.coding import from_json
from sync.records.findings import Finding
from sync.records.judgement import judge


def judged(kind: str, values: Mapping[str, Any]) -> tuple[Record, tuple[Finding, ...]]:
    """Return a new record and its warnings; raises Refused."""
    judgement = judge(RECORD_TYPES[kind], values)
    if judgement.record is None:
        raise Refused(judgement.findings)
    return judgement.record, judgement.findings


def revised(before: Stored, changes: Mapping[str, Any]) -> tuple[Record, tuple[Finding, ...]]:
    """Judge the new state. A stored value that this version does not know never blocks."""
    model = RECORD_TYPES[before.kind]
    changes = own(changes)
    values = {**before.values, **changes, "id": before.id}
    judgement = judge(model, values, known=tuple(before.values))
    if judgement.record is not None:
        return judgement.record, judgement.findings
    at_fault = {finding.field.split("[")[0] for finding in judgement.findings if finding.blocking}
    if at_fault & changes.keys() or at_fault - before.values.keys():
        raise Refused(judgement.findings)
    kept = {name: value for name, value in values.items() if value is not None}
    return from_json(model, kept), judgement.findings


def own(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what the store itself keeps, which a re-read record carries.

    A code is never taken away: it stands on papers.
    """
    kept = KEPT_BY_THE_STORE - {"id"}
    return {
        name: value
        for name, value in values.items()
        if name not in kept and (name != "code" or value)
    }
