"""`make demo`: the main job over every stack file, then one program that must be blocked.

Run from the project's folder. Exit status 0 when each stack is clean and the bad program is blocked.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from rich.rule import Rule

from .console import stdout
from .main import EXIT_VIOLATION, main

_BLOCKED: Final = Path("examples/blocked")
_PROFILE: Final = ("--profile", "production")
"""What our own stacks are held to: every rule blocks."""


def demo() -> int:
    """Show each stack, then the blocked program; 1 if any of them did not come out as it must."""
    console = stdout()
    stacks = sorted(path.name.split(".")[1] for path in Path("stacks").glob("Pulumi.*.yaml"))
    expected = [((".", "--stack", stack, *_PROFILE), 0) for stack in stacks]
    expected.append(((str(_BLOCKED), "--stack", "prod", *_PROFILE), EXIT_VIOLATION))
    wrong: list[str] = []
    for arguments, status in expected:
        command = ["check", *arguments]
        console.print(Rule(f"penstock {' '.join(command)}", align="left", style="cyan"))
        sys.stdout.flush()
        got = main(command)
        if got != status:
            wrong.append(f"penstock {' '.join(command)}: exit status {got}, expected {status}")
    console.print(Rule("summary", align="left", style="cyan"))
    console.print(
        f"{len(stacks)} stacks checked: {', '.join(stacks)}. The program in {_BLOCKED} was blocked, as it must be."
    )
    for line in wrong:
        console.print(f"NOT AS EXPECTED: {line}", style="bold red")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(demo())
