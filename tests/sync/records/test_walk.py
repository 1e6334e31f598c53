"""The walk: a route, people by role, a report sent afterwards."""

from sync.records.judgement import judge
from sync.records.walk import Walk

WALK = {"walked_on": "2025-10-01", "route": "De la gare à l’école"}


def test_a_walk_is_saved_with_its_day_and_its_route() -> None:
    judgement = judge(Walk, WALK)

    assert judgement.findings == ()
    assert judgement.record is not None
    assert judgement.record.heading() == "01/10/2025 – De la gare à l’école"


def test_people_are_counted_by_role() -> None:
    present = [{"role": "HABITANT", "count": 12}, {"role": "BAILLEUR", "count": 2}]

    record = judge(Walk, WALK | {"participants": present}).record

    assert isinstance(record, Walk)
    assert sum(line.count or 0 for line in record.participants) == 14


def test_a_report_cannot_be_sent_before_the_walk() -> None:
    judgement = judge(Walk, WALK | {"report_sent_on": "2025-09-30"})

    assert [finding.field for finding in judgement.errors] == ["report_sent_on"]
