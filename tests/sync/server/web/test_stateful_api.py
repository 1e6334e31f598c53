"""Requests of all kinds, alone and one after the other: no bug, no answer nobody described."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from tests.sync.server.office import Office
from tests.sync.server.web.fuzzed import CHECKS, Fuzzed
from tests.sync.server.web.rights import RIGHTS

_CALM = tuple(HealthCheck)
_LONG = pytest.param(100, marks=pytest.mark.proof)


@pytest.fixture
def fuzzed(office: Office) -> Fuzzed:
    return Fuzzed(office)


def _try_each(fuzzed: Fuzzed, mode: GenerationMode, examples: int) -> Counter[int]:
    """Try each operation of the description with chance requests; count the answers by status."""
    statuses: Counter[int] = Counter()

    def send(case: Any) -> None:
        fuzzed.mend(case)
        response = case.call(auth=fuzzed.signed)
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    for operation in fuzzed.operations():
        chance = operation.as_strategy(generation_mode=mode)
        calm: Any = settings(max_examples=examples, suppress_health_check=_CALM, deadline=None)
        asked: Any = given(chance)
        calm(asked(send))()
    return statuses


@pytest.mark.parametrize("examples", [8, _LONG])
def test_what_the_description_allows_is_answered_as_it_says(fuzzed: Fuzzed, examples: int) -> None:
    statuses = _try_each(fuzzed, GenerationMode.POSITIVE, examples)

    assert statuses[200] > examples  # most operations were done, not only refused
    assert statuses[401] == 0


@pytest.mark.parametrize("examples", [8, _LONG])
def test_what_the_description_forbids_is_refused_in_words(fuzzed: Fuzzed, examples: int) -> None:
    statuses = _try_each(fuzzed, GenerationMode.NEGATIVE, examples)

    assert sum(count for status, count in statuses.items() if status >= 400) > examples


@pytest.mark.parametrize("examples", [10, _LONG])
def test_requests_that_follow_one_another_never_meet_a_bug(fuzzed: Fuzzed, examples: int) -> None:
    statuses: Counter[int] = Counter()

    class Following(fuzzed.schema.as_state_machine()):  # type: ignore[misc]  # made on the spot
        def before_call(self, case: Any) -> None:
            fuzzed.mend(case)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:  # noqa: ARG002 - asked of all
            return {"auth": fuzzed.signed}

        def after_call(self, response: Any, case: Any) -> None:  # noqa: ARG002 - asked of all
            statuses[response.status_code] += 1

        def validate_response(self, response: Any, case: Any, **_: Any) -> None:
            case.validate_response(response, checks=CHECKS)

    Following.run(
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            suppress_health_check=_CALM,
            deadline=None,
            database=None,
        )
    )

    assert statuses[200] > examples
    assert statuses[401] == 0


def test_the_description_that_is_tried_has_each_route(fuzzed: Fuzzed) -> None:
    tried = {operation.label for operation in fuzzed.operations()}

    assert tried == {" ".join(door) for door in RIGHTS}
