"""What a stored value says, or nothing where this version of the program cannot read it."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from desktop.store.stored import moment_of
from sync.operations.operation import Value
from sync.records.fields import CodeList

CodeT = TypeVar("CodeT", bound=CodeList)


def day_of(value: object) -> date | None:
    """Return a day that the base holds as a text; None for what is not one."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def local_day(milliseconds: object) -> date | None:
    """Return the day, here, of a moment that the base holds; None for what is not one."""
    if not isinstance(milliseconds, int):
        return None
    return moment_of(milliseconds).astimezone().date()


def text_of(value: object) -> str:
    """Return a stored text, empty when there is none."""
    return value if isinstance(value, str) else ""


def whole_of(value: object) -> int | None:
    """Return a whole number, cents for money; None for what is not one."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def lines_of(value: object) -> list[Mapping[str, Value]]:
    """Return the lines of a field that holds lines, those that are none left out."""
    return [line for line in value if isinstance(line, Mapping)] if isinstance(value, list) else []


def code_of(codes: type[CodeT], value: object, otherwise: CodeT) -> CodeT:
    """Return a stored code, or another for one that this version does not know."""
    return next((code for code in codes if code == value), otherwise)
