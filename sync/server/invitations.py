"""Invitation codes: said aloud, good once and for ten minutes, useless in a stolen base."""

import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that may be read as a digit, nor U."""

SIGNS: Final = 12
"""60 bits: below the 112 under which OWASP ASVS V6.5.2 asks for a slow hash."""

HANDLE: Final = 4
"""The first signs are kept readable: they say which invitation a wrong code was meant for.

Without them a wrong code would be a try at every invitation at once, so that anybody could void
them all; the 40 bits that are left, five tries and ten minutes are enough for the rest.
"""

VALID_MS: Final = 10 * 60 * 1000
TRIES: Final = 5

_LOOKALIKES: Final = str.maketrans("OIL", "011", "- \u00a0\u202f\u2011\u2013")
_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class Slowness:
    """What one guess costs: 19 MiB and two passes are the floor that OWASP gives for Argon2id."""

    memory_kib: int = 19 * 1024
    passes: int = 2

    def hashed(self, code: str, salt: bytes) -> bytes:
        """Hash a code with its salt."""
        return Argon2id(
            salt=salt, length=32, iterations=self.passes, lanes=1, memory_cost=self.memory_kib
        ).derive(code.encode())

    def matches(self, code: str, salt: bytes, expected: bytes) -> bool:
        """Tell whether a code is the one that was hashed."""
        return hmac.compare_digest(self.hashed(code, salt), expected)


def new_code() -> str:
    """Draw a code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))


def new_salt() -> bytes:
    """Draw a salt."""
    return secrets.token_bytes(16)


def shown(code: str) -> str:
    """Write a code as it is read aloud: three groups of four."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read_code(text: str) -> str:
    """Return the code that somebody typed, whatever its case and dashes; "" when it is none."""
    code = text.strip().upper().translate(_LOOKALIKES)
    return code if len(code) == SIGNS and set(code) <= set(ALPHABET) else ""


def handle_of(code: str) -> str:
    """Return the part of a code by which its invitation is found."""
    return code[:HANDLE]
