"""The commands about people, as whoever looks after a server types them."""

import pytest

from sync.server.invitations import read_code
from sync.server.store.engine import open_store
from tests.sync.server.office import Office, join_request
from tests.sync.server.shell import Shell


def join(shell: Shell, name: str, role: str = "agent") -> None:
    code = shell.invite(name, role)
    store = open_store(shell.folder)
    try:
        # The codes of the command are made slow to guess: so is the office that reads them.
        Office(store).slow_admission.join(join_request(read_code(code)), "192.0.2.1")
    finally:
        store.close()


def test_people_are_listed_given_a_role_and_removed(begun: Shell) -> None:
    join(begun, "Jeanne Doe")
    begun.invite("Karim Roe")

    listed = begun.ask("people", "list")["people"]
    role = begun.ask("people", "role", "Jeanne Doe", "supervisor")
    again = begun.ask("people", "role", listed[0]["person"][:12], "supervisor")
    removed = begun.ask("people", "remove", "Jeanne Doe", "--space", "Nord")

    assert [(one["name"], one["state"]) for one in listed] == [
        ("Jeanne Doe", "member"),
        ("Karim Roe", "invited"),
    ]
    assert (role["changed"], again["changed"]) == (True, False)
    assert len(removed["devices"]) == 1
    assert begun.ask("people", "list", "--space", "Nord")["people"][0]["state"] == "removed"
    assert begun.ask("devices")["devices"][0]["state"] == "revoked"
    assert begun.ask("check")["sound"]


def test_the_lists_are_in_french(begun: Shell) -> None:
    join(begun, "Jeanne Doe")

    _, people, _ = begun.type("people", "list")
    _, help_page, _ = begun.type("people", "list", "--space", "Ailleurs")

    assert "Nord  Jeanne Doe (agent)  1 ordinateur" in people
    assert "Personne." in help_page


@pytest.mark.parametrize(
    "words",
    [("role", "Ada Poe", "agent"), ("remove", "Ada Poe"), ("remove", ""), ("remove", "Nobody")],
)
def test_what_cannot_be_done_to_people_is_said_in_a_sentence(
    begun: Shell, words: tuple[str, ...]
) -> None:
    join(begun, "Ada Poe", "administrator")

    code, _, err = begun.type("people", *words)

    assert code == 2
    assert "Rien n’a été modifié." in err
