"""The seed of the histories of one run: drawn, said at the head of the report, or given again."""

import os
import secrets
from typing import Final

NAME: Final = "CARNET_SEED"

SEED: Final = int(os.environ.get(NAME) or secrets.randbits(32))
"""Where the search of this run begins."""


def said() -> str:
    """Return the line for the head of the report."""
    return f"histories: seed {SEED} ({NAME}={SEED} plays the same ones again)"
