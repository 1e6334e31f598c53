"""Coming in by a code: once, in time, without guessing."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sync.protocol.codes import Refusal, Role
from sync.protocol.messages import JoinReply
from sync.protocol.signing import DeviceKey
from sync.server.admission import Admission, initials_for, plain_name
from sync.server.invitations import TRIES, VALID_MS, handle_of, shown
from sync.server.refusals import Refused
from sync.server.store.chains import owner_of
from sync.server.store.fence import EVERYBODY
from sync.server.store.people import People
from sync.server.throttling import Rates
from tests.sync.server.office import QUICK, UNBOUNDED, Office, join_request


def _refusal(office: Office, code: str) -> Refusal:
    with pytest.raises(Refused) as refused:
        office.admission.join(join_request(code), "192.0.2.1")
    return refused.value.code


def test_a_code_opens_once(office: Office) -> None:
    code = office.invite("Jeanne Doe").code

    reply = office.admission.join(join_request(code), "192.0.2.1")

    assert (reply.person_name, reply.space_name, reply.role) == ("Jeanne Doe", "Nord", "agent")
    assert reply.token.startswith("dev_")
    assert _refusal(office, code) is Refusal.CODE


@pytest.mark.parametrize("role", Role)
def test_only_who_sees_records_gets_the_key_of_the_files_that_carry_them(
    office: Office, role: Role
) -> None:
    code = office.invite(role=role).code

    reply = office.admission.join(join_request(code), "192.0.2.1")

    assert bool(reply.bundle_key) == (role is not Role.ADMINISTRATOR)


def test_a_code_is_read_whatever_its_case_dashes_and_lookalikes(office: Office) -> None:
    code = shown(office.invite().code).lower().replace("0", "o").replace("1", "l")

    assert office.admission.join(join_request(f" {code} "), "192.0.2.1").device


def test_a_hundred_uses_at_once_let_one_in(office: Office) -> None:
    code = office.invite().code
    admission = office.admission

    def use(_: int) -> JoinReply | Refusal:
        try:
            return admission.join(join_request(code), "192.0.2.1")
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(16) as crowd:
        answers = list(crowd.map(use, range(100)))

    assert [type(answer) for answer in answers].count(JoinReply) == 1
    assert answers.count(Refusal.CODE) == 99


def test_five_wrong_tries_void_the_code_and_that_one_only(office: Office) -> None:
    code, other = office.invite("Jeanne Doe").code, office.invite("Paul Roe").code
    wrong = handle_of(code) + ("Z" * 8 if not code.endswith("Z") else "0" * 8)

    for _ in range(TRIES):
        assert _refusal(office, wrong) is Refusal.CODE

    assert _refusal(office, code) is Refusal.CODE
    assert office.admission.join(join_request(other), "192.0.2.1").person_name == "Paul Roe"


def test_a_code_is_good_for_ten_minutes(office: Office) -> None:
    late, last = office.invite("Late").code, office.invite("Last").code

    office.clock.now += VALID_MS - 1
    in_time = office.admission.join(join_request(last), "192.0.2.1")
    office.clock.now += 1

    assert in_time.person_name == "Last"
    assert _refusal(office, late) is Refusal.CODE


@pytest.mark.parametrize("code", ["", "0", "ABCD-EFGH-JKMN", "x" * 40, "é" * 12])
def test_what_is_no_code_is_refused_alike(office: Office, code: str) -> None:
    assert _refusal(office, code) is Refusal.CODE


def test_tries_are_counted_by_address_and_for_all(office: Office) -> None:
    slow = Admission(office.store, office.clock, QUICK, Rates(1, 1, 2, 3))

    codes = []
    for address in ["a", "a", "a", "b", "b"]:
        with pytest.raises(Refused) as refused:
            slow.join(join_request("0" * 12), address)
        codes.append(refused.value.code)

    assert codes == [Refusal.CODE] * 2 + [Refusal.THROTTLED, Refusal.CODE, Refusal.THROTTLED]
    assert refused.value.retry_after >= 1


def test_a_laptop_with_another_protocol_or_without_a_key_keeps_its_code(office: Office) -> None:
    code = office.invite().code
    good = join_request(code)

    cases: list[tuple[dict[str, object], Refusal]] = [
        ({"protocol": 0}, Refusal.TOO_OLD),
        ({"protocol": 99}, Refusal.TOO_NEW),
        ({"public_key": "abc"}, Refusal.MALFORMED),
    ]
    for change, expected in cases:
        with pytest.raises(Refused) as refused:
            office.admission.join(good.model_copy(update=change), "192.0.2.1")
        assert refused.value.code is expected

    assert office.admission.join(good, "192.0.2.1").device


def test_the_second_laptop_of_a_person_is_the_same_person(office: Office) -> None:
    _, first = office.enrol("Jeanne Doe")
    _, second = office.enrol("Jeanne Doe")
    _, homonym = office.enrol("Jeanne Doe", space="Sud")

    assert first.person == second.person != homonym.person
    assert first.device != second.device
    assert (first.initials, second.initials, homonym.initials) == ("JD", "JDA", "JD")


def test_joining_gives_a_role_a_private_place_and_a_new_directory(office: Office) -> None:
    _, reply = office.enrol(role=Role.SUPERVISOR)

    with office.store.reading(EVERYBODY) as connection:
        people = People(connection)
        assert people.role(reply.space, reply.person) is Role.SUPERVISOR
        assert people.role(f"me:{reply.person}", reply.person) is Role.AGENT
        assert people.directory(reply.space) == 2


def test_initials_stay_between_two_and_four_capitals_and_are_never_shared() -> None:
    taken: set[str] = set()
    for _ in range(800):
        taken.add(initials_for("JD", taken))

    assert len(taken) == 800
    assert all(2 <= len(initials) <= 4 and initials.isupper() for initials in taken)
    assert initials_for("ABCD", {"ABCD"}) == "ABCA"


def test_a_name_stays_on_one_line_and_obeys_nothing() -> None:
    assert plain_name(" Port\r\nable\x1b[31m \u202eJD\u00a0\t2 ") == "Port able[31m JD 2"


def test_the_base_holds_no_token_nor_code(office: Office, tmp_path: Path) -> None:
    if not office.store.is_sqlite:
        pytest.skip("what is written is the same; only this one can be read whole at once")
    key = DeviceKey.new()
    code = office.invite().code
    reply = office.admission.join(join_request(code, key), "192.0.2.1")
    office.store.close()

    with sqlite3.connect(tmp_path / "server" / "server.db") as base:
        dump = "\n".join(base.iterdump())

    base.close()
    assert reply.device in dump
    assert reply.token not in dump
    assert reply.token.removeprefix("dev_") not in dump
    assert code not in dump
    assert shown(code) not in dump


def test_an_incarnation_belongs_to_one_laptop(office: Office) -> None:
    request = join_request(office.invite().code)
    reply = office.admission.join(request, "192.0.2.1")
    again = request.model_copy(update={"code": office.invite().code})

    with pytest.raises(Refused) as refused:
        Admission(office.store, office.clock, QUICK, UNBOUNDED).join(again, "192.0.2.1")

    assert refused.value.code is Refusal.MALFORMED
    with office.store.reading(EVERYBODY) as connection:
        assert owner_of(connection, request.incarnation) == reply.device
