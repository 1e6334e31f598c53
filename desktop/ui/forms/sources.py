"""What the editors of a form ask the notebook, as narrow questions."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from desktop.privacy.concerns import Remark
from desktop.services.notebook import Saved
from desktop.store.base import Base
from desktop.ui.discretion import Discretion
from desktop.ui.forms.creation import Created, silent
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
    """The part of the notebook that the editors ask; they write nothing but a linked record."""

    @property
    def base(self) -> Base: ...
    def add(self, kind: str, values: Mapping[str, Any]) -> Saved: ...
    def delete(self, record_id: str) -> None: ...
    def keep_draft(
        self, draft: str, kind: str, record_id: str, values: Mapping[str, Any]
    ) -> object: ...
    def choices(self, kinds: Collection[str], text: str, limit: int = 30) -> Sequence[Choice]: ...
    def headings(self, ids: Collection[str]) -> Mapping[str, str]: ...
    def entries(self, list_name: str) -> Sequence[Listed]: ...


def _nothing_to_say(_text: str) -> tuple[Remark, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Sources:
    """What every editor may need: records to link, pictures, the day, a way to open a record.

    `remarks` tells what a free text may say too much; `discretion` what is hidden for now;
    `created` is told of each record made in place, so that it is said and can be taken back.
    """

    records: Records
    icons: Icons
    today: Callable[[], date]
    open_record: Callable[[str], object]
    created: Callable[[Created], object] = silent
    remarks: Callable[[str], Sequence[Remark]] = _nothing_to_say
    discretion: Discretion = field(default_factory=Discretion)
