"""The letters of the columns of a sheet."""

from functools import lru_cache


@lru_cache(maxsize=1_024)
def letter(place: int) -> str:
    """Return the letters of a column by its place from 0: A, Z, AA."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
