"""The entry of the command line: run one command, say what went wrong, answer a code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from desktop.cli.french import explained, field_at_fault, help_asked
from desktop.cli.output import note, note_error, safe
from desktop.cli.root import carnet
from desktop.cli.session import Session
from desktop.errors import UserError

BUG, BAD_INPUT, STOPPED = 1, 2, 130


def main() -> None:
    """Run the command line of this process and leave with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; return 0, 2 (something to correct), 3 (not opened), 130 or 1 (a bug)."""
    _speak_utf8()
    session = Session()
    try:
        answer = carnet.main(
            list(arguments), prog_name="carnet", standalone_mode=False, obj=session
        )
    except click.ClickException as problem:
        session.as_json |= _asks_json(arguments)
        return _refuse(session, problem)
    except click.Abort as stop:
        return _stop(stop)
    except UserError as problem:
        return _tell(session, problem)
    except SystemExit:
        # What click makes, and of nothing else, of a reader that has gone (`carnet list … | head`).
        return _unheard()
    except Exception as bug:  # noqa: BLE001 - the last frame: a bug gets one sober sentence
        return _report(session, bug)
    return answer if isinstance(answer, int) else 0


def _speak_utf8() -> None:
    """Write UTF-8 to other programs; on a terminal keep its letters and never fail on one."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a real stream has it
        else:
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]


def _asks_json(arguments: Sequence[str]) -> bool:
    """Tell whether JSON is asked anywhere: a refused line was not read to its end."""
    return any(argument.partition("=")[0] == "--json" for argument in arguments)


def _unheard() -> int:
    """Return 0, with what is still to be written going nowhere: nobody reads it."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _refuse(session: Session, problem: click.ClickException) -> int:
    if help_asked(problem):
        note(problem.message)
        return BAD_INPUT
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    path = context.command_path if context is not None else "carnet"
    advice = f"Pour l’aide\u00a0: {path} --help"
    _say(session, explained(problem), advice, field_at_fault(problem))
    return BAD_INPUT


def _stop(stop: click.Abort) -> int:
    if isinstance(stop.__cause__, EOFError):
        note("La réponse n’est pas venue. Rien n’a été modifié.")
        return BAD_INPUT
    note("\nArrêté à votre demande\u00a0: rien n’a été enregistré à moitié.")
    return STOPPED


def _tell(session: Session, problem: UserError) -> int:
    findings = getattr(problem, "findings", ())
    blocking = [finding for finding in findings if finding.blocking]
    if not blocking:
        _say(session, problem.sentence, problem.advice, getattr(problem, "field", ""))
    for finding in blocking:
        _say(session, finding.sentence, field=finding.field)
    return problem.exit_code


def _say(session: Session, sentence: str, advice: str = "", field: str = "") -> None:
    if session.as_json:
        note_error(sentence, field=field, advice=advice)
        return
    note(safe(sentence, lines=True))
    if advice:
        note(safe(advice))


def _report(session: Session, bug: Exception) -> int:
    from desktop.cli.bugs import write_down
    from desktop.services.refusals import understood

    expected = understood(bug)
    if expected is not None:
        return _tell(session, expected)
    place = write_down(bug)
    kept = f" Les détails techniques sont dans {place}." if place else ""
    _say(
        session,
        "Le logiciel a rencontré un problème qui n’est pas de votre fait. "
        f"Ce qui était enregistré est intact.{kept}",
        "Transmettez ce fichier à la personne qui suit le logiciel\u00a0: il ne contient aucune "
        "fiche."
        if place
        else "",
    )
    return BUG


if __name__ == "__main__":
    main()
