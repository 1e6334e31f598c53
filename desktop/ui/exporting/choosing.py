"""What the first two steps say together: the choices, kept until another reader is chosen."""

from collections.abc import Callable
from datetime import date
from typing import Final

from desktop.services.workbooks.catalogue import WORKBOOKS
from desktop.services.workbooks.choice import Choice
from desktop.services.workbooks.other_files import Readers, readers_of
from desktop.services.workbooks.presets import Preset, Years
from desktop.services.workbooks.register import Sent
from desktop.services.workbooks.scope import Period, Scope
from desktop.ui.exporting.managing import Now
from desktop.ui.exporting.matter_step import MatterStep
from desktop.ui.exporting.recipient_step import PARTNERS, TEAM, RecipientStep

_READERS: Final = {PARTNERS: Readers.OUTSIDE, TEAM: Readers.TEAM}


class Choosing:
    """Fills the second step from the first, once for each reader, and reads both."""

    def __init__(
        self, recipient: RecipientStep, matter: MatterStep, today: Callable[[], date]
    ) -> None:
        self._recipient, self._matter, self._today = recipient, matter, today
        self._filled = ""
        self._scope = Scope(Period.of_years(today().year))

    @property
    def readers(self) -> Readers | None:
        """Return for whom the file of data is; None where workbooks are wanted."""
        return self._matter.data.readers if self._recipient.key in _READERS else None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return what is to be made; nothing while the period cannot be read."""
        scope, preset = self._matter.scope(self._scope), self._recipient.preset
        if scope is None:
            return ()
        title = preset.title if preset is not None else ""
        return tuple(Choice(code, scope, title) for code in self._matter.codes)

    def fill(self) -> None:
        """Show what suits the reader; what was changed by hand for the same one stays."""
        key = self._recipient.key
        if key != self._filled:
            preset = self._recipient.preset
            self._scope = self._usual(preset)
            self._matter.show_choice(preset.workbooks if preset else (), self._scope)
            self._matter.show_data(_READERS.get(key))
        self._filled = key

    def fill_as(self, sent: Sent) -> None:
        """Show the choices of a workbook, or of a file of data, that was sent."""
        if sent.choice.code not in WORKBOOKS:
            self._fill_data(readers_of(sent) or Readers.OUTSIDE)
            return
        self._scope = sent.choice.scope
        self._recipient.choose(self._recipient.key_of(self._scope.recipient))
        self._filled = self._recipient.key
        self._matter.show_choice((sent.choice.code,), self._scope)
        self._matter.show_data(None)

    def _fill_data(self, readers: Readers) -> None:
        self._recipient.choose(PARTNERS if readers is Readers.OUTSIDE else TEAM)
        self.fill()
        self._matter.show_data(readers)

    def keep_for(self, key: str) -> None:
        """Go to a preset that holds the choices of now: they stay as they are."""
        self._recipient.choose(key)
        self._filled = key

    def now(self) -> Now | None:
        """Return the choices of now, for a preset of one's own; None before there are any."""
        scope = self._matter.scope(self._scope)
        if scope is None or not self._matter.codes:
            return None
        return self._matter.codes, scope, _years(scope.period, self._today())

    def _usual(self, preset: Preset | None) -> Scope:
        today = self._today()
        return preset.scope_on(today) if preset else Scope(Period.of_years(today.year))


def _years(period: Period, today: date) -> Years:
    for years in (Years.PRESENT, Years.PREVIOUS):
        if years.of(period, today) == period:
            return years
    return Years.CHOSEN
