"""Labels of placeholders: the text with the mark that a program sees, and the words for people.

The text is the mark and a digest of where the value comes from: it differs by that, and never by the run. The words are kept here by
that digest, so that a name such as `net-penstockunknownf4d3caddb3` is told, and matched by waivers and usage files, as `net-<zone 1>`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Final

from .marks import MARK

_DIGEST: Final = 10

_TOKEN: Final = re.compile(rf"(?i:{MARK})((?i:[0-9a-f]{{{_DIGEST}}}))")
_WHOLE: Final = re.compile(rf"(?:arn:)?((?i:{MARK})(?i:[0-9a-f]{{0,{_DIGEST}}}))(?::\1)*")

_words: Final[dict[str, str]] = {}
"""Digest -> words. Which words follow from what was digested, so nothing here differs from run to run."""

_OWN: Final = frozenset({"id", "ids", "name", "names"})
"""Fields of an answer that say no more than what was asked for: `getSubnets` has `ids`."""

_BARE: Final = frozenset(
    {"arn", "arns", "address", "data", "endpoint", "key", "state", "status", "type", "value", "values", "version"}
)
"""Words that say little without what they are of."""

_UNSAID: Final = frozenset({"caller identity", "client config", "outputs"})
"""What is asked for only for the sake of its fields."""

_SHORT: Final = {"availability zones": "zones", "zones": "zones"}


@dataclass(frozen=True, slots=True)
class Label:
    """Where a value that only the cloud knows comes from.

    Attributes:
        path: what tells it from any other: a URN and a property, a function and its arguments.
        what: in words, `security group ids`.
        of: the name of whose it is; empty for a function's answer.
    """

    path: tuple[str, ...]
    what: str = ""
    of: str = ""
    text: str = field(init=False, repr=False, compare=False, default="")

    def __post_init__(self) -> None:
        digest = hashlib.sha256("\0".join(self.path).encode()).hexdigest()[:_DIGEST]
        object.__setattr__(self, "text", f"{MARK}{digest}")
        _words[digest] = shown(f"{self.what} of {self.of}" if self.of else self.what or "unknown")

    def part(self, key: object) -> Label:
        """Of one element, by its index, or of one member, by its name."""
        path = (*self.path, str(key))
        if isinstance(key, int):
            return Label(path, f"{_one(self.what)} {key + 1}".lstrip(), self.of)
        name = _spoken(str(key))
        if name in _OWN and not self.of and self.what:
            return Label(path, self.what if name.endswith("s") else _one(self.what), self.of)
        said = name in _OWN | _BARE and self.what not in _UNSAID
        return Label(path, f"{_one(self.what)} {name}".lstrip() if said else name, self.of)


def of_resource(urn: str, name: str) -> Label:
    """Of an output of the resource: `arn of data`."""
    return Label((urn, name), _spoken(name), urn.split("::", 3)[-1])


def of_function(token: str, *asked: str) -> Label:
    """Of the answer of a function: `zones` of `aws:index/getAvailabilityZones:getAvailabilityZones`."""
    what = _spoken(token.rpartition(":")[2].removeprefix("get"))
    return Label((token, *asked), _SHORT.get(what, what))


def part_of(text: str, key: object) -> Label:
    """Of a part of the placeholder in `text`."""
    found = _TOKEN.search(text)
    return Label((text,), _words.get(found[1].casefold(), "") if found else "").part(key)


def is_whole(text: str) -> bool:
    """Whether there is a placeholder in `text` of which nothing is missing."""
    return _TOKEN.search(text) is not None


def shown(text: str) -> str:
    """`text` for a person: `<zone 1>`, or `<unknown>`, for each placeholder in it."""
    return _WHOLE.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    return f"<{_words.get(found[1][len(MARK) :].casefold(), 'unknown')}>"


def _spoken(name: str) -> str:
    """`securityGroupIds`, `security_group_ids` -> `security group ids`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ").strip().casefold()


def _one(words: str) -> str:
    """`subnet ids` -> `subnet id`."""
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    if words.endswith(("sses", "xes", "ches")):
        return words[:-2]
    return words[:-1] if words.endswith("s") and not words.endswith(("ss", "us")) else words
