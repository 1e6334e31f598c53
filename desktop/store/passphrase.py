"""Decide whether a passphrase is strong enough, and give its one form in bytes.

After the CNIL's recommendation on passwords (délibération 2022-100): twelve characters or more,
long phrases taken whole, common ones refused. No composition is imposed: Argon2id pays for it.
"""

import re
import unicodedata
from typing import Final

from desktop.errors import BadInput
from desktop.paths import resources_dir

SHORTEST: Final = 12
LONGEST: Final = 1024
_FEWEST_DIFFERENT: Final = 5


def accept_passphrase(text: str) -> bytes:
    """Return the bytes of a new passphrase; raises `BadInput` when it is too easy to guess."""
    normal = unicodedata.normalize("NFKC", text)
    if len(normal) < SHORTEST:
        raise _refused(
            f"La phrase secrète compte {len(normal)} caractères\u00a0: il en faut au moins "
            f"{SHORTEST}."
        )
    if len(normal) > LONGEST:
        raise _refused(f"La phrase secrète dépasse {LONGEST} caractères.")
    if len(set(normal.casefold())) < _FEWEST_DIFFERENT:
        raise _refused("La phrase secrète répète trop souvent les mêmes caractères.")
    if not _skeletons(normal).isdisjoint(_common()):
        raise _refused("Cette phrase secrète est parmi les premières que l’on essaie.")
    return passphrase_bytes(normal)


def passphrase_bytes(text: str) -> bytes:
    """Return the bytes to derive from, the same however the keyboard composed the accents."""
    return unicodedata.normalize("NFKC", text).encode("utf-8", "surrogatepass")


def _refused(sentence: str) -> BadInput:
    return BadInput(
        sentence,
        "passphrase",
        "Une suite de quatre ou cinq mots sans rapport entre eux convient bien et se retient.",
    )


def _common() -> frozenset[str]:
    listed = resources_dir() / "passphrases" / "common.txt"
    lines = listed.read_text(encoding="utf-8").splitlines()
    return frozenset().union(*(_skeletons(line) for line in lines if not line.startswith("#")))


def _skeletons(text: str) -> frozenset[str]:
    """Return `text` without case, accents, spaces or signs, then also without outer digits."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in folded if letter.isalnum())
    trimmed = re.sub(r"^\d+|\d+$", "", bare)
    return frozenset(form for form in (bare, trimmed) if form)
