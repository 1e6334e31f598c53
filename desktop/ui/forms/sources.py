"""What the editors of a form ask the notebook, as narrow questions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop.ui.icons import Icons


class Choice(Protocol):
    """A record that a link may point at."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def heading(self) -> str: ...


class Listed(Protocol):
    """An entry of a reference list."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def active(self) -> bool: ...


class Records(Protocol):
    """The part of the notebook that the editors read."""

    def choices(self, kinds: Collection[str], text: str, limit: int = 30) -> Sequence[Choice]: ...
    def headings(self, ids: Collection[str]) -> Mapping[str, str]: ...
    def entries(self, list_name: str) -> Sequence[Listed]: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """What every editor may need: records to link, pictures, the day, a way to open a record."""

    records: Records
    icons: Icons
    today: Callable[[], date]
    open_record: Callable[[str], object]
