"""A way past the rules: what it tries and what answers it, read from its program; and the page of them all.

The page: `python tests/evasion/way.py > docs/evasion.md`. Each program in `ways/<cloud>/` says in its docstring, after a first
line and any further words, what must be found in it, one line each:

    Config: KEY=VALUE                       config of the stack beside the cloud's region
    Answer: RULE fail|undetermined RESOURCE  this rule says so of the resource of that name, and the deployment stops
    Not caught: WHY                         instead of answers: nothing stops it, and why nothing can in reason
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from penstock_policies import RULES, Enforcement

WAYS: Final = Path(__file__).with_name("ways")

_LEVELS: Final = {rule.name: rule.enforcement for rule in RULES}

CLOUDS: Final = {"aws": "AWS", "gcp": "Google Cloud", "azure": "Azure"}
"""Folder -> the cloud's name for people."""

_INTRODUCTION: Final = """\
# Ways past the rules

<!-- Generated: python tests/evasion/way.py > docs/evasion.md -->

Programs that try to get an accelerator past the rules, or bytes across a region or out to the internet, each in
`tests/evasion/ways/`. A test runs every one as `penstock check --profile production` does, and holds this page to what it finds:
the rules named here speak against that very resource, and stop the deployment. `undetermined` means that the value is not in the
program, and that the rule does not pass what it cannot know. A finding of anything else, such as a missing tag, does not count.

Without a profile fewer rules block: size, money and data that leaves its region. What only another rule answers, such as how a
machine is bought or that nothing ends it, is told as advice there, and counts as caught in `production` alone.

A way that nothing answers stays in the list, with the reason; the test fails when it begins to be caught.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One rule's word against the resource of this name: `fail` or `undetermined`."""

    rule: str
    outcome: str
    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One program. `answers` is empty for one that is not caught, and then `reason` says why."""

    file: Path
    tries: str
    answers: tuple[Answer, ...]
    reason: str
    config: tuple[str, ...]

    @property
    def caught_by_default(self) -> bool:
        """Whether a rule that blocks without settings answers it."""
        return any(_LEVELS[answer.rule] is Enforcement.MANDATORY for answer in self.answers)

    @property
    def cloud(self) -> str:
        """The folder's name: `aws`, `gcp` or `azure`."""
        return self.file.parent.name

    @property
    def name(self) -> str:
        """The file's name, without its ending."""
        return self.file.stem


def ways(*clouds: str) -> Sequence[Way]:
    """The ways of these clouds, by name; of all when none is given."""
    return [_read(file) for cloud in clouds or CLOUDS for file in sorted((WAYS / cloud).glob("*.py"))]


def _read(file: Path) -> Way:
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    said: dict[str, list[str]] = {"Config": [], "Answer": [], "Not caught": []}
    for line in text.splitlines():
        key, separator, value = line.partition(": ")
        if separator and key in said:
            said[key].append(value)
    answers = tuple(Answer(*line.split(" ", 2)) for line in said["Answer"])
    reason = " ".join(said["Not caught"])
    if bool(answers) == bool(reason):
        raise ValueError(f"{file}: write `Answer: RULE OUTCOME RESOURCE`, or else `Not caught: WHY`")
    return Way(file=file, tries=text.partition("\n\n")[0], answers=answers, reason=reason, config=tuple(said["Config"]))


def page(found: Sequence[Way]) -> str:
    """The page, as Markdown: the totals, then a table for each cloud."""
    totals = [
        "| cloud | ways | caught in `production` | share | caught without settings | share |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *(_total(name, [way for way in found if way.cloud == cloud]) for cloud, name in CLOUDS.items()),
        _total("all", found),
    ]
    return "\n".join([_INTRODUCTION, *totals, *(line for cloud in CLOUDS for line in _table(cloud, found))]) + "\n"


def _total(name: str, found: Sequence[Way]) -> str:
    cells = [f"| {name} | {len(found)} |"]
    for caught in (sum(bool(way.answers) for way in found), sum(way.caught_by_default for way in found)):
        cells.append(f"{caught} | {caught / len(found):.0%} |")
    return " ".join(cells)


def _table(cloud: str, found: Iterable[Way]) -> Iterable[str]:
    yield f"\n## {CLOUDS[cloud]}\n\n| way | what it tries | what answers |\n| --- | --- | --- |"
    for way in found:
        if way.cloud == cloud:
            yield f"| [{way.name}](../tests/evasion/ways/{cloud}/{way.name}.py) | {_cell(way.tries)} | {_answer(way)} |"


def _answer(way: Way) -> str:
    if way.reason:
        return f"**nothing**: {_cell(way.reason)}"
    return ", ".join(f"{answer.rule}: {answer.outcome}" for answer in way.answers)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page(ways()))
