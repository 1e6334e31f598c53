"""A notebook that has not met its server for long closes, says how to open it, erases nothing."""

import re
from dataclasses import replace

import pytest

from desktop.services.exchanging.locking import (
    Locked,
    WrongCode,
    lock_state,
    new_warning,
    note_contact,
    require_unlocked,
    unlock,
)
from desktop.services.notebook import Notebook
from desktop.store.enrolment import Enrolment, put_enrolment
from sync.protocol.messages import Policy
from sync.protocol.unlocking import unlock_code
from tests.conftest import Clock

VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def _locked(notebook: Notebook) -> Locked:
    with pytest.raises(Locked) as caught:
        require_unlocked(notebook)
    return caught.value


def test_a_notebook_that_lives_alone_never_locks(notebook: Notebook, clock: Clock) -> None:
    clock.wait(days=4_000)

    require_unlocked(notebook)

    assert lock_state(notebook.base).days_left is None


def test_a_space_may_ask_for_no_lock(joined: Notebook, enrolment: Enrolment, clock: Clock) -> None:
    with joined.base.writing():
        never = replace(enrolment, policy=Policy(lock_after_days=0))
        put_enrolment(joined.base.settings, never)
    clock.wait(days=4_000)

    require_unlocked(joined)


def test_after_the_days_of_the_space_it_opens_only_to_exchange(
    joined: Notebook, clock: Clock
) -> None:
    key = joined.add("visit", VISIT).record.id
    clock.wait(days=44, hours=23)
    require_unlocked(joined)

    clock.wait(hours=2)
    locked = _locked(joined)

    assert "depuis 45\u00a0jours" in locked.sentence
    assert "Rien n’est effacé" in locked.sentence
    assert re.search(r"«\u00a0[2-9A-Z]{3} [2-9A-Z]{3}\u00a0»", locked.advice)
    assert locked.exit_code == 3
    assert joined.get(key).id == key


def test_meeting_the_server_opens_it_again(joined: Notebook, clock: Clock) -> None:
    clock.wait(days=60)
    _locked(joined)

    with joined.base.writing():
        note_contact(joined.base)

    require_unlocked(joined)
    assert lock_state(joined.base).days_left == 45


def test_a_code_by_telephone_opens_it_for_a_week(
    joined: Notebook, enrolment: Enrolment, clock: Clock
) -> None:
    clock.wait(days=60)
    challenge = _locked(joined).challenge

    unlock(joined, unlock_code(enrolment.unlock_secret, challenge))

    require_unlocked(joined)
    clock.wait(days=8)
    assert _locked(joined).challenge != challenge


def test_the_challenge_stays_while_one_telephones(joined: Notebook, clock: Clock) -> None:
    clock.wait(days=60)

    assert _locked(joined).challenge == _locked(joined).challenge


def test_another_code_does_not_open_and_after_five_the_challenge_changes(
    joined: Notebook, enrolment: Enrolment, clock: Clock
) -> None:
    clock.wait(days=60)
    challenge = _locked(joined).challenge
    right = unlock_code(enrolment.unlock_secret, challenge)
    wrong = f"{(int(right) + 1) % 10**8:08d}"

    for _ in range(4):
        with pytest.raises(WrongCode, match="rien n’est effacé"):
            unlock(joined, wrong)
    assert _locked(joined).challenge == challenge
    with pytest.raises(WrongCode):
        unlock(joined, wrong)

    assert _locked(joined).challenge != challenge
    with pytest.raises(WrongCode):
        unlock(joined, right)


def test_a_clock_set_back_gives_no_days_back(joined: Notebook, clock: Clock) -> None:
    clock.wait(days=50)
    before = _locked(joined)

    clock.wait(days=-40)

    assert _locked(joined).challenge == before.challenge


def test_a_clock_that_was_a_year_ahead_is_put_right_by_an_exchange(
    joined: Notebook, clock: Clock
) -> None:
    clock.wait(days=365)
    _locked(joined)
    clock.wait(days=-364)

    with joined.base.writing():
        note_contact(joined.base)

    require_unlocked(joined)
    assert lock_state(joined.base).days_left == 45


def test_one_is_warned_when_seven_then_three_then_one_day_is_left(
    joined: Notebook, clock: Clock
) -> None:
    said = {}
    for day in range(44):
        clock.wait(days=1)
        if warning := new_warning(joined):
            said[44 - day] = warning

    assert list(said) == [7, 3, 1]
    assert said[7].startswith("Dans 7\u00a0jours, ce carnet ne s’ouvrira plus que pour échanger")
    assert said[1].startswith("Dans 1\u00a0jour,")


def test_the_warning_stands_each_day_of_the_last_week(joined: Notebook, clock: Clock) -> None:
    clock.wait(days=37)
    assert not lock_state(joined.base).warning

    clock.wait(days=2)

    assert lock_state(joined.base).warning
