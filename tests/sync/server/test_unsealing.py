"""What an emptied laptop had not sent finds its place, judged like anything else."""

from hashlib import sha256
from pathlib import Path

import pytest

from sync.operations.operation import Operation
from sync.protocol.codes import Refusal
from sync.protocol.messages import ExchangeRequest, ScopeRequest
from sync.protocol.parcels import seal_file, seal_operations
from sync.protocol.runs import pack
from sync.protocol.signing import to_text
from sync.server.devices import DeviceDesk, Leaving
from sync.server.erasing import Erasing
from sync.server.files import Filing
from sync.server.members import Members
from sync.server.people import identity_of
from sync.server.refusals import Refused
from sync.server.store.apart import Apart
from sync.server.store.audit import Audit
from sync.server.store.devices import KnownDevice
from sync.server.store.engine import open_store
from sync.server.store.fence import EVERYBODY
from sync.server.store.sealed import HANDED_OUT, TAKEN, SealedWork
from sync.server.unsealing import UNFINISHED, UNNAMED, UNOPENED, Taken, Unsealing
from tests.sync.server.laptops import Laptop, laptop
from tests.sync.server.office import Office
from tests.sync.server.shell import Shell

PHOTO = b"a photo that was never sent\xff"
UNFINISHED_FORMS = "Visite, saisie non terminée\nCompte rendu\u00a0: la salle est fermée"


def device_of(office: Office, of: Laptop) -> KnownDevice:
    found = DeviceDesk(office.store, office.clock).find(of.joined.device)
    assert found is not None
    return found


def page(of: Laptop, *operations: Operation) -> ExchangeRequest:
    asked = ScopeRequest(scope=of.scope, want=0, runs=pack(operations))
    return ExchangeRequest(
        protocol=1, schema_version=1, incarnation=of.incarnation, scopes=(asked,)
    )


def leave(office: Office, of: Laptop, *operations: Operation) -> None:
    sealed = seal_operations(of.joined.server_key, page(of, *operations))
    Leaving(office.store, office.clock).keep_sealed(device_of(office, of), sealed.content)


def leave_file(office: Office, of: Laptop, content: bytes) -> str:
    sealed = seal_file(of.joined.server_key, content)
    Leaving(office.store, office.clock).keep_sealed(device_of(office, of), sealed.content)
    return sha256(content).hexdigest()


def wiped(office: Office, of: Laptop) -> None:
    DeviceDesk(office.store, office.clock).ask_wipe(device_of(office, of))


def take_in(office: Office) -> tuple[Taken, ...]:
    private = identity_of(office.store).sealing_private
    return Unsealing(office.store, office.clock, private).take_in()


def outcomes(office: Office) -> list[str]:
    return [each.outcome for each in take_in(office)]


def kept_apart(office: Office, scope: str) -> list[str]:
    with office.store.reading(EVERYBODY) as connection:
        return [each.operation for each in Apart(connection, scope).list()]


def test_what_an_emptied_laptop_left_reaches_its_colleagues_once(office: Office) -> None:
    jeanne, karim = laptop(office), laptop(office, "Karim Roe")
    jeanne.write()
    jeanne.push(jeanne.chain)
    later = [jeanne.write(), jeanne.write()]
    wiped(office, jeanne)
    leave(office, jeanne, *later)

    first, again = outcomes(office), outcomes(office)

    karim.ask()
    assert (first, again) == ([TAKEN], [])
    assert karim.received == [each.id for each in jeanne.chain]
    with office.store.reading(EVERYBODY) as connection:
        assert [piece.content for piece in SealedWork(connection).all()] == [b""]
        assert [line.action for line in Audit(connection).lines()][-1] == "unsealed"


def test_left_twice_it_is_taken_in_once(office: Office) -> None:
    jeanne = laptop(office)
    made = jeanne.write()
    wiped(office, jeanne)
    leave(office, jeanne, made)
    assert outcomes(office) == [TAKEN]

    leave(office, jeanne, made)

    assert outcomes(office) == [TAKEN]
    assert not kept_apart(office, jeanne.scope)


def test_what_a_removed_member_left_is_kept_apart_for_a_supervisor(office: Office) -> None:
    jeanne = laptop(office)
    made = jeanne.write()
    [member] = Members(office.store, office.clock).listed()
    Members(office.store, office.clock).remove(member, wipe=True)
    leave(office, jeanne, made)

    [done] = take_in(office)

    assert (done.outcome, done.apart) == (TAKEN, 1)
    assert kept_apart(office, jeanne.scope) == [made.id]


def test_own_notes_go_back_to_their_author_alone(office: Office) -> None:
    jeanne, karim = laptop(office), laptop(office, "Karim Roe")
    jeanne.push([])
    notes = jeanne.in_private()
    note = notes.write()
    wiped(office, jeanne)
    leave(office, notes, note)

    assert outcomes(office) == [TAKEN]

    again = laptop(office).in_private()
    again.ask()
    karim.ask()
    assert again.received == [note.id]
    assert karim.received == []


def test_what_lacks_the_operation_before_it_waits_until_that_one_came(office: Office) -> None:
    jeanne = laptop(office)
    first, second = jeanne.write(), jeanne.write()
    wiped(office, jeanne)
    leave(office, jeanne, second)
    too_soon = outcomes(office)
    leave(office, jeanne, first)

    assert too_soon == ["gap"]
    # In the order in which they came: what waited is taken in the time after.
    assert outcomes(office) == ["gap", TAKEN]
    assert outcomes(office) == [TAKEN]


def test_a_file_finds_the_record_that_names_it_and_waits_until_it_is_there(
    office: Office,
) -> None:
    jeanne = laptop(office)
    wiped(office, jeanne)
    name = leave_file(office, jeanne, PHOTO)
    alone = outcomes(office)
    leave(office, jeanne, jeanne.write(kind="attachment", sha256=name))

    assert alone == [UNNAMED]
    assert outcomes(office) == [TAKEN, TAKEN]
    assert Filing(office.store, office.clock).chunk(jeanne.caller, jeanne.scope, name, 0) == PHOTO


def test_what_was_erased_meanwhile_comes_back_empty(office: Office) -> None:
    jeanne = laptop(office)
    secret = jeanne.write(phone="0612345678")
    jeanne.push(jeanne.chain)
    Erasing(office.store, None, office.clock).erase(jeanne.scope, [secret.record])
    wiped(office, jeanne)
    leave(office, jeanne, secret)

    assert outcomes(office) == [TAKEN]

    with office.store.reading(EVERYBODY) as connection:
        assert "0612345678" not in str(Apart(connection, jeanne.scope).list())
    karim = laptop(office, "Karim Roe")
    assert "0612345678" not in str(karim.ask())


def test_what_is_not_ours_or_of_another_hand_is_refused_with_the_reason(office: Office) -> None:
    jeanne, karim = laptop(office), laptop(office, "Karim Roe")
    karim.push([])
    forged = seal_operations(jeanne.joined.server_key, page(karim, karim.write()))
    leaving = Leaving(office.store, office.clock)
    leaving.keep_sealed(device_of(office, jeanne), to_text(b"not sealed at all"))
    leaving.keep_sealed(device_of(office, jeanne), forged.content)

    assert sorted(outcomes(office)) == ["not_attested", UNOPENED]

    karim.ask()
    assert karim.received == []


def test_the_commands_list_and_take_in(begun: Shell, tmp_path: Path) -> None:
    assert begun.ask("sealed", "list") == {"sealed": []}
    assert begun.ask("sealed", "take-in") == {"pieces": []}
    assert begun.ask("sealed", "hand-out", "--to", str(tmp_path)) == {"files": []}
    assert "Rien" in begun.type("sealed", "list")[1]


def test_what_no_record_names_is_handed_to_its_person_in_words(
    begun: Shell, tmp_path: Path
) -> None:
    store = open_store(begun.folder)
    office = Office(store)
    jeanne = laptop(office)
    wiped(office, jeanne)
    leave_file(office, jeanne, UNFINISHED_FORMS.encode())
    leave_file(office, jeanne, PHOTO)
    store.close()
    (target := tmp_path / "out").mkdir()
    early = begun.ask("sealed", "hand-out", "--to", str(target))
    told = begun.type("sealed", "take-in")[1]

    code, said, _ = begun.type("sealed", "hand-out", "--to", str(target))

    assert early == {"files": []}
    assert "saisies non terminées, à remettre à la personne" in told
    (text,) = target.glob("*.txt")
    assert code == 0
    assert text.read_text() == UNFINISHED_FORMS
    assert text.stat().st_mode & 0o777 == 0o600
    assert f"À remettre à Jeanne Doe («\u00a0Portable\u00a0»)\u00a0: {text}" in said
    assert len(list(target.iterdir())) == 2
    assert {each["outcome"] for each in begun.ask("sealed", "list")["sealed"]} == {HANDED_OUT}
    assert begun.ask("sealed", "hand-out", "--to", str(target)) == {"files": []}


def test_what_cannot_be_written_out_stays_on_the_server(begun: Shell, tmp_path: Path) -> None:
    store = open_store(begun.folder)
    office = Office(store)
    jeanne = laptop(office)
    leave_file(office, jeanne, UNFINISHED_FORMS.encode())
    store.close()
    begun.ask("sealed", "take-in")
    taken = tmp_path / f"{jeanne.joined.device[:8]}-1.txt"
    taken.write_text("another")

    code, _, told = begun.type("sealed", "hand-out", "--to", str(tmp_path))

    assert code == 3
    assert "Le serveur garde" in told
    assert taken.read_text() == "another"
    assert [each["outcome"] for each in begun.ask("sealed", "list")["sealed"]] == [UNFINISHED]


def test_a_laptop_that_is_out_brings_nothing_by_itself(office: Office) -> None:
    jeanne = laptop(office)
    jeanne.push([])
    made = jeanne.write()
    wiped(office, jeanne)

    told = jeanne.push([made])

    assert [each.reason for each in told.verdicts] == ["forbidden"]
    with pytest.raises(Refused) as refused:
        Filing(office.store, office.clock).chunk(jeanne.caller, jeanne.scope, "0" * 64, 0)
    assert refused.value.code is Refusal.NOT_FOUND
