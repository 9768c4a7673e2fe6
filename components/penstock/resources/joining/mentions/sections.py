"""Settings in texts that are neither JSON nor YAML: blocks of lines, each a name and a value, of whatever tool.

`[OUTPUT]` and lines of two words (Fluent Bit), `s3 { region => "..." }` (Logstash), `<match **>` (Fluentd), `sink "s3" { region = "..." }`
(HCL). What stands in one block belongs together, as in a block of JSON; what is outside of every block is no setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from penstock.regex import regex

_OPENS: Final = regex(
    r"^\s*(?:\[+\s*([\w./\"'-]+)\s*\]+|<([a-z]\w*)\b[^>/]*>|([\w.-]+)(?:\s+\"[\w./-]+\")*\s*(?:=>|=|:)?\s*\{)\s*$",
    re.IGNORECASE,
)
_CLOSES: Final = regex(r"^\s*(?:\}[\s,;]*|</\w+>)\s*$")
_LINE: Final = regex(
    r"^\s*[\"']?@?([A-Za-z_][\w.-]{1,60})[\"']?\s*(?:=>|=|:|\s)\s*[\"']?([^\s\"',;{}]+)[\"']?\s*[,;]?\s*$"
)
_MOST_LINES: Final = 4000


def is_sectioned(text: str) -> bool:
    """Whether a text has blocks of settings: the quick question."""
    return (
        "\n" in text and not text.startswith("#!") and any(_OPENS.match(it) for it in text.splitlines()[:_MOST_LINES])
    )


def sections(text: str) -> Iterator[tuple[str, str, str]]:
    """(block, name, value) of each setting. A block that another of the same name follows is another block."""
    at: list[str] = []
    for number, line in enumerate(text.splitlines()[:_MOST_LINES]):
        if opened := _OPENS.match(line):
            name = next(it for it in opened.groups() if it).strip("\"'")
            at = [*([] if opened[1] else at), f"{name}{number}"]
        elif _CLOSES.match(line):
            at = at[:-1]
        elif at and (setting := _LINE.match(line)):
            yield ".".join(at), setting[1], setting[2]
