"""Beside Anki, whose server and client are in Rust: installed for the measure, then forgotten."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from tests.bench.exchange_costs import loopback_rounds
from tests.bench.table import Line

_ROUNDS = Path(__file__).with_name("exchange_anki_rounds.py")
_SAME = "Anki: as many edited notes of a kilobyte, its server and client"


def beside_anki(many: int) -> Iterator[Line]:
    """Measure the same rounds with both, one after the other; nothing where it cannot be had."""
    with TemporaryDirectory(prefix="carnet-anki-") as name:
        python = _installed(Path(name))
        if python is None:
            sys.stderr.write("Anki cannot be installed here: it is left out.\n")
            return
        told = subprocess.run(
            [str(python), str(_ROUNDS), str(many)], check=True, capture_output=True
        )
    anki, ours = orjson.loads(told.stdout), loopback_rounds(many)
    for verb in ("push", "pull"):
        rate, theirs = many / ours[verb], many / anki[verb]
        yield Line(f"{verb}, {many:,}, beside Anki", rate, "/s", theirs, _SAME)
    yield Line("nothing new, beside Anki", ours["nothing"] * 1000, "ms", anki["nothing"] * 1000)
    yield Line("one record, beside Anki", ours["one"] * 1000, "ms", anki["one"] * 1000)


def _installed(folder: Path) -> Path | None:
    """Return the Python of an environment that has Anki."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    asked = [str(python), "-m", "pip", "install", "--quiet", "anki"]
    done = subprocess.run(asked, capture_output=True, timeout=600, check=False)
    return python if done.returncode == 0 else None
