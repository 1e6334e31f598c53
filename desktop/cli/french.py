"""The texts that click writes itself, in French: help pages and refusals."""

import importlib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

_METAVARS = {"text": "TEXTE", "integer": "NOMBRE", "path": "CHEMIN"}


class Option(click.Option):
    """An option whose help says in French that it is compulsory."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        """Return what stands between brackets after the help sentence."""
        extra = super().get_help_extra(ctx)
        if self.required:
            extra["required"] = "obligatoire"
        return extra

    def make_metavar(self, ctx: click.Context) -> str:  # noqa: ARG002 - signature of click
        """Return the word that stands for the value."""
        return self.metavar or _METAVARS.get(self.type.name, self.type.name.upper())


class _French(click.Command):
    """The sections of a help page, and the refusal of what is left over."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that says how the command is used."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Usage\u00a0: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [
            record
            for param in self.get_params(ctx)
            if not isinstance(param, click.Argument)
            and (record := param.get_help_record(ctx)) is not None
        ]
        if records:
            with formatter.section("Options\u00a0"):
                formatter.write_dl(records)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave the arguments to the help sentence of the command."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help page."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Affiche cette aide."
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; refuse in French those that are one too many."""
        group = isinstance(self, click.Group)
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not group and not ctx.resilient_parsing:
            raise click.UsageError(f"«\u00a0{' '.join(rest)}\u00a0» est en trop.", ctx)
        return rest


class Command(_French):
    """A command; `common` options are those that every command takes."""

    common: Callable[[], list[click.Parameter]] = staticmethod(list)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPTIONS]")
        super().__init__(*args, **kwargs)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters, then the common ones it does not redefine."""
        own = super().get_params(ctx)
        taken = {name for param in own for name in param.opts}
        rest = [param for param in self.common() if not taken & set(param.opts)]
        return [*own[:-1], *rest, *own[-1:]]


class Group(Command, click.Group):
    """A command with commands of its own, each read from its module when it is called."""

    command_class = Command

    def __init__(self, *args: Any, modules: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "COMMANDE [ARGUMENTS]…")
        super().__init__(*args, **kwargs)
        self._modules = dict(modules or {})

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - of click
        """Return the names in the order of their declaration, which follows the work."""
        return [*self._modules, *(name for name in self.commands if name not in self._modules)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its module read now if it was not yet."""
        if cmd_name in self._modules and cmd_name not in self.commands:
            module = importlib.import_module(self._modules[cmd_name])
            self.add_command(getattr(module, f"{cmd_name.replace('-', '_')}_command"), cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; refuse in French, naming the nearest one."""
        if self.get_command(ctx, args[0]) is None:
            near = _nearest(args[0], self.list_commands(ctx))
            raise click.UsageError(f"La commande «\u00a0{args[0]}\u00a0» n’existe pas.{near}", ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands and their first sentences."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(90)) for name, command in found if command]
        with formatter.section("Commandes\u00a0"):
            formatter.write_dl(rows)


def explained(problem: click.ClickException) -> str:
    """Return what click refuses, as a French sentence."""
    if isinstance(problem, click.NoSuchOption):
        near = _nearest(problem.option_name, problem.possibilities or _options(problem.ctx))
        return f"L’option «\u00a0{problem.option_name}\u00a0» n’existe pas.{near}"
    if isinstance(problem, click.MissingParameter):
        return f"Il manque {_called(problem.param, problem.ctx)}."
    if isinstance(problem, click.BadParameter):
        called = _called(problem.param, problem.ctx)
        return f"{called[:1].upper()}{called[1:]}\u00a0: {problem.message}"
    if isinstance(problem, click.BadOptionUsage):
        extra = "n’attend pas" if "take a value" in problem.message else "attend"
        return f"L’option «\u00a0{problem.option_name}\u00a0» {extra} une valeur."
    return problem.message


def field_at_fault(problem: click.ClickException) -> str:
    """Return the name of the option or argument that is refused, or "" when none is alone."""
    if isinstance(problem, click.NoSuchOption | click.BadOptionUsage):
        return problem.option_name.lstrip("-")
    param = problem.param if isinstance(problem, click.BadParameter) else None
    if param is None:
        return ""
    option = isinstance(param, click.Option)
    return param.opts[0].lstrip("-") if option else param.name or ""


def help_asked(problem: click.ClickException) -> bool:
    """Tell whether the refusal only says that a command of several was given alone."""
    return isinstance(problem, NoArgsIsHelpError)


def _called(param: click.Parameter | None, ctx: click.Context | None) -> str:
    if param is None or ctx is None:
        return "une valeur"
    if isinstance(param, click.Option):
        return f"l’option «\u00a0{param.opts[0]}\u00a0»"
    return param.make_metavar(ctx).strip("[]").rstrip("…")


def _options(ctx: click.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [name for param in ctx.command.get_params(ctx) for name in param.opts]


def _nearest(word: str, known: list[str]) -> str:
    found = get_close_matches(word, known, n=1)
    return f" Vouliez-vous «\u00a0{found[0]}\u00a0»\u00a0?" if found else ""
