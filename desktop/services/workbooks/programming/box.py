"""A column of the sheet of actions, and how it reads an action."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.export.content import Column, Value
from desktop.services.workbooks.programming.funded import Funded


@dataclass(frozen=True, slots=True)
class Box:
    """A column and what it shows of an action."""

    column: Column
    value: Callable[[Funded], Value]
