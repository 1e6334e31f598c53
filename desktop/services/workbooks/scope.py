"""What a workbook is about: its period, its places, its themes, and for whom it is made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from sync.records.funding import FunderType, Funding

_VINTAGE: Final = ":"


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included."""

    first: date
    last: date

    @classmethod
    def of_years(cls, first: int, last: int | None = None) -> "Period":
        """Return whole calendar years, one when `last` is not given."""
        return cls(date(first, 1, 1), date(last or first, 12, 31))

    @classmethod
    def always(cls) -> "Period":
        """Return the period that leaves no day out."""
        return cls(date.min, date.max)

    @property
    def years(self) -> range:
        """Return the calendar years that the period touches."""
        return range(self.first.year, self.last.year + 1)

    def holds(self, day: date | None) -> bool:
        """Tell whether a day lies in the period; an unknown one does not."""
        return day is not None and self.first <= day <= self.last

    def touches(self, first: int | None, last: int | None) -> bool:
        """Tell whether a span of years, one end possibly unknown, meets the period."""
        ends = [year for year in (first, last) if year is not None]
        return bool(ends) and min(ends) <= self.last.year and max(ends) >= self.first.year

    def __str__(self) -> str:
        """Return « 2025 », « 2024-2025 », « du 01/02/2025 au 30/06/2025 » or « toutes… »."""
        if self == Period.always():
            return "toutes les années"
        whole = (self.first.month, self.first.day, self.last.month, self.last.day)
        if whole != (1, 1, 12, 31):
            return f"du {self.first:%d/%m/%Y} au {self.last:%d/%m/%Y}"
        years = self.years
        return str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"


@dataclass(frozen=True, slots=True)
class Recipient:
    """The financer who will read: its lines are those of its types, or of the bodies named.

    Everybody reads the amounts granted (law 2000-321 art. 10); proposals and opinions are
    read only by whoever gave them.
    """

    name: str
    funder_types: frozenset[FunderType] = frozenset()
    partners: frozenset[str] = frozenset()

    def owns(self, funding: Funding) -> bool:
        """Tell whether a line of funding is the recipient's own.

        Bodies named prevail: two départements share a type, not their opinions.
        """
        if self.partners:
            return funding.funder in self.partners
        return funding.funder_type in self.funder_types


@dataclass(frozen=True, slots=True)
class Scope:
    """The filters of one workbook; an empty one lets everything through.

    `territories` and `funders` are ids of records, `themes` and `dispositifs` codes of the
    reference lists (a theme stands for those under it), `recipient` None for a workbook that
    goes to several financers. `words` asks for the quotes whose authors agreed.
    """

    period: Period
    territories: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    dispositifs: frozenset[str] = frozenset()
    funders: frozenset[str] = frozenset()
    funder_types: frozenset[FunderType] = frozenset()
    recipient: Recipient | None = None
    words: bool = True

    def pays(self, funding: Funding) -> bool:
        """Tell whether a line passes the filter of financers."""
        if not self.funders and not self.funder_types:
            return True
        return funding.funder in self.funders or funding.funder_type in self.funder_types

    def is_about(self, theme: str | None) -> bool:
        """Tell whether a theme passes: « 2.2 » passes under « 2 », of the same vintage."""
        return not self.themes or (
            theme is not None and any(_under(theme, chosen) for chosen in self.themes)
        )

    def is_among(self, dispositifs: Collection[str]) -> bool:
        """Tell whether one of the dispositifs passes."""
        return not self.dispositifs or not self.dispositifs.isdisjoint(dispositifs)


def _under(theme: str, chosen: str) -> bool:
    vintage, _, code = theme.rpartition(_VINTAGE)
    chosen_vintage, _, chosen_code = chosen.rpartition(_VINTAGE)
    same = not chosen_vintage or vintage == chosen_vintage
    return same and (code == chosen_code or code.startswith(f"{chosen_code}."))
