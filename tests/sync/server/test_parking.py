"""Work kept apart: seen by whoever can act on it, let in under its author's name, or put away."""

import pytest

from sync.operations.operation import Operation
from sync.protocol.codes import Reason, Role
from sync.protocol.limits import OPERATION_BYTES
from sync.server.backups import check
from sync.server.erasing import Erasing
from sync.server.members import Members
from sync.server.parking import KeptApart, LetIn, Parking
from sync.server.reconciling import Reconciling
from sync.server.store.audit import Audit
from sync.server.store.fence import EVERYBODY
from sync.server.store.people import Enlisted
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import Office


def parking(office: Office) -> Parking:
    return Parking(office.store, office.clock)


def member(office: Office, name: str = "Jeanne Doe") -> Enlisted:
    listed = Members(office.store, office.clock).listed()
    return next(one for one in listed if one.name == name)


def set_role(office: Office, role: Role) -> None:
    Members(office.store, office.clock).set_role(member(office), role)


def let_in_all(office: Office) -> LetIn:
    return parking(office).let_in(parking(office).listed())


def written_down(office: Office) -> list[str]:
    with office.store.reading(EVERYBODY) as connection:
        return [line.action for line in Audit(connection).lines()]


def demoted(office: Office) -> tuple[Laptop, Operation, Operation]:
    """Return a laptop whose last two operations came after its person lost the right to write."""
    jeanne = laptop(office)
    jeanne.write(purpose="Une visite")
    jeanne.push(jeanne.chain)
    set_role(office, Role.READER)
    late = jeanne.write(visited_on="2026-03-02", purpose="Pied d’immeuble", code="VIS-26-JD-0001")
    more = jeanne.write(late.record, purpose="Pied d’immeuble, seconde fois")
    jeanne.push(jeanne.chain[1:])
    return jeanne, late, more


def test_what_is_kept_apart_is_told_with_who_where_what_and_why(office: Office) -> None:
    jeanne, late, more = demoted(office)

    [seen] = parking(office).listed()

    assert seen == KeptApart(
        scope=jeanne.scope,
        space_name="Nord",
        person=jeanne.joined.person,
        person_name="Jeanne Doe",
        device=jeanne.joined.device,
        device_name="Portable",
        record=late.record,
        kind="visit",
        code="VIS-26-JD-0001",
        heading="02/03/2026 – Pied d’immeuble, seconde fois",
        reason=Reason.FORBIDDEN,
        operations=(late.id, more.id),
        received_at=office.clock(),
    )


def test_own_notes_show_neither_code_nor_heading_and_what_was_erased_nothing(
    office: Office,
) -> None:
    jeanne = laptop(office)
    jeanne.push([])
    notes = jeanne.in_private()
    notes.push([notes.write(purpose="A secret", text="x" * OPERATION_BYTES)])
    _, late, _ = demoted(office)
    Erasing(office.store, None, office.clock).erase(jeanne.scope, [late.record])

    seen = parking(office).listed()

    private = next(each for each in seen if each.scope == notes.scope)
    erased = next(each for each in seen if each.scope == jeanne.scope)
    assert (private.heading, private.code, private.space_name) == ("", "", "")
    assert (erased.record, erased.heading, len(erased.operations)) == ("", "", 2)
    assert let_in_all(office) == LetIn(0, {Reason.TOO_LARGE: 1})


def test_let_in_it_reaches_every_laptop_its_author_s_as_well_under_its_author_s_name(
    office: Office,
) -> None:
    jeanne, late, more = demoted(office)
    karim = laptop(office, "Karim Roe")
    karim.ask()
    before = jeanne.ask().scopes[0]

    done = let_in_all(office)

    pages = Reconciling(office.store).log(karim.caller, karim.scope, 0)
    assert [len(run.lines) for page in pages for run in page.runs] == [3]
    for each in (jeanne, karim):
        each.role = Role.READER
        reply = each.ask().scopes[0]
        assert each.received[-2:] == [late.id, more.id]
        assert reply.count == before.count + 2
    assert done == LetIn(2, {})
    assert reply.version == before.version + 2
    assert check(office.store).sound
    assert written_down(office)[-1] == "let_in"


def test_let_in_twice_is_let_in_once(office: Office) -> None:
    demoted(office)
    seen = parking(office).listed()
    parking(office).let_in(seen)
    told = written_down(office)

    again = parking(office).let_in(seen)

    assert again == LetIn(0, {})
    assert written_down(office) == told
    assert parking(office).listed() == ()


def test_a_laptop_that_sends_it_again_hears_that_it_entered_and_its_chain_goes_on(
    office: Office,
) -> None:
    jeanne, late, more = demoted(office)
    let_in_all(office)
    set_role(office, Role.AGENT)

    last = jeanne.write()
    told = jeanne.push([late, more, last])

    assert told.verdicts == ()
    assert told.count == 4
    assert check(office.store).sound


def test_what_a_person_removed_with_all_laptops_wrote_is_let_in(office: Office) -> None:
    jeanne, karim = laptop(office), laptop(office, "Karim Roe")
    jeanne.push([])
    late, vouched = jeanne.write(), jeanne.attest()
    Members(office.store, office.clock).remove(member(office))
    karim.push([late], vouched)

    done = let_in_all(office)

    karim.ask()
    assert done == LetIn(1, {})
    assert karim.received == [late.id]


def test_a_supervisor_s_validation_is_let_in_after_the_role_was_taken_and_an_agent_s_is_not(
    office: Office,
) -> None:
    jeanne, agent = laptop(office, role=Role.SUPERVISOR), laptop(office, "Karim Roe")
    jeanne.push([])
    set_role(office, Role.AGENT)
    was = jeanne.write(review_state="VALIDE")
    never = agent.write(review_state="VALIDE")
    jeanne.push([was])
    agent.push([never])

    done = let_in_all(office)

    [left] = parking(office).listed()
    assert done == LetIn(1, {Reason.FORBIDDEN: 1})
    assert left.operations == (never.id,)


@pytest.mark.parametrize(
    ("reason", "fields", "kind"),
    [
        (Reason.MALFORMED, "[1, 2]", "visit"),
        (Reason.TOO_LARGE, f'{{"purpose":"{"x" * OPERATION_BYTES}"}}', "visit"),
        (Reason.OTHER_KIND, "{}", "task"),
    ],
)
def test_only_the_right_to_write_is_waived(
    office: Office, reason: Reason, fields: str, kind: str
) -> None:
    jeanne = laptop(office)
    first = jeanne.write()
    jeanne.push([first])
    set_role(office, Role.READER)
    jeanne.push([jeanne.write(first.record, fields=fields, kind=kind)])
    before = written_down(office)

    assert let_in_all(office) == LetIn(0, {reason: 1})

    assert [each.reason for each in parking(office).listed()] == [reason]
    assert written_down(office) == before


def test_nothing_enters_in_the_name_of_somebody_else(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.push([jeanne.write(author="f" * 32)])

    assert let_in_all(office) == LetIn(0, {Reason.FORBIDDEN: 1})


def test_discarded_it_is_out_of_sight_and_can_still_be_let_in(office: Office) -> None:
    _, late, more = demoted(office)
    seen = parking(office).listed()

    counts = [parking(office).discard(seen) for _ in range(2)]

    away = parking(office).listed(discarded=True)
    assert counts == [2, 0]
    assert written_down(office).count("discarded") == 1
    assert parking(office).listed() == ()
    assert [each.operations for each in away] == [(late.id, more.id)]
    assert parking(office).let_in(away) == LetIn(2, {})
