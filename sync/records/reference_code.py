"""Readable record codes made without any network, such as VIS-26-JD-0042."""

import re
import unicodedata
from dataclasses import dataclass

UNKNOWN_INITIALS = "XX"
_SHAPE = re.compile(r"([A-Z]{2,5})-([0-9]{2})-([A-Z]{1,4})-([0-9]{4,9})")
_WORDS = re.compile(r"[^\W\d_]+")
_PARTICLES = frozenset({"de", "du", "des", "la", "le", "les", "d", "l", "von", "van", "den", "der"})
_LETTERS = str.maketrans(
    {
        "’": " ",
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "ß": "ss",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
    }
)
_MOST_INITIALS = 3


@dataclass(frozen=True, slots=True)
class ReferenceCode:
    """The parts of a readable code; the year has four digits."""

    prefix: str
    year: int
    initials: str
    number: int

    def __str__(self) -> str:
        """Return the code as people read it."""
        return make_code(self.prefix, self.year, self.initials, self.number)


def make_code(prefix: str, year: int, initials: str, number: int) -> str:
    """Return the readable code of a record; the number simply grows past 9999."""
    return f"{prefix}-{year % 100:02d}-{initials}-{number:04d}"


def parse_code(text: str) -> ReferenceCode | None:
    """Return the parts of a readable code, or None for any other text."""
    match = _SHAPE.fullmatch(text.strip().upper())
    if match is None:
        return None
    prefix, year, initials, number = match.groups()
    return ReferenceCode(prefix, 2000 + int(year), initials, int(number))


def initials_of(name: str) -> str:
    """Return two or three capitals for a name: "Jeanne Dupont" gives JD, "Jean-Yves Le Roy" JYR.

    Accents are folded, particles skipped; a single word gives its first two letters, and a
    name without Latin letters "XX".
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore")
    words: list[str] = _WORDS.findall(plain.decode())
    strong = [word for word in words if word.lower() not in _PARTICLES] or words
    if not strong:
        return UNKNOWN_INITIALS
    if len(strong) == 1:
        return strong[0][:2].upper().ljust(2, "X")
    return "".join(word[0] for word in strong[:_MOST_INITIALS]).upper()
