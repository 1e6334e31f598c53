"""What each quick form asks first; everything else is folded, as the records declare it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from desktop.ui.forms.section_grid import Rows


@dataclass(frozen=True, slots=True)
class Essentials:
    """The rows shown at once, and what the form does with some of its fields.

    `pins` can be kept for the next form, `today` is filled in with the day, `told` is the long
    text that the person concerned may read, `promise` and `promise_on` make a task.
    """

    rows: Rows
    pins: tuple[str, ...]
    today: str
    told: str
    promise: str = ""
    promise_on: str = ""


# The one-minute mode of a visit, then what is asked of an idea and of an observation to be saved.
ESSENTIALS: Mapping[str, Essentials] = MappingProxyType(
    {
        "visit": Essentials(
            rows=(
                (("organisation", 6),),
                (("visited_on", 2), ("time", 1), ("visit_type", 3)),
                (("facts", 6),),
                (("alert", 6),),
                (("next_step", 4), ("next_visit_on", 2)),
            ),
            pins=("visit_type", "territory", "mode", "place", "people_present"),
            today="visited_on",
            told="facts",
            promise="next_step",
            promise_on="next_visit_on",
        ),
        "observation": Essentials(
            rows=(
                (("nature", 6),),
                (("theme", 3), ("observed_on", 3)),
                (("place", 3), ("territory", 3)),
                (("facts", 6),),
                (("how_often", 3), ("told_by_count", 3)),
            ),
            pins=("theme", "place", "territory", "collection", "known_place", "walk"),
            today="observed_on",
            told="facts",
        ),
        "idea": Essentials(
            rows=(
                (("title", 6),),
                (("summary", 6),),
                (("territory", 3), ("origin_of_idea", 3)),
                (("theme", 3), ("heard_on", 3)),
                (("need", 6),),
                (("next_step", 4), ("next_step_on", 2)),
            ),
            pins=("territory", "origin_of_idea", "theme"),
            today="heard_on",
            told="need",
            promise="next_step",
            promise_on="next_step_on",
        ),
    }
)
