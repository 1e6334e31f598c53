"""On 100,000 records no gesture holds the window's thread for longer than a person notices."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.bench.corpus import crowd
from tests.bench.gestures import Held
from tests.bench.store_costs import filled

pytestmark = [pytest.mark.proof, pytest.mark.qt_log_ignore("This plugin does not support")]

RECORDS = 100_000
LONGEST = 100.0
P95 = 50.0
# A busy neighbour slows the caches too: each gesture is made in two windows, the faster counts.
TOURS = 2
SLOW: Mapping[str, float] = MappingProxyType(
    {
        # A form of thirty fields and more is made once, when its kind is first opened.
        "open organisation, first": 300.0,
        "open evaluation, first": 250.0,
        **dict.fromkeys((f"open {kind}, first" for kind in ("action", "visit", "idea")), 220.0),
        **dict.fromkeys((f"open {kind}, first" for kind in ("observation", "partner")), 220.0),
        **dict.fromkeys((f"open {kind}, first" for kind in ("meeting", "commitment")), 200.0),
        **dict.fromkeys((f"new {kind}, first" for kind in ("visit", "idea", "observation")), 200.0),
        "page idea, first": 160.0,
        # 28,000 rows are read in an order that has no index.
        **dict.fromkeys(
            (f"sort visit by {name}" for name in ("visit_type", "alert", "mode")), 150.0
        ),
    }
)
"""Gestures that are not made in time yet, each with its own ceiling in milliseconds."""


def tour(root: Path, folder: Path) -> list[Held]:
    """Make every gesture in a program of its own; return them in their order."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.proofs.tour_of_gestures", str(folder)],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Held(**held) for held in json.loads(done.stdout)]


def fastest(root: Path, folder: Path) -> list[Held]:
    """Return each gesture as the fastest of several tours made it, on copies of a notebook."""
    tours = []
    for number in range(TOURS):
        copy = folder.with_name(f"copy-{number}")
        shutil.copytree(folder, copy)
        tours.append(tour(root, copy))
        shutil.rmtree(copy)
    assert len({tuple(held.gesture for held in each) for each in tours}) == 1
    return [min(same, key=lambda held: held.ms) for same in zip(*tours, strict=True)]


def told(held: list[Held], count: int = 10) -> str:
    """Return the slowest gestures, a line each."""
    slowest = sorted(held, key=lambda one: -one.ms)[:count]
    return "\n".join(f"{one.ms:8.1f} ms  {one.gesture}" for one in slowest)


def p95(held: list[Held]) -> float:
    """Return the hold that 95 gestures in 100 stay under."""
    return sorted(one.ms for one in held)[int(len(held) * 0.95)]


def test_no_gesture_holds_the_window_for_longer_than_one_notices(
    root: Path, tmp_path: Path
) -> None:
    notebook = filled(tmp_path / "carnet", RECORDS)
    crowd(notebook)
    notebook.close()

    held = fastest(root, tmp_path / "carnet")

    sys.stderr.write(f"\n{len(held)} gestures, p95 {p95(held):.1f} ms\n{told(held)}\n")
    excused = [one for one in held if one.gesture in SLOW and one.ms > LONGEST]
    sys.stderr.write(f"of which excused by name:\n{told(excused, len(SLOW))}\n")
    late = [one for one in held if one.ms > SLOW.get(one.gesture, LONGEST)]
    assert late == [], f"\n{told(late)}"
    assert p95(held) < P95, f"\n{told(held)}"
    assert len(held) > 900
