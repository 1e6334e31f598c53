"""The short code that opens, by telephone, a notebook that has not met its server for long.

The laptop shows a challenge; whoever looks after the space types it on the server, which knows
the secret of that laptop, and reads the answer aloud.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Final

DIGITS: Final = 8

_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH: Final = 6


def new_challenge() -> str:
    """Draw what the laptop shows: six signs that are not mistaken for one another aloud."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))


def plain(typed: str) -> str:
    """Return a challenge or a code as compared: no spaces, no dashes, capitals."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def unlock_code(secret: str, challenge: str) -> str:
    """Return the eight digits that answer a challenge; dynamic truncation of RFC 4226 § 5.3."""
    content = f"carnet unlock 1\n{plain(challenge)}".encode()
    digest = hmac.digest(secret.encode(), content, sha256)
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def answers(secret: str, challenge: str, typed: str) -> bool:
    """Tell whether a code typed by a person answers a challenge."""
    return hmac.compare_digest(
        unlock_code(secret, challenge), plain(typed).encode("ascii", "replace").decode()
    )
