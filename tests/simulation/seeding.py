"""The seed of the histories of one run: fixed in the tests, drawn in the proofs, or given again."""

import os
import secrets
from typing import Final

NAME: Final = "CARNET_SEED"
_GIVEN: Final = os.environ.get(NAME)

SEED: Final = int(_GIVEN or 2_709_501_839)
"""Where the search of the tests begins: the same each time, so that a change alone can fail it."""

DRAWN: Final = int(_GIVEN or secrets.randbits(32))
"""Where that of the proofs begins."""


def said() -> str:
    """Return the line for the head of the report."""
    return f"histories: seed {SEED}, in the proofs {DRAWN} ({NAME}=… plays the same ones again)"
