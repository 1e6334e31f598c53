"""The help pages that click writes itself, in French."""

import click


class _French(click.Command):
    """The sections of a help page."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that says how the command is used."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Usage\u00a0: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [record for param in self.get_params(ctx) if (record := _record(param, ctx))]
        with formatter.section("Options\u00a0"):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help page."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Affiche cette aide."
        return option


class FrenchCommand(_French):
    """A command."""


class FrenchGroup(_French, click.Group):
    """The commands together."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section("Commandes\u00a0"):
            formatter.write_dl(
                [
                    (name, self.commands[name].get_short_help_str(70))
                    for name in sorted(self.commands)
                ]
            )


def _record(param: click.Parameter, ctx: click.Context) -> tuple[str, str] | None:
    record = None if isinstance(param, click.Argument) else param.get_help_record(ctx)
    if record is None:
        return None
    return record[0], record[1].replace("[required]", "[obligatoire]").replace(
        "[default: ", "[par défaut\u00a0: "
    )
