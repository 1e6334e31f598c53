"""The steps that histories are made of, and how hypothesis draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hypothesis import strategies as st

from tests.simulation.falling import Fault, Trouble


class Deed(StrEnum):
    """What is done in one step."""

    NOTHING = "nothing"
    ADD = "add"
    EDIT = "edit"
    DELETE = "delete"
    RESTORE = "restore"
    UNDO = "undo"
    RESOLVE = "resolve"
    ATTACH = "attach"
    SYNC = "sync"
    USB = "usb"
    BACK_UP = "back_up"
    GO_BACK = "go_back"
    CLONE = "clone"
    COPY_SERVER = "copy_server"
    SERVER_GOES_BACK = "server_goes_back"
    SERVER_LOSES = "server_loses"
    SET_CLOCK = "set_clock"
    REVOKE = "revoke"
    WIPE = "wipe"
    ERASE = "erase"
    FORGE = "forge"
    NEWER = "newer"


LIKELY: Final = (
    *(Deed.EDIT,) * 10,
    *(Deed.SYNC,) * 10,
    *(Deed.DELETE,) * 2,
    *Deed,
)
"""What is drawn, the frequent ones several times; the simplest first, to which one shrinks."""


@dataclass(frozen=True, slots=True)
class Step:
    """A deed of one of the laptops, on one of the things there are, in one of the ways there are.

    The numbers are taken modulo what there is when the step is played, so that any part of a
    history is a history too.
    """

    deed: Deed
    who: int = 0
    what: int = 0
    how: int = 0
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The laptops that take part, how many operations a page holds (0: as in life), and the steps.

    ``seed`` fixes the ids.
    """

    laptops: tuple[int, ...]
    page: int
    steps: tuple[Step, ...]
    seed: int = 0

    def __str__(self) -> str:
        """Write it so that it can be read, and pasted into a test."""
        lines = "".join(f"\n        {_written(step)}," for step in self.steps)
        return f"History({self.laptops}, {self.page}, ({lines}\n    ), {self.seed})"


_TURNS: Final = 5
_GROUPS: Final = ((0, 2), (0, 2), (0, 1), (0, 2, 3), (0, 1, 2), (0, 1, 2, 3), (0, 1, 2, 3, 4))
_PAGES: Final = (0, 0, 1, 2, 3)


def histories(
    most: int = 12, deeds: Sequence[Deed] = LIKELY, troubles: Sequence[Trouble] = tuple(Trouble)
) -> st.SearchStrategy[History]:
    """Draw histories of so many steps, some of which shrink to nothing."""
    return st.builds(
        History,
        st.sampled_from(_GROUPS),
        st.sampled_from(_PAGES),
        st.lists(_steps(deeds, troubles), min_size=most, max_size=most).map(_without_nothing),
        st.integers(0, 2**16),
    )


def _steps(deeds: Sequence[Deed], troubles: Sequence[Trouble]) -> st.SearchStrategy[Step]:
    faults = [Fault(trouble, turn) for turn in range(1, _TURNS + 1) for trouble in troubles]
    return st.builds(
        Step,
        st.sampled_from((Deed.NOTHING, *deeds)),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 7),
        st.sampled_from([*(None,) * (3 * len(faults) or 1), *faults]),
    )


def _without_nothing(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.deed is not Deed.NOTHING)


def _written(step: Step) -> str:
    numbers = f"Deed.{step.deed.name}, {step.who}, {step.what}, {step.how}"
    if step.fault is None:
        return f"Step({numbers})"
    return f"Step({numbers}, Fault(Trouble.{step.fault.trouble.name}, {step.fault.turn}))"
