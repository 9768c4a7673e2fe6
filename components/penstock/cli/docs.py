"""Writes docs/cli.md from the commands themselves: `python -m penstock.cli.docs > docs/cli.md`."""

from __future__ import annotations

from collections.abc import Iterator

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
        "| 1 | a mandatory rule is violated, or undetermined (which fails closed); or live prices were held back |",
        "| 2 | a problem with the input: all of them are listed on stderr, never a traceback |",
        "| 70 | a fault of Penstock itself |",
        "| 141 | the reader of stdout went away, as `head` does, before all was said |",
        "",
        "Results go to stdout; problems, notes and progress to stderr; colours only to a terminal (`NO_COLOR` is respected).",
    ]
    root = click.Context(cli, info_name="penstock", terminal_width=100, **cli.context_settings)
    parts += ["", "## penstock", "", "```text", cli.get_help(root), "```"]
    for name, command in _commands(cli, root):
        parts += [*_section(name, command, root)]
    return "\n".join(parts) + "\n"


def _commands(group: click.Group, context: click.Context) -> list[tuple[str, click.Command]]:
    return [(name, command) for name in group.list_commands(context) if (command := group.get_command(context, name))]


def _section(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100)
    yield from ("", f"## {context.command_path}", "", "```text", command.get_help(context), "```")
    if isinstance(command, click.Group):
        for inner, found in _commands(command, context):
            yield from _section(inner, found, context)


if __name__ == "__main__":
    click.echo(cli_page(), nl=False)
