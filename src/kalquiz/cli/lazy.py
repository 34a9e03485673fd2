"""A group of commands that are imported when they are called, so that `kalquiz --help` pays for none of them."""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click


class Lazy(NamedTuple):
    """A command that is not imported yet: its module in `kalquiz.cli`, and the line that lists it."""

    module: str
    line: str


class LazyGroup(click.Group):
    """A group whose commands are named in a table; in its module each stands under its own name."""

    lazy: Mapping[str, Lazy] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        """The command, imported now."""
        if cmd_name not in self.lazy:
            return None
        found = getattr(import_module(f"kalquiz.cli.{self.lazy[cmd_name].module}"), cmd_name)
        if not isinstance(found, click.Command):
            raise TypeError(f"{cmd_name} is not a command.")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that a line names.

        Raises:
            click.UsageError: there is none of this name; it says which may be meant.
        """
        name = args[0]
        if name not in self.lazy and not name.startswith("-") and not ctx.resilient_parsing:
            from kalquiz.bank.explain import did_you_mean

            hint = did_you_mean(name, self.lazy) or f"`{ctx.command_path} --help` lists them."
            raise click.UsageError(f"There is no command `{name}`. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """List the commands by their lines alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.line) for name, command in self.lazy.items()])
