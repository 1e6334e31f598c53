"""The values of cells and figures as JSON holds them, for the registry."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from desktop.export.content import As, Figure, Hidden, Typed, Value


def kept(value: Value) -> Any:
    """Return a value as JSON: days, hidden counts and typed values say what they are."""
    match value:
        case Hidden():
            return {"hidden": value.value}
        case Typed():
            return {"typed": [kept(value.value), value.held.value, value.people]}
        case date():
            return {"day": value.isoformat()}
    return value


def value_of(told: Any) -> Value:
    """Return the value that was kept."""
    match told:
        case {"hidden": str(text)}:
            return Hidden(text)
        case {"typed": [inner, held, people]}:
            value = value_of(inner)
            assert not isinstance(value, Typed)
            return Typed(value, As(held), people)
        case {"day": str(text)}:
            return date.fromisoformat(text)
    assert told is None or isinstance(told, str | int | float | bool)
    return told


def kept_figure(figure: Figure) -> Mapping[str, Any]:
    """Return a figure of the preview as JSON."""
    return {"what": figure.what, "value": kept(figure.value), "held": figure.held.value}


def figure_of(told: Mapping[str, Any]) -> Figure:
    """Return the figure that was kept."""
    return Figure(told["what"], value_of(told["value"]), As(told["held"]))
