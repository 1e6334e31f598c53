"""Each thing that can stop an exchange has its own sentence, kind and of use."""

import inspect
import re

import pytest

from desktop.services.exchanging.sentences import remembered, told
from desktop.services.exchanging.troubles import Trouble
from sync.client import errors
from sync.protocol.codes import Refusal

_MADE = {
    errors.ClockWrong: errors.ClockWrong(3 * 3_600_000),
    errors.RemovalsToConfirm: errors.RemovalsToConfirm(212, 3400),
}


def _problems() -> list[errors.SyncError]:
    kinds = [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.SyncError)
        and kind not in (errors.SyncError, errors.Refused, errors.ServerDown)
    ]
    others = (Refusal.CLOCK, Refusal.UNAVAILABLE)  # which have an error of their own
    refusals = [errors.Refused(code) for code in Refusal if code not in others]
    return [errors.ServerDown(), *refusals, *(_MADE.get(kind) or kind() for kind in kinds)]


def test_each_problem_has_a_sentence_of_its_own() -> None:
    troubles = [told(problem) for problem in _problems()]

    assert Trouble not in map(type, troubles)
    assert len({trouble.sentence for trouble in troubles}) == len(troubles)
    assert len({trouble.outcome for trouble in troubles}) == len(troubles)


@pytest.mark.parametrize("problem", _problems(), ids=lambda one: f"{type(one).__name__} {one}")
def test_a_sentence_reassures_and_advises_without_blame(problem: errors.SyncError) -> None:
    trouble = told(problem)

    text = f"{trouble.sentence} {trouble.advice}"
    assert re.search("gardé|acquis|n’a pas changé|Rien n’|rien de douteux", trouble.sentence)
    assert trouble.advice
    assert not re.search(r"erreur|invalide|échou|fatal|'| [:;?!»]|« ", text, re.IGNORECASE)


@pytest.mark.parametrize("problem", _problems(), ids=lambda one: f"{type(one).__name__} {one}")
def test_the_journal_remembers_what_it_was(problem: errors.SyncError) -> None:
    again = remembered(told(problem).outcome)

    assert type(again) is type(told(problem))


def test_an_exchange_that_went_well_is_no_trouble() -> None:
    assert remembered("done") is None


@pytest.mark.parametrize(
    ("offset", "said"),
    [
        (3 * 3_600_000, "retarde de 3\u00a0heures"),
        (-400 * 86_400_000, "avance de 1\u00a0an"),
        (-12 * 60_000, "avance de 12\u00a0minutes"),
        (59_999, "retarde de moins d’une minute"),
    ],
)
def test_the_difference_between_the_clocks_is_in_words(offset: int, said: str) -> None:
    assert said in told(errors.ClockWrong(offset)).sentence


def test_removals_are_counted_out_of_all() -> None:
    trouble = told(errors.RemovalsToConfirm(212, 3400))

    assert trouble.sentence.startswith(
        "Cet échange enverrait 212 fiches à la corbeille sur 3\u202f400. Rien n’a été retiré"
    )
    assert trouble.exit_code == 2


def test_what_the_server_asked_for_stays_with_the_sentence() -> None:
    assert told(errors.ServerDown(90)).retry_after == 90
    assert told(errors.ServerPausing(10)).retry_after == 10
    assert told(errors.Refused(Refusal.THROTTLED, 40)).retry_after == 40
    assert told(errors.NoNetwork()).retry_after == 0


def test_a_problem_of_a_later_version_still_has_a_sentence() -> None:
    class Unheard(errors.SyncError):
        pass

    assert told(Unheard()).sentence == Trouble.says
