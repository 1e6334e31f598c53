"""Short words to declare fields: who may read one, where it is shown, how it is merged."""

from dataclasses import replace
from typing import Annotated, Final, TypedDict, Unpack

from pydantic import Field
from pydantic.fields import FieldInfo

from sync.operations.rules import Rule
from sync.records.fields import About, Check, Kind, Sensitivity, Shown, Stage, When

LIST: Final = Shown.LIST
FORM: Final = Shown.FORM
DETAILS: Final = Shown.DETAILS
SYSTEM: Final = Shown.SYSTEM

LATEST: Final = Rule.LATEST
TEXT: Final = Rule.TEXT
SET: Final = Rule.SET
ITEMS: Final = Rule.ITEMS
PERSON: Final = Rule.PERSON

VALIDATE: Final = Stage.VALIDATE
LONG: Final = Kind.LONG_TEXT
MONEY: Final = Kind.MONEY
CODE: Final = Kind.CODE

# Generous on purpose: two people's lines add up, and a merge must never make a record unreadable.
MOST: Final = 500
MOST_CENTS: Final = 10**13

Link = Annotated[str, Field(max_length=36)]
Code = Annotated[str, Field(max_length=80)]


def said(title: str, description: str, max_length: int | None = None) -> FieldInfo:
    """Name a field and explain it, with the most characters (or values) that it may hold."""
    info: FieldInfo = Field(title=title, description=description, max_length=max_length)
    return info


def counted(title: str, description: str, *, ge: float, le: float) -> FieldInfo:
    """Name a number and explain it, with its bounds."""
    info: FieldInfo = Field(title=title, description=description, ge=ge, le=le)
    return info


def money(title: str, description: str) -> FieldInfo:
    """Name an amount in cents of euro and explain it."""
    return counted(title, description, ge=0, le=MOST_CENTS)


class More(TypedDict, total=False):
    """What only some fields say of themselves; see `About`."""

    searched: bool
    personal: bool
    stage: Stage
    kind: Kind
    list_name: str
    target: tuple[str, ...]
    check: Check
    when: When
    private: bool
    unit: str
    width: int


def public(section: str, shown: Shown, merge: Rule, **more: Unpack[More]) -> About:
    """Declare a field that may leave the team once its record is shareable and validated."""
    return replace(_about(Sensitivity.PUBLIC, section, shown, merge), **more)


def internal(section: str, shown: Shown, merge: Rule, **more: Unpack[More]) -> About:
    """Declare a field that stays in the team."""
    return replace(_about(Sensitivity.INTERNAL, section, shown, merge), **more)


def confidential(section: str, shown: Shown, merge: Rule, **more: Unpack[More]) -> About:
    """Declare a field read by the few who need it."""
    return replace(_about(Sensitivity.CONFIDENTIAL, section, shown, merge), **more)


def never(section: str, shown: Shown, merge: Rule, **more: Unpack[More]) -> About:
    """Declare a field that no export may hold."""
    return replace(_about(Sensitivity.NEVER_EXPORTED, section, shown, merge), **more)


def in_line(sensitivity: Sensitivity, merge: Rule, **more: Unpack[More]) -> About:
    """Declare a field of an item: it belongs to the section of the field that holds the lines."""
    return replace(_about(sensitivity, "", FORM, merge), **more)


def _about(sensitivity: Sensitivity, section: str, shown: Shown, merge: Rule) -> About:
    return About(
        section=section,
        shown=shown,
        searched=False,
        sensitivity=sensitivity,
        personal=False,
        merge=merge,
    )
