"""The bodies that the team follows and of which nobody brought news for three months."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from desktop.services.desk.lapse import MONTHS
from desktop.services.reading import Reading
from desktop.services.stored_values import day_of
from desktop.services.today.lines import Few, Said, Silence
from desktop.services.today.naming import brief
from desktop.store.query import Filter, ListQuery
from sync.records.deadlines import months_after
from sync.records.organisation import LinkToTeam

SHOWN: Final = 5
_FOLLOWED: Final = (LinkToTeam.SUPPORTED, LinkToTeam.FUNDED, LinkToTeam.AGREEMENT)


def silences(reading: Reading, day: date, last_visits: Mapping[str, str]) -> Few[Silence]:
    """Return the bodies not seen for three months, the longest silence first, then those never
    seen; `last_visits` gives the last day by body, those to come left out.
    """
    followed = Filter("link_to_team", "in", _FOLLOWED)
    since = months_after(day, -MONTHS).isoformat()
    found = [
        (last_visits.get(one.id, ""), one)
        for one in reading.pick(ListQuery("organisation", (followed,)), ("name",))
        if last_visits.get(one.id, "") < since
    ]
    found.sort(key=lambda pair: (not pair[0], pair[0]))
    shown = tuple(
        Silence(one.id, Said(brief(one.heading), "organisation", "name"), day_of(last))
        for last, one in found[:SHOWN]
    )
    return Few(shown, len(found))
