"""Writes docs/cli.md from the commands themselves: `python -m penstock.cli.docs > docs/cli.md`."""

from __future__ import annotations

import click

from .main import cli


def cli_page() -> str:
    """The page: every command's own help text, at a fixed width."""
    parts = [
        "# Command line",
        "",
        "Generated from the commands (`python -m penstock.cli.docs > docs/cli.md`); a test holds it current.",
        "",
        "| exit status | meaning |",
        "| --- | --- |",
        "| 0 | clean |",
        "| 1 | a mandatory rule is violated, or undetermined (which fails closed) |",
        "| 2 | a problem with the input: all of them are listed on stderr, never a traceback |",
        "| 70 | a fault of Penstock itself |",
        "",
        "Results go to stdout; problems, notes and progress to stderr; colours only to a terminal (`NO_COLOR` is respected).",
    ]
    root = click.Context(cli, info_name="penstock", terminal_width=100, **cli.context_settings)
    parts += ["", "## penstock", "", "```text", cli.get_help(root), "```"]
    commands = {name: command for name in cli.list_commands(root) if (command := cli.get_command(root, name))}
    for name, command in commands.items():
        context = click.Context(command, info_name=name, parent=root, terminal_width=100)
        parts += ["", f"## penstock {name}", "", "```text", command.get_help(context), "```"]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    click.echo(cli_page(), nl=False)
