"""Say things to whoever looks after the server, in French or in JSON."""

from dataclasses import dataclass
from datetime import datetime

import click
import orjson

from sync.server.admission import plain_name

TO_CORRECT, NOT_OPENED = 2, 3


class Trouble(Exception):  # noqa: N818 - named after what happened
    """Say what happened and what to do: a French sentence, and the code to leave with."""

    def __init__(self, sentence: str, advice: str = "", code: int = TO_CORRECT) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice
        self.code = code


@dataclass(frozen=True, slots=True)
class Voice:
    """How a command speaks."""

    as_json: bool

    def say(self, said: dict[str, object], *lines: str) -> None:
        """Say something: its parts for a program, its lines for a person."""
        if self.as_json:
            click.echo(orjson.dumps(said).decode())
        else:
            for line in lines:
                click.echo(line)

    def refuse(self, trouble: Trouble) -> int:
        """Say what cannot be done."""
        said = {"error": trouble.sentence, "advice": trouble.advice, "code": trouble.code}
        if self.as_json:
            click.echo(orjson.dumps(said).decode(), err=True)
        else:
            click.echo(trouble.sentence, err=True)
            if trouble.advice:
                click.echo(trouble.advice, err=True)
        return trouble.code


def moment(ms: int) -> str:
    """Write a moment in the time of this computer."""
    at = datetime.fromtimestamp(ms / 1000).astimezone()
    return at.strftime("%d/%m/%Y à %H:%M")


def name(text: str, what: str) -> str:
    """Return a name that can be kept; raises Trouble for an empty or a long one."""
    kept = plain_name(text)
    if not 1 <= len(kept) <= 200:
        raise Trouble(f"{what} doit compter de 1 à 200 caractères.")
    return kept
