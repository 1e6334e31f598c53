"""The sheets of a workbook with what proves them: each module of a workbook makes one part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from desktop.export.content import Check, Content, LeftOut, Remark, Sheet, Sum


@dataclass(frozen=True, slots=True)
class Part:
    """Some sheets, what is counted twice, what is not here, what is to correct."""

    sheets: tuple[Sheet, ...]
    checks: tuple[Check, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()
    sums: tuple[Sum, ...] = ()


def put_together(content: Content, parts: Sequence[Part]) -> Content:
    """Return a content followed by the parts, in their order; nothing left out is said if 0."""
    left_out = chain(content.left_out, *(part.left_out for part in parts))
    return replace(
        content,
        sheets=(*content.sheets, *chain.from_iterable(part.sheets for part in parts)),
        checks=(*content.checks, *chain.from_iterable(part.checks for part in parts)),
        left_out=tuple(each for each in left_out if each.count),
        remarks=(*content.remarks, *chain.from_iterable(part.remarks for part in parts)),
        sums=(*content.sums, *chain.from_iterable(part.sums for part in parts)),
    )
