"""What is inserted by arrays comes back as it was, whatever it holds."""

from sqlalchemy import select

from sync.server.people import new_id
from sync.server.store.bulk import among, insert_rows
from sync.server.store.engine import Store
from sync.server.store.fence import EVERYBODY
from sync.server.store.people import People
from sync.server.store.schema import attestation, file_chunk, membership, person

_TEXTS = ("", "é’ 🦊", 'a "b" {c,d} \\ NULL', "line\nline\ttab", "x" * 70_000)


def test_texts_numbers_truths_and_bytes_come_back_as_they_were(store: Store) -> None:
    scope, people = f"me:{new_id()}", [new_id() for _ in range(2)]
    held = [
        (scope, "a" * 32, (-1) ** number * (2**63 - 1 - number), f"{number:032x}", text)
        for number, text in enumerate(_TEXTS)
    ]
    persons = [(each, "Léa", 1) for each in people]
    members = [
        (scope, each, "agent", active) for each, active in zip(people, (True, False), strict=True)
    ]
    chunks = [(scope, "f" * 64, 0, b""), (scope, "f" * 64, 1, bytes(range(256)) * 300)]

    with store.writing(EVERYBODY) as connection:
        People(connection).add_private(scope, 1)
        for table, rows in ((attestation, held), (person, persons), (membership, members)):
            insert_rows(connection, table, rows)
        insert_rows(connection, file_chunk, chunks)

    with store.reading(EVERYBODY) as connection:
        assert [
            tuple(row) for row in connection.execute(select(attestation).order_by("id"))
        ] == held
        kept = connection.execute(select(membership).where(membership.c.space == scope))
        assert {tuple(row) for row in kept} == set(members)
        order = select(file_chunk).order_by("number")
        assert [tuple(row) for row in connection.execute(order)] == chunks


def test_ids_are_asked_for_whatever_they_hold(store: Store) -> None:
    known = new_id()

    with store.writing(EVERYBODY) as connection:
        insert_rows(connection, person, [(known, "Léa", 1)])
        asked = among(connection, person.c.id, [known, "é{,}\"'", "nul\0", ""])
        found = connection.execute(select(person.c.id).where(asked)).scalars().all()
        none = connection.execute(select(person.c.id).where(among(connection, person.c.id, [])))

        assert found == [known]
        assert none.all() == []
