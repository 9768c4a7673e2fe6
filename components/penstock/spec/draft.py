"""Raw values on their way to a model: every value that it refuses is told once, in this project's words, then replaced by the field's own
example (or left to its default), until the model accepts the rest. A stack file and a call in Python go the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .explain import explain, is_noise, unknown_key
from .fields import example_at, null_says_something
from .finding import Finding, Path, holds
from .lines import Lines
from .shape import Shape
from .types import BadValueError, example_text, show

_DEEPEST = 12
"""The models are six levels deep; what lies deeper is refused as a whole, even when it holds itself."""

M = TypeVar("M", bound=Shape)


class SpentError(Exception):
    """Nothing sound is left to put in the place of what was refused: the whole is."""


class Draft(Generic[M]):
    """The raw data on its way to what the model `root`, a part of `whole`, accepts; what was replaced is kept as `tainted` paths."""

    def __init__(self, data: dict[str, Any], root: type[M], whole: type[Shape]) -> None:
        self.data: Any = data
        self._root, self._whole = root, whole
        self.findings: list[Finding] = []
        self.tainted: list[Path] = []
        self.renamed: dict[Path, str] = {}

    def accepted(self) -> M:
        """The models' view of the data, with every refusal told and repaired. Each round replaces something, and nothing twice."""
        while True:
            try:
                return self._root.validated(self.data)
            except ValidationError as refusal:
                errors = refusal.errors(include_url=False)
            for error in errors:
                if error["type"] == "extra_forbidden":
                    self._unknown_key(tuple(error["loc"]))
            for error in errors:
                if error["type"] != "extra_forbidden" and not is_noise(error):
                    self._refused(error)

    def read_text(self, lines: Lines) -> None:
        """What only the file's text shows: a key given twice, a key left empty where null means something."""
        for path, first, later in lines.repeated_keys():
            what = f"given twice, at lines {first} and {later}: one of the two would be ignored without a word"
            self.findings.append(Finding(path, what, "remove one of them"))
        for path in lines.empty_keys():
            if null_says_something(path, self._root):
                example = example_text(example_at(path, self._root))
                fix = f"write {path[-1]}: null if that is meant, or for example {path[-1]}: {example}"
                self.refuse(Finding(path, "empty, which reads as null: what is dangerous must be written out", fix))

    def refuse(self, finding: Finding) -> None:
        """Tell it, unless it is about something that was replaced before, and replace the value."""
        if not any(holds(bad, finding.path) for bad in self.tainted):
            self.findings.append(finding)
        self._replace(finding.path)

    def sound(self, findings: Iterable[Finding]) -> list[Finding]:
        """Those that rest on no replaced value."""
        return [
            finding
            for finding in findings
            if not any(holds(bad, path) for path in (finding.path, *finding.because) for bad in self.tainted)
        ]

    def _refused(self, error: ErrorDetails) -> None:
        path = tuple(error["loc"])
        if error["type"] == "missing" and path in self.renamed:
            return
        self.refuse(explain(error, self._root))
        wrong = error.get("ctx", {}).get("error")
        for key in wrong.others if isinstance(wrong, BadValueError) else ():
            self._at(path).pop(key, None)
            self.tainted.append((*path, key))

    def _unknown_key(self, path: Path) -> None:
        holder, key = self._at(path[:-1]), path[-1]
        finding, meant = unknown_key(path, [name for name in holder if name != key], self._root, self._whole)
        self.findings.append(finding)
        value = holder.pop(key)
        if meant:
            holder[meant] = value
            self.renamed[*path[:-1], meant] = str(key)

    def _replace(self, path: Path) -> None:
        """Put something sound at `path`; at what holds it, when that was done before."""
        while path and path in self.tainted:
            path = path[:-1]
        if not path:
            raise SpentError
        self.tainted.append(path)
        example = example_at(path, self._root)
        holder = self._at(path[:-1])
        if example is not None:
            holder[path[-1]] = _copy(example)
        else:
            holder.pop(path[-1], None)

    def _at(self, path: Path) -> Any:
        found = self.data
        for part in path:
            found = found[part]
        return found


def refusals(root: type[Shape], given: Mapping[str, Any], whole: type[Shape]) -> list[Finding]:
    """What `root`, a part of `whole`, refuses of these values, in their order."""
    draft = Draft(plain(cast("Mapping[object, Any]", given)), root, whole)
    with suppress(SpentError):
        draft.accepted()
    order = [*given]
    return sorted(
        draft.findings, key=lambda it: order.index(str(it.path[0])) if it.path and it.path[0] in order else len(order)
    )


def plain(value: Mapping[object, Any]) -> dict[str, Any]:
    """A copy to work on: text for every key (YAML reads `on:` as true), and no deeper than needed."""
    return cast("dict[str, Any]", _copy(value))


def _copy(value: Any, depth: int = 0) -> Any:
    if depth == _DEEPEST:
        return value
    if isinstance(value, Mapping):
        pairs = cast("Mapping[object, Any]", value).items()
        return {key if isinstance(key, str) else show(key): _copy(item, depth + 1) for key, item in pairs}
    if isinstance(value, list | tuple):
        return [_copy(item, depth + 1) for item in cast("Sequence[Any]", value)]
    return value
