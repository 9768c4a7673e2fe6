"""Problems of the input, for people."""

from __future__ import annotations

from rich.text import Text

from penstock.cli.console import stderr
from penstock.cli.text import printable
from penstock.problem import InputError


def print_problems(error: InputError) -> None:
    """Each problem on stderr: where, what, and what to write instead on a line of its own."""
    console = stderr()
    count = len(error.problems)
    console.print(Text(f"{count} problem{'s' if count != 1 else ''} with the input", style="bold red"))
    for problem in error.problems:
        console.print(Text.assemble("  ", (printable(problem.where), "bold"), ": ", printable(problem.what)))
        for line in printable(problem.fix).splitlines():
            console.print(Text(f"      {line}", style="green"))
