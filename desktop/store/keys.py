"""Hold the two secrets made by the program: the data key and the printed recovery key."""

import hashlib
import hmac
import secrets
import unicodedata
from typing import Final

from desktop.errors import BadInput

_SIZE: Final = 32

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_SYMBOLS: Final = 34
_GROUP: Final = 5
_BITS: Final = 5 * _SYMBOLS
_REDUCTION: Final = 0b100101  # x⁵ + x² + 1, primitive: its powers only repeat after 31 places.


class DataKey:
    """Wrap the 32 random bytes that encrypt the base, so that no message shows them."""

    __slots__ = ("_bytes",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != _SIZE:
            raise ValueError("a data key is 32 bytes")
        self._bytes = raw

    @classmethod
    def random(cls) -> "DataKey":
        """Draw a new key."""
        return cls(secrets.token_bytes(_SIZE))

    def reveal(self) -> bytes:
        """Return the bytes themselves, for the cipher and the key slots only."""
        return self._bytes

    def fingerprint(self, purpose: str) -> str:
        """Return 32 hexadecimal characters that recognise this key and do not give it away."""
        return hmac.new(self._bytes, purpose.encode(), hashlib.sha256).hexdigest()[:32]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataKey) and hmac.compare_digest(self._bytes, other._bytes)

    def __hash__(self) -> int:
        return hash(self.fingerprint("hash"))

    def __repr__(self) -> str:
        return "DataKey(…)"


class RecoveryKey:
    """Hold the key printed at creation: 170 random bits and one check character.

    Written in Crockford's base 32, seven groups of five. The check character is a weighted sum
    in the field of 32 elements, so one wrong character or two neighbours swapped always show.
    """

    __slots__ = ("_symbols",)

    def __init__(self, symbols: str) -> None:
        self._symbols = symbols

    @classmethod
    def random(cls) -> "RecoveryKey":
        """Draw a new key."""
        drawn = secrets.randbits(_BITS)
        digits = [(drawn >> (5 * place)) & 31 for place in range(_SYMBOLS)]
        return cls("".join(_ALPHABET[digit] for digit in [*digits, _check_digit(digits)]))

    @classmethod
    def read(cls, typed: str) -> "RecoveryKey":
        """Return the key as typed: case, spaces, dashes, O for 0, I and L for 1 do not matter.

        Raises `BadInput` naming what is wrong when it cannot be a recovery key at all.
        """
        plain = unicodedata.normalize("NFKC", typed).upper().translate(_LOOKALIKES)
        symbols = "".join(letter for letter in plain if letter.isalnum())
        strange = sorted({letter for letter in symbols if letter not in _ALPHABET})
        if strange:
            raise _unreadable(f"elle ne contient jamais «\u00a0{strange[0]}\u00a0»")
        if len(symbols) != _SYMBOLS + 1:
            raise _unreadable(
                f"elle compte {_SYMBOLS + 1} caractères, il y en a ici {len(symbols)}"
            )
        digits = [_ALPHABET.index(letter) for letter in symbols]
        if _check_digit(digits[:-1]) != digits[-1]:
            raise _unreadable("un caractère au moins diffère de la clé imprimée")
        return cls(symbols)

    @property
    def printed(self) -> str:
        """The key as people copy it, in groups of five."""
        starts = range(0, len(self._symbols), _GROUP)
        return "-".join(self._symbols[start : start + _GROUP] for start in starts)

    def is_the_one(self, typed: str) -> bool:
        """Tell whether `typed` is this key; raises `BadInput` like `read`."""
        return self == RecoveryKey.read(typed)

    def reveal(self) -> bytes:
        """Return the secret bytes, for the key slot only."""
        return self._symbols.encode()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RecoveryKey) and hmac.compare_digest(self._symbols, other._symbols)

    def __hash__(self) -> int:
        return hash(hashlib.sha256(self.reveal()).digest())

    def __repr__(self) -> str:
        return "RecoveryKey(…)"


def _unreadable(reason: str) -> BadInput:
    return BadInput(
        f"La clé de secours ne se lit pas\u00a0: {reason}.",
        "recovery_key",
        "Recopiez-la depuis la feuille imprimée, groupe par groupe. Majuscules, minuscules, "
        "espaces et tirets ne comptent pas.",
    )


def _check_digit(digits: list[int]) -> int:
    """Return Σ digitᵢ·xⁱ⁺¹ in GF(32)."""
    total = 0
    for digit in reversed(digits):
        total = _times_x(total ^ digit)
    return total


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _REDUCTION if doubled & 32 else doubled
