"""The entry of `carnet-server`: run one command, say what went wrong, answer a code."""

import sys
from collections.abc import Sequence

import click

from sync.server.cli.french import FrenchGroup
from sync.server.cli.keeping import backup, check_command, erase, restore_command, sweep_command
from sync.server.cli.members import people
from sync.server.cli.parking import parked
from sync.server.cli.peopling import devices, init, invite, revoke, unlock, wipe
from sync.server.cli.running import openapi_command, run, upgrade_command
from sync.server.cli.saying import TO_CORRECT, Trouble, Voice
from sync.server.cli.unsealing import sealed

_BUG, _STOPPED = 1, 130


@click.group("carnet-server", cls=FrenchGroup, help="Le serveur partagé du Carnet de quartier.")
def carnet_server() -> None:
    """Hold the commands."""


for _command in (
    init, run, invite, people, devices, revoke, wipe, unlock, backup, restore_command, erase,
    check_command, sweep_command, sealed, parked, upgrade_command, openapi_command,
):  # fmt: skip
    carnet_server.add_command(_command)


def main() -> None:
    """Run the command line of this process and leave with its code."""
    sys.exit(answer(sys.argv[1:]))


def answer(arguments: Sequence[str]) -> int:
    """Run one command; return 0, 2 (something to correct), 3 (not opened), 130 or 1 (a bug)."""
    voice = Voice("--json" in arguments)
    try:
        code = carnet_server.main(list(arguments), prog_name="carnet-server", standalone_mode=False)
    except Trouble as trouble:
        return voice.refuse(trouble)
    except click.ClickException as problem:
        return voice.refuse(_misread(problem))
    except (click.Abort, KeyboardInterrupt):
        return _STOPPED
    except Exception as bug:  # noqa: BLE001 - the last frame: a bug gets one sober sentence
        return voice.refuse(
            Trouble(
                f"Le logiciel a rencontré un défaut ({type(bug).__name__}). "
                "Ce qui était enregistré est intact.",
                "Signalez-le avec la commande que vous avez tapée.",
                _BUG,
            )
        )
    return code if isinstance(code, int) else 0


def _misread(problem: click.ClickException) -> Trouble:
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    path = context.command_path if context is not None else "carnet-server"
    return Trouble(
        f"La commande n’est pas comprise{_at_fault(problem)}. Rien n’a été fait.",
        f"Pour l’aide\u00a0: {path} --help",
        TO_CORRECT,
    )


def _at_fault(problem: click.ClickException) -> str:
    if isinstance(problem, click.BadParameter) and problem.param is not None:
        return f"\u00a0: voyez {problem.param.opts[-1]}"
    if isinstance(problem, click.NoSuchOption):
        return f"\u00a0: {problem.option_name} n’existe pas"
    return ""


if __name__ == "__main__":
    main()
