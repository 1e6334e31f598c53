"""Keep what the server tells of the space: its people, their laptops, what one may do there."""

from typing import Final

from desktop.store.base import Base
from desktop.store.enrolment import PREFIX, put_policy
from desktop.store.identity import Settings
from sync.protocol.messages import Directory, Policy

_VERSION: Final = PREFIX + "directory"
TIME: Final = PREFIX + "time"
"""The server's wall clock at the last exchange, in milliseconds since 1970."""


def directory_version(settings: Settings) -> int:
    """Return the version of the directory that is known, 0 for none."""
    return int(settings.get(_VERSION, "0"))


def learn(base: Base, directory: Directory | None, role: str, policy: Policy, time_ms: int) -> None:
    """Write what an answer told, inside the transaction that is open."""
    put_policy(base.settings, role, policy)
    base.settings.put(TIME, str(time_ms))
    if directory is not None:
        base.settings.put(_VERSION, str(directory.version))
        base.settings.put(PREFIX + "space_name", directory.space_name)
        _write(base, directory)


def _write(base: Base, directory: Directory) -> None:
    """Write who is in the space over what was known; chains told by a USB key stay."""
    run = base.connection.executemany
    base.db.execute("DELETE FROM member")
    base.db.execute("DELETE FROM device")
    run(
        "INSERT INTO member(person, name, role, active) VALUES (?, ?, ?, ?)",
        [(each.person, each.name, each.role, int(each.active)) for each in directory.members],
    )
    run(
        "INSERT INTO person(id, name) VALUES (?, ?)"
        " ON CONFLICT(id) DO UPDATE SET name = excluded.name",
        [(each.person, each.name) for each in directory.members],
    )
    run(
        "INSERT INTO device(device, person, name, public_key, active) VALUES (?, ?, ?, ?, ?)",
        [
            (each.device, each.person, each.name, each.public_key, int(each.active))
            for each in directory.devices
        ],
    )
    run(
        "INSERT OR REPLACE INTO incarnation(id, device) VALUES (?, ?)",
        [(chain, each.device) for each in directory.devices for chain in each.incarnations],
    )
