"""Every expected failure has its sentence and its exit code."""

import re
from collections.abc import Iterator
from inspect import Parameter, signature

import pytest

from desktop.errors import BadInput, NotOpened, NotWritten, UserError


def _family(kind: type[UserError]) -> Iterator[type[UserError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _family(child)


def _ready_made() -> list[type[UserError]]:
    """Return those that speak without being told of what; the others are heard in their rooms."""
    needed = Parameter.empty
    return [
        kind
        for kind in _family(UserError)
        if all(
            one.default is not needed or one.kind is Parameter.VAR_POSITIONAL
            for one in signature(kind).parameters.values()
        )
    ]


@pytest.mark.parametrize("kind", _ready_made(), ids=lambda kind: kind.__name__)
def test_every_error_speaks_french_with_its_typography(kind: type[UserError]) -> None:
    error = kind()

    said = f"{error.sentence} {error.advice}"

    assert error.sentence.endswith(".")
    assert not re.search(r"[!·']|invalide|fatal| [:;?»]|« ", said)


@pytest.mark.parametrize(("kind", "code"), [(BadInput, 2), (NotOpened, 3), (NotWritten, 3)])
def test_exit_codes_are_those_of_the_command_line(kind: type[UserError], code: int) -> None:
    assert all(child.exit_code == code for child in _family(kind))


def test_a_sentence_of_the_occasion_comes_without_the_usual_advice() -> None:
    error = BadInput("Il manque la date.", "visited_on")

    assert (error.sentence, error.advice, error.field) == ("Il manque la date.", "", "visited_on")
    assert str(error) == "Il manque la date."
