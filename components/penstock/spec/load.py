"""Reads `penstock:environment` and reports everything that is wrong with it in one run.

The models check the file; each value they refuse is told once, then replaced by the field's own example (or left to its default),
until they accept the rest. What the values mean together is then checked too, and only what rests on no replaced value is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path as File
from typing import Any, cast

from penstock.catalog import Catalog
from penstock.problem import InputError, Problem

from .checks import environment_findings
from .clouds import CLOUDS
from .draft import Draft, plain
from .finding import REGION, Finding, Path, path_text
from .lines import CONFIG_KEY, Lines
from .model import Environment
from .types import show


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
    draft = Draft(plain(cast("Mapping[object, Any]", value)), Environment, Environment)
    if lines:
        draft.read_text(lines)
    env = draft.accepted()
    if env.region and default_region and env.region != default_region:
        draft.refuse(_two_regions(env, default_region))
    stack_region = None if env.region or not default_region else (CLOUDS[env.cloud].region_key, default_region)
    env = env.model_copy(update={"region": env.region or default_region or None})
    findings = draft.findings + draft.sound(environment_findings(env, catalog=catalog))
    if findings:
        where = _Where(plain(cast("Mapping[object, Any]", value)), draft.renamed, source, lines, stack_region)
        raise InputError(where.problems(findings))
    return env


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
