"""Reads `penstock:environment` and reports everything that is wrong with it in one run.

The models check the file; each value they refuse is told once, then replaced by the field's own example (or left to its default),
until they accept the rest. What the values mean together is then checked too, and only what rests on no replaced value is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path as File
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from penstock.catalog import Catalog
from penstock.problem import InputError, Problem

from .checks import environment_findings
from .clouds import CLOUDS
from .explain import explain, is_noise, unknown_key
from .fields import example_at, null_says_something
from .finding import REGION, Finding, Path, holds, path_text
from .lines import CONFIG_KEY, Lines
from .model import Environment
from .types import BadValueError, example_text, show

_DEEPEST = 12
"""The models are six levels deep; what lies deeper is refused as a whole, even when it holds itself."""


def load_config(
    value: object, *, default_region: str | None, source: File | None = None, catalog: Catalog | None = None
) -> Environment:
    """The environment that `value`, the parsed `penstock:environment`, asks for; its `region` is filled in.

    Args:
        value: a mapping, as the stack's config or PyYAML gives it.
        default_region: the stack's own region (`aws:region`), if it has one.
        source: the stack file, when it is known: problems then name their line in it.
        catalog: what is offered where; the environment's cloud's own by default.

    Raises InputError with every problem, in the order of the file.
    """
    lines = Lines.read(source) if source else None
    if not isinstance(value, Mapping):
        example = "write keys and values under it: cloud, purpose, owner, cost_center, budget, pools"
        raise InputError(
            [_Where({}, {}, source, lines, None).problem(Finding((), f"{show(value)} is not a mapping", example))]
        )
    draft = _Draft(_plain(cast("Mapping[object, Any]", value)))
    if lines:
        draft.read_text(lines)
    env = draft.environment()
    if env.region and default_region and env.region != default_region:
        draft.refuse(_two_regions(env, default_region))
    stack_region = None if env.region or not default_region else (CLOUDS[env.cloud].region_key, default_region)
    env = env.model_copy(update={"region": env.region or default_region})
    findings = draft.findings + draft.sound(environment_findings(env, catalog=catalog))
    if findings:
        where = _Where(_plain(cast("Mapping[object, Any]", value)), draft.renamed, source, lines, stack_region)
        raise InputError(where.problems(findings))
    return env


class _Draft:
    """The raw data on its way to what the models accept; what was replaced is kept as `tainted` paths."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data: Any = data
        self.findings: list[Finding] = []
        self.tainted: list[Path] = []
        self.renamed: dict[Path, str] = {}

    def environment(self) -> Environment:
        """The models' view of the data, with every refusal told and repaired. Each round replaces something, and nothing twice."""
        while True:
            try:
                return Environment.model_validate(self.data)
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
            if null_says_something(path):
                example = example_text(example_at(path))
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
        self.refuse(explain(error))
        wrong = error.get("ctx", {}).get("error")
        for key in wrong.others if isinstance(wrong, BadValueError) else ():
            self._at(path).pop(key, None)
            self.tainted.append((*path, key))

    def _unknown_key(self, path: Path) -> None:
        holder, key = self._at(path[:-1]), path[-1]
        finding, meant = unknown_key(path, [name for name in holder if name != key])
        self.findings.append(finding)
        value = holder.pop(key)
        if meant:
            holder[meant] = value
            self.renamed[*path[:-1], meant] = str(key)

    def _replace(self, path: Path) -> None:
        """Put something sound at `path`; at what holds it, when that was done before."""
        while path in self.tainted:
            path = path[:-1]
        self.tainted.append(path)
        example = example_at(path)
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


class _Where:
    """Where a path stands: under its own spelling, in the order and at the line of the file.

    `stack_region`: the key of the stack's config and its value, where the environment's region comes from it.
    """

    def __init__(
        self,
        raw: dict[str, Any],
        renamed: Mapping[Path, str],
        source: File | None,
        lines: Lines | None,
        stack_region: tuple[str, str] | None,
    ) -> None:
        self._raw = raw
        self._renamed = renamed
        self._source = source
        self._lines = lines
        self._stack_region = stack_region

    def problems(self, findings: Sequence[Finding]) -> list[Problem]:
        """All of them, in the order of the file."""
        return [self.problem(finding) for finding in sorted(findings, key=lambda finding: self._order(finding.path))]

    def problem(self, finding: Finding) -> Problem:
        """One of them."""
        if finding.path == REGION and self._stack_region is not None:
            return Problem(self._of_config(*self._stack_region), finding.what, finding.fix)
        path = self._written(finding.path)
        if self._source and self._lines:
            where = f"{self._source}:{self._lines.line(path)}"
        else:
            where = str(self._source or CONFIG_KEY)
        return Problem(f"{where} {path_text(path) or CONFIG_KEY}", finding.what, finding.fix)

    def _of_config(self, key: str, value: str) -> str:
        """Where the stack's config has it: in the file, or by `--config` or the project's own `config`."""
        line = self._lines.config_line(key, value) if self._lines else None
        return f"config {key}" if line is None else f"{self._source}:{line} {key}"

    def _written(self, path: Path) -> Path:
        """With misspelt keys as they are in the file."""
        return tuple(self._renamed.get(path[: end + 1], part) for end, part in enumerate(path))

    def _order(self, path: Path) -> tuple[int, ...]:
        """Positions on the way to `path`; what is missing comes after what is there."""
        found: Any = self._raw
        order: list[int] = []
        for part in self._written(path):
            if isinstance(found, dict) and part in found:
                mapping = cast("dict[str | int, Any]", found)
                order.append(list(mapping).index(part))
                found = mapping[part]
            elif isinstance(found, list) and isinstance(part, int) and part < len(cast("list[Any]", found)):
                order.append(part)
                found = cast("list[Any]", found)[part]
            else:
                order.append(len(cast("list[Any]", found)) if isinstance(found, dict | list) else 0)
                break
        return tuple(order)


def _two_regions(env: Environment, default_region: str) -> Finding:
    key = CLOUDS[env.cloud].region_key
    return Finding(
        REGION,
        f"{show(env.region)} here, and {key}: {default_region} in the stack's config: one would be priced, the other used",
        f"remove region here, or write the same in {key}",
    )


def _plain(value: Mapping[object, Any]) -> dict[str, Any]:
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
