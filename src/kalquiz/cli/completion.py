"""`kalquiz completion`."""

import click

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the lines that let SHELL complete commands, options, banks and tags.

    bash, in ~/.bashrc:  eval "$(kalquiz completion bash)"

    zsh, in ~/.zshrc, after compinit:  eval "$(kalquiz completion zsh)"

    fish, once:  kalquiz completion fish > ~/.config/fish/completions/kalquiz.fish
    """
    from click.shell_completion import BashComplete, FishComplete, ZshComplete

    from kalquiz.cli.main import commands

    shells = dict(zip(SHELLS, (BashComplete, ZshComplete, FishComplete), strict=True))
    # Not `source()`: it starts bash to look at its version, and this may be run with another one at hand.
    found = shells[shell](commands, {}, "kalquiz", "_KALQUIZ_COMPLETE")
    click.echo(found.source_template % found.source_vars())
