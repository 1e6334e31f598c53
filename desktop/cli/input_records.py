"""Read records given as JSON: one object, an array, or one object a line, as they come."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from desktop.errors import BadInput

MOST_BYTES: Final = 64 * 1024 * 1024
_LONGEST_LINE: Final = 16 * 1024 * 1024
_TOO_LONG: Final = (
    f"Cette ligne est trop longue\u00a0: {_LONGEST_LINE // 1024 // 1024}\u00a0Mo au plus."
)
_NOT_AN_OBJECT: Final = "Une fiche s’écrit entre accolades, avec le nom de ses champs."


@dataclass(frozen=True, slots=True)
class Given:
    """One record as it was given: its values, or why it cannot be read.

    `line` is the line of the file, or the rank in an array.
    """

    line: int
    values: dict[str, Any] | None
    problem: str = ""


def read_records(source: str) -> Iterator[Given]:
    """Yield the records of a file, or of the standard input when `source` is "-".

    The standard input is read line by line: a record is yielded before the next line is read.
    """
    if source == "-":
        yield from _streamed(sys.stdin.buffer)
        return
    yield from _whole(_content(Path(source)))


def read_one(source: str) -> dict[str, Any]:
    """Return the single object that a file or the standard input holds; raises `BadInput`."""
    content = _all_of(sys.stdin.buffer) if source == "-" else _content(Path(source))
    try:
        found = _parsed(_decoded(content))
    except ValueError as error:
        raise BadInput(f"Ce JSON ne se lit pas\u00a0: {_reason(error)}", "json") from error
    if not isinstance(found, dict):
        raise BadInput(f"{_NOT_AN_OBJECT} Rien n’a été modifié.", "json")
    return found


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return _all_of(file)
    except OSError as error:
        raise BadInput(
            f"Le fichier «\u00a0{path.name}\u00a0» n’a pas pu être lu. Rien n’a été enregistré.",
            "json",
            "Vérifiez son nom et son dossier, ou donnez «\u00a0-\u00a0» pour l’entrée standard.",
        ) from error


def _all_of(file: BinaryIO) -> bytes:
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput(
            f"Ce JSON dépasse {MOST_BYTES // 1024 // 1024}\u00a0Mo. Rien n’a été enregistré.",
            "json",
            "Donnez une fiche par ligne sur l’entrée standard\u00a0: elles sont lues une à une.",
        )
    return content


def _whole(content: bytes) -> Iterator[Given]:
    """Yield what a whole file holds: one value of any shape, else one value a line."""
    try:
        yield from _each(_parsed(_decoded(content)), 1)
    except ValueError:
        yield from _lines(content.splitlines(), 1)


def _lines(lines: list[bytes], first: int) -> Iterator[Given]:
    for number, line in enumerate(lines, start=first):
        if line.strip():
            yield from _line(number, line)


def _line(number: int, line: bytes) -> Iterator[Given]:
    try:
        yield from _each(_parsed(_decoded(line)), number)
    except ValueError as error:
        yield Given(number, None, f"Ce JSON ne se lit pas\u00a0: {_reason(error)}")


def _each(value: Any, number: int) -> Iterator[Given]:
    if isinstance(value, list):
        for rank, one in enumerate(value, start=1):
            yield _given(rank, one)
    else:
        yield _given(number, value)


def _given(number: int, value: Any) -> Given:
    if isinstance(value, dict):
        return Given(number, value)
    return Given(number, None, _NOT_AN_OBJECT)


def _streamed(stream: BinaryIO) -> Iterator[Given]:
    """Yield records as lines come. Only at the start may one value spread over several lines."""
    number = 0
    while line := stream.readline(_LONGEST_LINE + 1):
        number += 1
        if not line.strip():
            continue
        if _cut_short(line):
            _skip_line(stream)
            yield Given(number, None, _TOO_LONG)
        elif _opens(line) and number == 1:
            lines = [line, *_until_complete(line, stream)]
            yield from _whole(b"".join(lines))
            number = len(lines)
        else:
            yield from _line(number, line)


def _cut_short(line: bytes) -> bool:
    return len(line) > _LONGEST_LINE and not line.endswith(b"\n")


def _skip_line(stream: BinaryIO) -> None:
    """Read what is left of a line, so that the next answer is about the next line."""
    while _cut_short(stream.readline(_LONGEST_LINE + 1)):
        pass


def _until_complete(line: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines that complete the value which a first line opens."""
    depth = _Depth()
    depth.count(line)
    while depth.open and (more := stream.readline(_LONGEST_LINE)):
        depth.count(more)
        yield more


def _opens(line: bytes) -> bool:
    """Tell whether a line is the beginning of a value laid out over several lines."""
    text = line.strip().removeprefix(b"\xef\xbb\xbf")
    return text[:1] in (b"{", b"[") and text[-1:] in (b"{", b"[", b",")


class _NotJsonError(ValueError):
    """Say in French why JSON that Python reads is not taken."""


class _Depth:
    """Count the brackets that are open, outside texts."""

    def __init__(self) -> None:
        self._depth = 0
        self._in_text = False
        self._escaped = False

    @property
    def open(self) -> bool:
        """Tell whether a bracket or a text is still open."""
        return self._depth > 0

    def count(self, line: bytes) -> None:
        """Take one more line into account."""
        for sign in line:
            if self._in_text:
                self._in_text = self._escaped or sign != ord('"')
                self._escaped = sign == ord("\\") and not self._escaped
            elif sign == ord('"'):
                self._in_text = True
            elif sign in b"{[":
                self._depth += 1
            elif sign in b"}]":
                self._depth -= 1


def _decoded(content: bytes) -> str:
    return content.decode("utf-8-sig")


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise _NotJsonError("trop de niveaux sont imbriqués.") from error


def _refuse_constant(name: str) -> Any:
    raise _NotJsonError(f"{name} n’est pas une valeur de JSON.")


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"vérifiez la ponctuation près du caractère {error.pos + 1}."
    if isinstance(error, UnicodeDecodeError):
        return "le texte n’est pas en UTF-8."
    return str(error) if isinstance(error, _NotJsonError) else "un nombre est trop long."
