"""The work of a laptop comes to another on a key, whole or not at all, and goes further."""

from pathlib import Path

import pytest

from desktop.errors import BadInput, DiskFull, NotOpened
from desktop.photos.prepare import prepare
from desktop.services.attaching.files import Piece, attach
from desktop.services.carrying.bringing import NOTHING_NEW, apply, inspect
from desktop.services.carrying.making import ALL, Made, create
from desktop.services.carrying.sentences import _SAID, Alone, NotTakenIn, WithoutKey, told
from desktop.services.jobs import Cancelled, Ticket
from desktop.services.notebook import Notebook
from desktop.services.opening import Opening
from desktop.store.acquaintances import BUNDLE_KEY
from desktop.store.purge import purge
from desktop.store.turns import Turns
from sync.client.bundle import refusals
from sync.operations.operation import Operation
from tests.keys import Agent, agents, content_of, introduce


def space_log(agent: Agent) -> set[Operation]:
    return {o for o in agent.base.log.everything() if o.scope == agent.identity.space}


def test_a_visit_travels(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    key = jeanne.visit("Rue des Lilas")

    made = create(jeanne.notebook, usb)
    brought = apply(bruno.notebook, usb)

    assert bruno.notebook.get(key).model_dump()["facts"] == "Rue des Lilas"
    assert (made.operations, brought.applied.added) == (1, 1)
    assert space_log(bruno) == space_log(jeanne)


def test_a_file_that_the_disk_cannot_hold_leaves_the_notebook_as_it_was(
    jeanne: Agent, bruno: Agent, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Somebody saves in the window all the while: a page of the server would be cut for them.
    monkeypatch.setattr(Turns, "crowded", True)
    for number in range(600):
        jeanne.visit(f"Rue des Lilas, au {number}")
    create(jeanne.notebook, usb)
    before = content_of(bruno.base)
    ((pages,),) = bruno.base.db.execute("PRAGMA page_count")
    bruno.base.db.execute(f"PRAGMA max_page_count = {pages + 100}").fetchall()

    with pytest.raises(DiskFull):
        apply(bruno.notebook, usb)

    assert content_of(bruno.base) == before


def test_what_came_by_a_key_waits_for_the_server(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    jeanne.visit()
    create(jeanne.notebook, usb)

    apply(bruno.notebook, usb)

    waiting = bruno.base.db.execute("SELECT author FROM operation WHERE server_version IS NULL")
    assert {author for (author,) in waiting} == {jeanne.identity.person.id}


def test_taking_a_file_in_a_hundred_times_changes_nothing_more(
    jeanne: Agent, bruno: Agent, usb: Path
) -> None:
    jeanne.visit()
    create(jeanne.notebook, usb)
    apply(bruno.notebook, usb)
    once = content_of(bruno.base)

    outcomes = {apply(bruno.notebook, usb).sentences[-1] for _ in range(100)}

    assert outcomes == {NOTHING_NEW}
    assert content_of(bruno.base) == once


def test_a_third_laptop_gets_it_from_the_second(opening: Opening, tmp_path: Path) -> None:
    with agents(opening, tmp_path, "5" * 32, "Jeanne", "Bruno", "Chloe") as (jeanne, bruno, chloe):
        key = jeanne.visit("Relayée")
        first, second = tmp_path / "1.carnet-echange", tmp_path / "2.carnet-echange"

        create(jeanne.notebook, first)
        apply(bruno.notebook, first)
        create(bruno.notebook, second)
        apply(chloe.notebook, second)

        assert chloe.notebook.get(key).model_dump()["facts"] == "Relayée"


def test_edits_of_both_meet(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    key = jeanne.visit("Au départ")
    create(jeanne.notebook, usb)
    apply(bruno.notebook, usb)
    bruno.notebook.edit(key, {"next_steps": "Rappeler"})
    jeanne.notebook.edit(key, {"facts": "À l’arrivée"})

    create(bruno.notebook, usb)
    apply(jeanne.notebook, usb)
    create(jeanne.notebook, usb)
    apply(bruno.notebook, usb)

    for each in (jeanne, bruno):
        values = each.notebook.get(key).model_dump()
        assert (values["facts"], values["next_steps"]) == ("À l’arrivée", "Rappeler")


def test_private_notes_stay_at_home(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    key = jeanne.visit()
    jeanne.notebook.edit(key, {"private_note": "Pour moi"})

    create(jeanne.notebook, usb, since=ALL)
    apply(bruno.notebook, usb)

    assert bruno.notebook.get(key).model_dump()["private_note"] is None


def test_a_photo_travels_with_its_record(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    file = prepare(b"Compte rendu de la rencontre", "note.txt")
    (key,) = attach(jeanne.notebook, [Piece(file, "NON")]).ids

    made = create(jeanne.notebook, usb)
    apply(bruno.notebook, usb)

    digest = bruno.notebook.get(key).model_dump()["sha256"]
    assert bruno.notebook.contents.whole(digest) == file.content
    assert made.files == 1


def test_files_stay_when_they_are_not_asked_for(jeanne: Agent, usb: Path) -> None:
    attach(jeanne.notebook, [Piece(prepare(b"Texte", "note.txt"), "NON")])

    assert create(jeanne.notebook, usb, with_files=False).files == 0


def test_nothing_is_written_by_looking(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    jeanne.visit()
    create(jeanne.notebook, usb)
    before = content_of(bruno.base)

    inside = inspect(bruno.notebook, usb)

    assert (inside.person, inside.added, inside.number) == ("Jeanne", 1, 1)
    assert content_of(bruno.base) == before


def test_what_the_server_holds_is_carried_on_demand_only(jeanne: Agent, usb: Path) -> None:
    jeanne.visit()
    with jeanne.base.writing():
        jeanne.base.db.execute("UPDATE operation SET server_version = 1")
    jeanne.visit()

    assert create(jeanne.notebook, usb).operations == 1
    assert create(jeanne.notebook, usb, since=ALL).operations == 2


def test_a_missing_earlier_file_is_told_with_its_date(
    jeanne: Agent, bruno: Agent, usb: Path
) -> None:
    jeanne.visit()
    with jeanne.base.writing():
        jeanne.base.db.execute("UPDATE operation SET server_version = 1")
    jeanne.visit()
    create(jeanne.notebook, usb)
    before = content_of(bruno.base)

    with pytest.raises(NotTakenIn, match="ce que Jeanne a noté avant le 23/11/2026"):
        apply(bruno.notebook, usb)

    assert content_of(bruno.base) == before


def test_a_revoked_laptop_is_named(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    jeanne.visit()
    create(jeanne.notebook, usb)
    introduce(bruno, jeanne, active=False)

    with pytest.raises(NotTakenIn, match="un ordinateur de Jeanne qui ne fait plus partie"):
        apply(bruno.notebook, usb)


def test_a_notebook_alone_has_nobody_to_exchange_with(notebook: Notebook, usb: Path) -> None:
    usb.write_bytes(b"")

    with pytest.raises(Alone):
        create(notebook, usb)
    with pytest.raises(Alone):
        apply(notebook, usb)


def test_a_place_that_cannot_be_is_refused(jeanne: Agent, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        create(jeanne.notebook, tmp_path / "travail.zip")
    with pytest.raises(BadInput):
        create(jeanne.notebook, tmp_path / "nulle part" / "travail.carnet-echange")
    with pytest.raises(NotOpened):
        apply(jeanne.notebook, tmp_path / "absent.carnet-echange")


def test_a_stopped_file_leaves_nothing_on_the_key(jeanne: Agent, usb: Path) -> None:
    jeanne.visit()
    ticket = Ticket()
    ticket.cancel()

    with pytest.raises(Cancelled):
        create(jeanne.notebook, usb, ticket=ticket)

    assert not list(usb.parent.glob("*echange*"))


def test_files_are_counted(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    create(jeanne.notebook, usb)
    create(jeanne.notebook, usb)

    assert inspect(bruno.notebook, usb).number == 2


def test_each_refusal_has_a_sentence_of_its_own() -> None:
    own = {refusals.RevokedSender, refusals.Gap}

    assert set(refusals.BundleRefused.__subclasses__()) == own | _SAID.keys()
    assert len({sentence for sentence, _ in _SAID.values()}) == len(_SAID)


def test_a_sentence_says_that_nothing_changed() -> None:
    with pytest.raises(NotTakenIn) as problem, told(lambda _: ""):
        raise refusals.Cut

    assert problem.value.sentence.endswith("Votre carnet n’a pas été modifié.")


def test_a_member_who_left_is_named(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    jeanne.visit()
    create(jeanne.notebook, usb)
    with bruno.base.writing():
        bruno.base.db.execute("UPDATE member SET active = 0 WHERE name = 'Jeanne'")

    with pytest.raises(NotTakenIn, match="ne fait plus partie"):
        apply(bruno.notebook, usb)


def test_what_its_author_emptied_travels_empty(jeanne: Agent, bruno: Agent, usb: Path) -> None:
    gone, kept = jeanne.visit("À effacer"), jeanne.visit("À garder")
    jeanne.notebook.delete(gone)
    purge(jeanne.base, jeanne.base.now_ms() + 1_000)
    create(jeanne.notebook, usb, since=ALL)

    apply(bruno.notebook, usb)

    assert bruno.notebook.get(kept).model_dump()["facts"] == "À garder"
    assert not [each for each in space_log(bruno) if "À effacer" in each.fields]
    assert {each.id for each in space_log(bruno)} == {each.id for each in space_log(jeanne)}
    assert bruno.notebook.count("visit") == 1


def test_who_manages_the_space_without_its_records_is_told_so(jeanne: Agent, usb: Path) -> None:
    jeanne.visit()
    create(jeanne.notebook, usb)
    with jeanne.base.writing():
        jeanne.base.settings.put(BUNDLE_KEY, "")

    with pytest.raises(WithoutKey, match="Vous gérez l’espace"):
        inspect(jeanne.notebook, usb)
    with pytest.raises(WithoutKey):
        create(jeanne.notebook, usb)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, ""),
        (1, "1\u00a0fichier joint manque sur cet ordinateur et n’en fait pas partie."),
        (2, "2\u00a0fichiers joints manquent sur cet ordinateur et n’en font pas partie."),
    ],
)
def test_files_that_are_not_in_it_are_said(usb: Path, count: int, said: str) -> None:
    made = Made(usb, operations=1, chains=1, files=0, left_out=count, size=10, print="3F2A 91C0")

    assert made.absent == said
    assert (said in made.sentences) == bool(count)
