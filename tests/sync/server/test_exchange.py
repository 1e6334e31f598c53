"""What a laptop brings is kept once, judged, and given to the others."""

from dataclasses import fields, replace
from hashlib import sha256

import pytest

from sync.operations.digest import digest_of
from sync.operations.operation import Verb, canonical, seal
from sync.operations.seeds import seed
from sync.protocol.codes import Refusal, Role
from sync.protocol.limits import CHUNK_BYTES, OPERATION_BYTES
from sync.protocol.messages import Run, ScopeReply, Verdict
from sync.protocol.runs import pack
from sync.server.files import Filing
from sync.server.reconciling import Reconciling
from sync.server.refusals import Refused
from sync.server.store.apart import Apart
from sync.server.store.erasures import Erasures
from sync.server.store.fence import EVERYBODY
from tests.sync.server.laptops import laptop
from tests.sync.server.office import Office


def reasons(reply: ScopeReply) -> list[str]:
    return [verdict.reason for verdict in reply.verdicts]


def test_what_one_brings_the_other_receives_once(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    written = [jeanne.write().id for _ in range(3)]

    reply = jeanne.push(jeanne.chain)
    paul.ask()
    paul.ask()

    assert not reply.verdicts
    assert not jeanne.received
    assert paul.received == written
    assert (reply.version, reply.count, reply.cursor, reply.remaining) == (3, 3, 3, 0)
    assert reply.digest == digest_of(written)


def test_pushing_again_changes_nothing(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.write()
    jeanne.write()
    first = jeanne.push(jeanne.chain)

    again = jeanne.push(jeanne.chain)

    assert not again.verdicts
    assert (again.version, again.digest, again.count) == (first.version, first.digest, 2)
    assert [(end.number, end.id) for end in again.known] == [(2, jeanne.chain[-1].id)]


def test_the_same_run_twice_in_a_page_is_kept_once(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.write()

    reply = jeanne.push([*jeanne.chain, *jeanne.chain])

    assert not reply.verdicts
    assert reply.count == 1


def test_a_gap_is_said_with_what_is_known(office: Office) -> None:
    jeanne = laptop(office)
    for _ in range(4):
        jeanne.write()
    jeanne.push(jeanne.chain[:1])

    reply = jeanne.push(jeanne.chain[2:])

    assert reasons(reply) == ["gap", "gap"]
    assert [(end.number, end.id) for end in reply.known] == [(1, jeanne.chain[0].id)]
    assert reply.count == 1


def test_another_operation_at_the_same_place_is_a_fork(office: Office) -> None:
    jeanne = laptop(office)
    copy = replace(jeanne, chain=[])
    jeanne.write()
    jeanne.push(jeanne.chain)
    copy.write()
    copy.write()

    reply = copy.push(copy.chain)

    assert reasons(reply) == ["fork", "fork"]
    assert reply.count == 1
    assert reply.known[0].id == jeanne.chain[0].id


def test_a_continuation_of_another_past_is_a_fork(office: Office) -> None:
    jeanne = laptop(office)
    copy = replace(jeanne, chain=[])
    jeanne.write()
    jeanne.push(jeanne.chain)
    copy.write()
    copy.write()

    reply = copy.push(copy.chain[1:])

    assert reasons(reply) == ["fork"]


def test_a_chain_of_another_laptop_needs_its_attestation(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    jeanne.ask()
    jeanne.write()
    jeanne.write()

    bare = paul.push(jeanne.chain)
    forged = paul.push(
        jeanne.chain,
        paul.key.attest(jeanne.scope, jeanne.incarnation, 2, jeanne.chain[-1].id),
    )
    carried = paul.push(jeanne.chain, jeanne.attest())

    assert reasons(bare) == reasons(forged) == ["not_attested", "not_attested"]
    assert not carried.verdicts
    assert carried.count == 2


def test_an_attestation_of_something_else_vouches_for_nothing(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    jeanne.ask()
    forged = replace(jeanne, chain=[])
    jeanne.write()
    jeanne.write()
    forged.write(title="Inventée")
    forged.write(title="Inventée")

    reply = paul.push(forged.chain, jeanne.attest())

    assert reasons(reply) == ["not_attested", "not_attested"]


def test_an_attestation_proves_only_what_leads_to_the_operation_it_names(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    jeanne.ask()
    for _ in range(4):
        jeanne.write()
    forged = replace(jeanne, chain=jeanne.chain[:1])
    forged.write(title="Inventée")

    beyond = paul.push(jeanne.chain[:2], jeanne.attest())
    inserted = paul.push([*forged.chain, *jeanne.chain[2:]], jeanne.attest())
    emptied = replace(jeanne.chain[2], previous=forged.chain[1].id, redacted=True)
    claimed = paul.push([*forged.chain, emptied, jeanne.chain[3]], jeanne.attest())
    whole = paul.push(jeanne.chain, jeanne.attest())

    assert reasons(beyond) == ["not_attested"] * 2
    assert reasons(inserted) == reasons(claimed) == ["not_attested"] * 4
    assert not whole.verdicts
    assert whole.digest == digest_of(each.id for each in jeanne.chain)


def test_a_seed_with_parents_stands_in_the_place_of_nothing(office: Office) -> None:
    jeanne, reader = laptop(office), laptop(office, "Paul Martin", Role.READER)
    made = seed(scope=jeanne.scope, record="list", kind="list_entry", fields="{}", schema=1)
    parts = {each.name: getattr(made, each.name) for each in fields(made)}
    del parts["id"], parts["redacted"]
    forged = seal(**{**parts, "parents": (jeanne.write(kind="list_entry").id,)})

    reply = reader.push([forged])

    assert reasons(reply) == ["not_attested"]


def test_what_a_later_version_does_is_kept_and_passed_on(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    jeanne.write(verb=Verb("split"))
    jeanne.write(verb=Verb("sp\0lit"))

    reply = jeanne.push(jeanne.chain)
    given = paul.ask().scopes[0]

    assert reasons(reply) == ["malformed"]
    assert [line.verb for run in given.runs for line in run.lines] == ["split"]


def test_what_only_a_reviewer_may_set_is_parked_and_the_rest_goes_on(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin", Role.SUPERVISOR)
    jeanne.write(review_state="VALIDE")
    jeanne.write(reviewed_by="Jeanne")
    plain = jeanne.write(review_state="RECU", reviewed_by=None)
    paul.write(review_state="VALIDE", reviewed_by="Paul")

    reply = jeanne.push(jeanne.chain)
    reviewed = paul.push(paul.chain)

    assert reasons(reply) == ["forbidden", "forbidden"]
    assert reply.digest == digest_of([plain.id])
    assert not reviewed.verdicts
    assert paul.received == [plain.id]
    with office.store.reading(EVERYBODY) as connection:
        apart = Apart(connection, jeanne.scope).list()
    assert [each.operation for each in apart] == [each.id for each in jeanne.chain[:2]]


def test_a_parked_operation_is_said_again_and_kept_once(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.write(review_state="VALIDE")
    jeanne.write()
    first = jeanne.push(jeanne.chain)

    again = jeanne.push(jeanne.chain)

    assert again.verdicts == first.verdicts
    assert again.count == 1


@pytest.mark.parametrize(
    ("kind", "author", "fields", "reason"),
    [
        ("visit", "0" * 32, "", "forbidden"),
        ("visit", "", "", "forbidden"),
        ("visit", None, "[]", "malformed"),
        ("visit", None, "{", "malformed"),
        ("vi\0sit", None, "", "malformed"),
        ("visit", None, canonical({"title": "x" * OPERATION_BYTES}), "too_large"),
    ],
)
def test_what_may_not_enter_is_parked(
    office: Office, kind: str, author: str | None, fields: str, reason: str
) -> None:
    jeanne = laptop(office)
    jeanne.write(kind=kind, author=author, fields=fields)
    jeanne.write()

    reply = jeanne.push(jeanne.chain)

    assert reply.verdicts == (Verdict(operation=jeanne.chain[0].id, reason=reason),)
    assert reply.count == 1


def test_a_record_keeps_its_kind(office: Office) -> None:
    jeanne = laptop(office)
    record = jeanne.write().record
    jeanne.push(jeanne.chain)
    jeanne.write(record, kind="contact")
    other = jeanne.write(kind="contact").record
    jeanne.write(other, kind="visit")

    reply = jeanne.push(jeanne.chain)

    assert reasons(reply) == ["other_kind", "other_kind"]


def test_default_lists_may_be_brought_by_anybody(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin", Role.READER)
    made = seed(scope=jeanne.scope, record="list", kind="list_entry", fields="{}", schema=1)

    first = paul.push([made])
    second = jeanne.push([made])

    assert not first.verdicts
    assert not second.verdicts
    assert second.count == 1


def test_a_reader_receives_and_does_not_write(office: Office) -> None:
    jeanne, reader = laptop(office), laptop(office, "Paul Martin", Role.READER)
    written = jeanne.write()
    jeanne.push(jeanne.chain)
    reader.write()

    reply = reader.push(reader.chain)

    assert reasons(reply) == ["forbidden"]
    assert reader.received == [written.id]


def test_an_administrator_sees_no_work(office: Office) -> None:
    jeanne, admin = laptop(office), laptop(office, "Paul Martin", Role.ADMINISTRATOR)
    jeanne.write()
    jeanne.push(jeanne.chain)
    admin.write()
    reconciling = Reconciling(office.store)

    reply = admin.push(admin.chain)

    assert reasons(reply) == ["forbidden"]
    assert (reply.count, reply.runs, int(reply.digest, 16)) == (0, (), 0)
    for refused in (
        lambda: reconciling.buckets(admin.caller, admin.scope),
        lambda: reconciling.ids(admin.caller, admin.scope, [0]),
        lambda: reconciling.operations(admin.caller, admin.scope, [jeanne.chain[0].id]),
        lambda: reconciling.log(admin.caller, admin.scope, 0),
        lambda: Filing(office.store, office.clock).file(admin.caller, admin.scope, "0" * 64, 0),
    ):
        with pytest.raises(Refused, match="not_found"):
            refused()


def test_own_notes_are_nobody_elses(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    mine = jeanne.in_private()
    mine.write()
    mine.push(mine.chain)
    intruder = replace(paul, scope=mine.scope)

    with pytest.raises(Refused) as refusal:
        intruder.ask()

    assert refusal.value.code is Refusal.NOT_FOUND
    assert jeanne.ask().scopes[0].count == 0


def test_a_scope_that_is_not_there_is_not_found(office: Office) -> None:
    jeanne = replace(laptop(office), scope="0" * 32)

    with pytest.raises(Refused, match="not_found"):
        jeanne.ask()


def test_the_chain_of_another_laptop_cannot_be_taken_over(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    jeanne.ask()

    with pytest.raises(Refused, match="malformed"):
        replace(paul, incarnation=jeanne.incarnation).ask()


def test_a_run_that_was_changed_is_refused(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.write()
    (run,) = pack(jeanne.chain)
    changed = Run(**{**run.model_dump(), "last": "0" * 32})

    with pytest.raises(Refused, match="malformed"):
        jeanne.ask((changed,))


def test_erased_content_is_gone_for_all_and_told(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    erased, late = jeanne.write(), jeanne.write()
    jeanne.push(jeanne.chain[:1])
    with office.store.writing(EVERYBODY) as connection:
        Erasures(connection, jeanne.scope).add([erased.id, late.id])

    jeanne.push(jeanne.chain[1:])
    reply = paul.push([])

    lines = [line for run in reply.runs for line in run.lines]
    assert [line.erased for line in lines] == [erased.id, late.id]
    assert {line.fields for line in lines} == {'{"title":null}'}
    assert set(reply.erased) == {erased.id, late.id}
    assert reply.erasures == 2
    assert reply.digest == digest_of([erased.id, late.id])


def test_content_is_not_given_up_without_the_ledger(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.write()
    emptied = replace(jeanne.chain[0], fields='{"title":null}', redacted=True)

    reply = jeanne.push([emptied])

    assert reasons(reply) == ["malformed"]


def test_an_erased_operation_that_comes_with_its_content_is_emptied(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    kept, refused = jeanne.write(), jeanne.write(fields="{")
    with office.store.writing(EVERYBODY) as connection:
        Erasures(connection, jeanne.scope).add([kept.id, refused.id])

    reply = jeanne.push([replace(kept, redacted=True), refused])
    given = paul.ask().scopes[0]

    assert reasons(reply) == ["malformed"]
    assert [line.fields for run in given.runs for line in run.lines] == ['{"title":null}']
    with office.store.reading(EVERYBODY) as connection:
        (apart,) = Apart(connection, jeanne.scope).list()
    assert '"{"' not in apart.content


def test_nothing_is_given_to_another_epoch(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    jeanne.write()
    jeanne.push(jeanne.chain)
    paul.joined = paul.joined.model_copy(update={"epoch": ""})

    reply = paul.ask().scopes[0]

    assert (reply.runs, reply.cursor, reply.remaining, reply.version) == ((), 0, 1, 1)


def test_a_large_scope_comes_in_pages(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    for _ in range(2_500):
        jeanne.write()
    replies = [jeanne.push(jeanne.chain[start : start + 1_000]) for start in (0, 1_000, 2_000)]

    remaining = [paul.push([]).remaining for _ in range(3)]

    assert not jeanne.received
    assert replies[-1].cursor == 2_500
    assert remaining == [1_500, 500, 0]
    assert paul.received == [each.id for each in jeanne.chain]
    log = list(Reconciling(office.store).log(paul.caller, paul.scope, 0))
    assert [len(page.runs[0].lines) for page in log] == [1_000, 1_000, 500]
    assert log[-1].cursor == log[-1].version == 2_500


def test_both_sides_are_compared_by_parts(office: Office) -> None:
    jeanne = laptop(office)
    written = [jeanne.write().id for _ in range(600)]
    jeanne.push(jeanne.chain)
    reconciling = Reconciling(office.store)

    digests = reconciling.buckets(jeanne.caller, jeanne.scope)
    ids = [reconciling.ids(jeanne.caller, jeanne.scope, [part]) for part in range(256)]
    singles = reconciling.operations(jeanne.caller, jeanne.scope, [*ids[255], "0" * 32])

    assert sorted(each for part in ids for each in part) == sorted(written)
    assert list(digests.buckets) == [digest_of(part) if part else "" for part in ids]
    assert digests.digest == digest_of(written)
    assert sorted(run.last for run in singles.runs) == sorted(ids[255])


def test_the_directory_comes_when_it_changed(office: Office) -> None:
    jeanne, _paul = laptop(office), laptop(office, "Paul Martin")

    directory = jeanne.ask().directory

    assert directory is not None
    assert [member.name for member in directory.members] == ["Jeanne Doe", "Paul Martin"]
    (card,) = (card for card in directory.devices if card.device == jeanne.joined.device)
    assert jeanne.incarnation in card.incarnations


def test_a_file_is_whole_once_its_content_is_the_one_announced(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    content = bytes(CHUNK_BYTES) + b"end"
    name, filing = sha256(content).hexdigest(), Filing(office.store, office.clock)

    announced = filing.file(jeanne.caller, jeanne.scope, name, len(content))
    half = filing.put_chunk(jeanne.caller, jeanne.scope, name, 1, b"end")
    with pytest.raises(Refused, match="not_found"):
        filing.chunk(paul.caller, paul.scope, name, 1)
    with pytest.raises(Refused, match="malformed"):
        filing.put_chunk(jeanne.caller, jeanne.scope, name, 0, b"short")
    whole = filing.put_chunk(jeanne.caller, jeanne.scope, name, 0, content[:CHUNK_BYTES])

    assert (announced.missing, half.missing, whole.whole) == ((0, 1), (0,), True)
    assert filing.chunk(paul.caller, paul.scope, name, 1) == b"end"


def test_a_file_with_another_content_is_forgotten_and_may_come_again(office: Office) -> None:
    jeanne, filing = laptop(office), Filing(office.store, office.clock)
    name = sha256(b"right").hexdigest()
    filing.file(jeanne.caller, jeanne.scope, name, 5)

    wrong = filing.put_chunk(jeanne.caller, jeanne.scope, name, 0, b"wrong")
    right = filing.put_chunk(jeanne.caller, jeanne.scope, name, 0, b"right")

    assert (wrong.whole, wrong.missing) == (False, (0,))
    assert right.whole


def test_a_wrong_size_does_not_keep_a_file_out(office: Office) -> None:
    jeanne, filing = laptop(office), Filing(office.store, office.clock)
    name = sha256(b"right").hexdigest()
    filing.file(jeanne.caller, jeanne.scope, name, 3 * CHUNK_BYTES)

    announced = filing.file(jeanne.caller, jeanne.scope, name, 5)
    whole = filing.put_chunk(jeanne.caller, jeanne.scope, name, 0, b"right")

    assert announced.missing == (0,)
    assert whole.whole
