"""In which order a form asks: what a choice brings up comes right after the choice."""

from collections.abc import Sequence

from sync.records.fields import FieldSpec


def in_form_order(fields: Sequence[FieldSpec]) -> list[FieldSpec]:
    """Return the fields with each section that hangs on a choice moved behind the choice's own.

    The choice itself opens its section.
    What is said whatever was chosen then ends the form, as « Ce que l’on décide » ends a note.
    """
    inside: dict[str, list[FieldSpec]] = {}
    for field in fields:
        inside.setdefault(field.about.section, []).append(field)
    homes = {title: _home(section, fields) for title, section in inside.items()}
    behind = {title: home for title, home in homes.items() if home and not homes[home]}
    # What several choices share comes after what a single one asks.
    brought = sorted(behind, key=lambda title: _choices(inside[title]))
    ordered = [
        each
        for title in inside
        if title not in behind
        for each in (title, *(late for late in brought if behind[late] == title))
    ]
    choices = {f.about.when.field for title in behind for f in inside[title] if f.about.when}
    # Stable: what decides the rest is asked first, the others keep their order.
    return [
        field
        for title in ordered
        for field in sorted(inside[title], key=lambda each: each.name not in choices)
    ]


def _home(section: Sequence[FieldSpec], fields: Sequence[FieldSpec]) -> str:
    """Return the section of the one choice that all of these fields hang on; "" for none."""
    choices = {field.about.when.field if field.about.when else "" for field in section}
    homes = {field.about.section for field in fields if field.name in choices}
    home = homes.pop() if len(choices) == len(homes) == 1 else ""
    return "" if home == section[0].about.section else home


def _choices(section: Sequence[FieldSpec]) -> int:
    return max(len(field.about.when.values) for field in section if field.about.when)
