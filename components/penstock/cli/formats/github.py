"""Workflow commands of GitHub Actions: each finding beside its line in the pull request's diff.

Source: docs.github.com, "Workflow commands for GitHub Actions"; how the runner reads them back: actions/runner,
`src/Runner.Common/ActionCommand.cs`. A step shows ten annotations of each level and drops the rest without a word, so the
gravest come first, and where there are more the tenth says how many. All are printed: the log keeps what is not shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from penstock.cli.text import printable
from penstock.cli.views.costs import headline
from penstock.cli.views.verdicts import verdict_headline

from .checked import Checked, Finding, Level

SHOWN: Final = 10
"""Annotations of each level that GitHub shows for a step."""

_COMMANDS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(result: Checked) -> str:
    """One command a line: the verdict and the money, then errors, warnings and notices."""
    summary = f"{verdict_headline(result.report).plain}\n{headline(result.estimate).plain}"
    return "\n".join([_command("notice", {"title": f"penstock {result.title}"}, summary), *_annotations(result)]) + "\n"


def _annotations(result: Checked) -> Iterator[str]:
    for level, name in _COMMANDS.items():
        commands = [_annotation(name, finding) for finding in result.told(level)]
        if level is Level.ERROR:
            title = {"title": "penstock: the provider refuses"}
            commands = [_command(name, title, printable(str(it))) for it in result.capture.problems] + commands
        room = SHOWN - (level is Level.NOTE)  # the first notice is the summary
        hidden = len(commands) - (room - 1)
        if hidden > 1:
            more = f"{hidden} more are not shown here: this step's log has them all"
            commands.insert(room - 1, _command(name, {"title": f"penstock {result.title}"}, more))
        yield from commands


def _annotation(name: str, finding: Finding) -> str:
    properties = {
        "file": finding.place.path,
        "line": str(finding.place.line),
        "title": f"{finding.rule}: {finding.resource}{f' and {len(finding.others)} more' if finding.others else ''}",
    }
    also = "".join(f"\nAlso {it.resource}, {it.place}" for it in finding.others)
    return _command(name, properties, f"{finding.why}{also}")


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
