"""May I close, do I have the work of the others: answered from the base alone."""

import pytest

from desktop.services.exchanging.brief import brief
from desktop.services.exchanging.standing import standing
from desktop.services.notebook import Notebook
from desktop.store.exchange_facts import DONE, ExchangeFacts, JournalLine
from tests.conftest import Clock

_UNDECIDED = (
    "INSERT INTO difference(record, kind, fields, since, postponed)"
    " SELECT id, kind, '[\"facts\"]', 1, 0 FROM record WHERE kind = 'visit'"
)
VISIT = {"visited_on": "2026-11-13", "visit_type": "ECOUTE", "facts": "Le jardin."}


def _note(notebook: Notebook, outcome: str, way: str = "server") -> None:
    base = notebook.base
    with base.writing():
        ExchangeFacts(base.db).note(JournalLine(base.now_ms(), way, 40, 1, 2, outcome))


def _all_sent(notebook: Notebook) -> None:
    with notebook.base.writing():
        notebook.base.db.execute("UPDATE operation SET server_version = 1")


def _keep_apart(notebook: Notebook, reason: str) -> None:
    with notebook.base.writing():
        notebook.base.db.execute(
            "INSERT INTO parked SELECT id, ?, 1 FROM operation WHERE reason <> 'seed'", [reason]
        )


def test_a_notebook_that_lives_alone_says_so(notebook: Notebook) -> None:
    notebook.add("visit", VISIT)

    here = standing(notebook)

    assert not here.joined
    assert here.may_i_close == "Vous pouvez fermer\u00a0: tout est gardé sur cet ordinateur."
    assert here.the_others.startswith("Ce carnet n’échange avec aucun serveur")
    assert here.remarks == ()


def test_what_waits_is_counted_in_records(joined: Notebook) -> None:
    key = joined.add("visit", VISIT).record.id
    joined.edit(key, {"facts": "Le marché."})
    joined.add("visit", VISIT)

    here = standing(joined)

    assert (here.counts.operations, here.counts.records) == (3, 2)
    assert here.may_i_close == (
        "Vous pouvez fermer\u00a0: tout est gardé sur cet ordinateur. "
        "2\u00a0fiches partiront au prochain échange."
    )
    assert here.unsent == "2\u00a0fiches"
    assert not here.all_sent


def test_the_default_lists_are_nobodys_work(joined: Notebook) -> None:
    assert standing(joined).counts.operations == 0


def test_when_all_is_sent_the_server_has_it_too(joined: Notebook, clock: Clock) -> None:
    joined.add("visit", VISIT)
    _all_sent(joined)
    _note(joined, DONE)
    clock.wait(days=1)

    here = standing(joined)

    assert here.all_sent
    assert here.may_i_close.endswith("sur cet ordinateur et sur le serveur.")
    assert "telles qu’elles étaient hier à " in here.the_others


def test_the_last_trouble_is_told_until_an_exchange_succeeds(joined: Notebook) -> None:
    _note(joined, DONE)
    _note(joined, "portal")
    stopped = standing(joined)
    _note(joined, DONE)
    after = standing(joined)

    assert stopped.trouble.startswith("Une autre page a répondu")
    assert "navigateur" in stopped.advice
    assert stopped.remarks == (stopped.trouble,)
    assert stopped.last_success is not None
    assert after.trouble == ""


def test_an_exchange_that_somebody_stopped_is_no_trouble(joined: Notebook) -> None:
    _note(joined, "stopped")

    assert standing(joined).trouble == ""


def test_a_usb_key_is_not_the_server(joined: Notebook) -> None:
    _note(joined, DONE, way="usb")

    assert standing(joined).last_success is None


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            _UNDECIDED,
            "1\u00a0fiche demande votre avis.",
        ),
        (
            _UNDECIDED.replace("1, 0 FROM", "1, 1 FROM"),
            "1\u00a0fiche demande votre avis, remis à plus tard.",
        ),
        (
            "INSERT INTO automatic_merge(record, kind, field, operations, overlap, at)"
            " SELECT id, kind, 'facts', 'a b', 0, 1 FROM record WHERE kind = 'visit'",
            "1\u00a0modification de plusieurs personnes a été réunie automatiquement, à relire.",
        ),
        (
            "INSERT INTO parked(operation, reason, at) VALUES ('o', 'forbidden', 1)",
            "1\u00a0fiche est gardée à part par le serveur\u00a0: le rôle",
        ),
    ],
)
def test_what_deserves_a_look_is_told(joined: Notebook, sql: str, said: str) -> None:
    joined.add("visit", VISIT)
    with joined.base.writing():
        joined.base.db.execute(sql)

    (remark,) = standing(joined).remarks

    assert remark.startswith(said)


def test_records_kept_apart_are_told_by_reason_whatever_the_number_of_their_operations(
    joined: Notebook,
) -> None:
    key = joined.add("visit", VISIT).record.id
    joined.edit(key, {"facts": "Le marché."})
    joined.add("visit", VISIT)
    _keep_apart(joined, "forbidden")
    with joined.base.writing():
        joined.base.db.execute("INSERT INTO parked VALUES ('o', 'too_large', 1)")

    here = standing(joined)

    assert here.apart == {"forbidden": 2, "too_large": 1}
    assert [remark.partition("\u00a0: ")[0] for remark in here.remarks] == [
        "2\u00a0fiches sont gardées à part par le serveur",
        "1\u00a0fiche est gardée à part par le serveur",
    ]


def test_a_parked_operation_does_not_wait_to_be_sent(joined: Notebook) -> None:
    joined.add("visit", VISIT)
    _keep_apart(joined, "forbidden")

    assert standing(joined).counts.operations == 0


def test_a_lock_that_comes_near_is_told(joined: Notebook, clock: Clock) -> None:
    clock.wait(days=42)

    here = standing(joined)

    assert here.lock.days_left == 3
    assert here.remarks == (here.lock.warning,)


def test_the_journal_is_bounded(joined: Notebook) -> None:
    facts = ExchangeFacts(joined.base.db)
    with joined.base.writing():
        for number in range(1_050):
            facts.note(JournalLine(number, "server", 1, 0, 0, DONE))

    kept = facts.journal(5_000)

    assert len(kept) == 1_000
    assert kept[0].at == 1_049


def test_choices_are_counted_as_they_are_shown_and_for_who_may_make_them(
    joined: Notebook,
) -> None:
    kept, gone = (joined.add("visit", VISIT).record.id for _ in range(2))
    with joined.base.writing():
        joined.base.db.execute(_UNDECIDED)
    joined.delete(gone)
    writer = standing(joined)
    with joined.base.writing():
        joined.base.settings.put("server:role", "reader")

    reader = standing(joined)

    assert kept != gone
    assert (writer.counts.to_decide, reader.counts.to_decide) == (1, 0)


def _piece(notebook: Notebook, content: bytes, kind: str = "PHOTO") -> str:
    digest = notebook.contents.keep(content)
    values = {
        "file_name": "banc.jpg",
        "attachment_type": kind,
        "recognisable_people": "NON",
        "sha256": digest,
        "media_type": "image/jpeg",
        "size_bytes": len(content),
    }
    notebook.add("attachment", values)
    return digest


def test_photos_that_have_not_left_are_waited_for(joined: Notebook) -> None:
    _piece(joined, b"un banc")
    _piece(joined, b"une place")
    _all_sent(joined)
    _note(joined, DONE)

    here = standing(joined)

    assert not here.all_sent
    assert here.may_i_close == (
        "Pas tout de suite, si vous pouvez attendre\u00a0: 2\u00a0photos restent à envoyer. Rien "
        "ne se perd si vous fermez\u00a0: 2\u00a0photos partiront au prochain échange."
    )
    assert here.unsent == "2\u00a0photos"
    assert brief(here, network=True, under_way=False).startswith("2\u00a0photos à envoyer · ")


def test_records_and_files_that_wait_are_said_together(joined: Notebook) -> None:
    _piece(joined, b"un compte rendu", "DOCUMENT")

    here = standing(joined)

    assert here.unsent == "1\u00a0fiche et 1\u00a0fichier joint"
    assert "1\u00a0fichier joint reste à envoyer" in here.may_i_close


def test_photos_of_the_others_that_have_not_come_are_said(joined: Notebook) -> None:
    digest = _piece(joined, b"un banc")
    _all_sent(joined)
    with joined.base.writing():
        joined.base.kept_files.forget([joined.session.blobs.name(digest)])
    _note(joined, DONE)

    here = standing(joined)

    assert here.all_sent
    assert here.the_others.endswith(". 1\u00a0photo reste à recevoir.")
