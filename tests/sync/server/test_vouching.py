"""Who vouches for a chain is given with its operations, so that a key can carry them further."""

from sync.protocol.signing import is_attested
from sync.server.reconciling import Reconciling
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import Office


def sent(by: Laptop, count: int) -> None:
    """Write and send operations, with the word of the laptop."""
    before = len(by.chain)
    for _ in range(count):
        by.write()
    by.push(by.chain[before:], by.attest())


def test_a_page_says_who_vouches_for_the_ends_of_its_chains(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    sent(jeanne, 2)
    sent(jeanne, 1)

    given = paul.ask().scopes[0].attestations

    assert given == (jeanne.attest(),)
    assert is_attested(jeanne.key.public, jeanne.scope, given[0])


def test_nothing_is_said_again_of_chains_that_have_not_moved(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    marie = laptop(office, "Marie Curie")
    sent(jeanne, 1)
    paul.ask()
    sent(marie, 1)

    given = paul.ask().scopes[0].attestations
    nothing = paul.ask().scopes[0].attestations

    assert given == (marie.attest(),)
    assert nothing == ()


def test_a_word_about_what_is_not_here_is_not_given(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    for _ in range(3):
        jeanne.write()
    jeanne.push(jeanne.chain[:2], jeanne.attest())

    early = paul.ask().scopes[0].attestations
    jeanne.push(jeanne.chain[2:], jeanne.attest())
    late = paul.ask().scopes[0].attestations

    assert early == ()
    assert late == (jeanne.attest(),)


def test_the_whole_log_and_single_operations_come_with_it_too(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    sent(jeanne, 3)
    reconciling = Reconciling(office.store)

    (page,) = reconciling.log(paul.caller, paul.scope, 0)
    singles = reconciling.operations(paul.caller, paul.scope, [jeanne.chain[0].id])

    assert page.attestations == singles.attestations == (jeanne.attest(),)


def test_own_notes_are_vouched_for_in_their_own_scope_only(office: Office) -> None:
    jeanne, paul = laptop(office), laptop(office, "Paul Martin")
    private = jeanne.in_private()
    sent(private, 1)

    assert paul.ask().scopes[0].attestations == ()
