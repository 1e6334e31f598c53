"""A real PostgreSQL for the tests: started once, without a network, emptied for each test."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

_FOLDERS = ("usr/lib/postgresql/*/bin", "usr/local/pgsql/bin", "opt/homebrew/opt/postgresql*/bin")
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
}


class Postgres:
    """A running PostgreSQL; its owner of databases is no superuser, as in a real place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._template = "template1"
        self._run("CREATE ROLE carnet LOGIN")

    @property
    def process(self) -> int:
        """Return the process that started all others of it."""
        return int((self._folder / "data" / "postmaster.pid").read_text().split()[0])

    def copy_from_now_on(self, url: str) -> None:
        """Make the databases to come copies of one, to which nobody is connected any more."""
        self._template = _name(url)

    def database(self) -> str:
        """Make a database and return its URL."""
        name = f"carnet_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} OWNER carnet TEMPLATE {self._template}")
        return f"postgresql://carnet@/{name}?host={self._folder}"

    def drop(self, url: str) -> None:
        """Remove a database."""
        self._run(f"DROP DATABASE {_name(url)} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        place = f"host={self._folder} user=postgres dbname=postgres"
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute(statement.encode())


def _name(url: str) -> str:
    return url.split("@/")[1].split("?")[0]


def binaries() -> Path | None:
    """Return where the programs of PostgreSQL are, None when it is not installed."""
    found = [str(path) for pattern in _FOLDERS for path in Path("/").glob(pattern)]
    places = [*sorted(found, reverse=True), os.environ["PATH"]]
    program = shutil.which("initdb", path=os.pathsep.join(places))
    return Path(program).resolve().parent if program else None


@contextmanager
def running() -> Iterator[Postgres]:
    """Run a PostgreSQL in a folder of its own; skip the test where there is none."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here: sh packaging/postgres.sh")
    folder = Path(tempfile.mkdtemp(prefix="carnet-postgres-"))
    data = folder / "data"
    try:
        _as_its_user(folder, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust",
                     "--locale=C", "-E", "UTF8", "--no-sync")  # fmt: skip
        with (data / "postgresql.conf").open("a") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in _SETTINGS.items())
            settings.write(f"unix_socket_directories = '{folder}'\n")
        control = programs / "pg_ctl"
        _as_its_user(folder, control, "-D", data, "-w", "-l", folder / "log", "start")
        try:
            yield Postgres(folder)
        finally:
            _as_its_user(folder, control, "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_its_user(folder: Path, *command: str | Path) -> None:
    """Run a program of PostgreSQL, which refuses to be run by root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=120)
