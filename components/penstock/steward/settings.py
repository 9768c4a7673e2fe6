"""What the steward is told, from its environment variables. A pool that is told wrongly does not keep the others from care.

PENSTOCK_ENVIRONMENT  value of the tag `penstock:environment` on everything it may touch
PENSTOCK_POOLS        {pool: {"idle_duration_s", "boot_grace_s", "expire_after_s": seconds, or all null: no idle shutdown;
                      "fallback": {"after_s", "max_hours_per_day"} or null}}
PENSTOCK_GROUPS       {pool: {"primary": group name, "fallback": group name or null}}
PENSTOCK_DRY_RUN      `true`: decide and log, change nothing
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from .decide import Limits
from .fallback import FallbackLimits

_IDLE_KEYS = ("idle_duration_s", "boot_grace_s", "expire_after_s")


class SettingsError(ValueError):
    """An environment variable cannot be used: which, what it holds, what to write instead."""


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """One pool: its limits (None: no idle shutdown), its groups, its fallback (None: spot or nothing)."""

    name: str
    limits: Limits | None
    primary: str
    fallback: str | None
    fallback_limits: FallbackLimits | None


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole configuration of one environment's steward. `problems`: what is wrong with pools that are not in `pools`."""

    environment: str
    pools: tuple[PoolSettings, ...]
    dry_run: bool = False
    problems: tuple[str, ...] = ()

    @property
    def namespace(self) -> str:
        """CloudWatch namespace of the environment's metrics, the agents' among them."""
        return f"Penstock/{self.environment}"


def read(env: Mapping[str, str]) -> Settings:
    """The settings in `env`. Raises SettingsError when they cannot be used at all; what is wrong with one pool is noted."""
    environment = env.get("PENSTOCK_ENVIRONMENT", "")
    if not environment:
        raise SettingsError("PENSTOCK_ENVIRONMENT: missing: give the value of the tag penstock:environment")
    dry_run = env.get("PENSTOCK_DRY_RUN", "false")
    if dry_run not in ("true", "false"):
        raise SettingsError(f"PENSTOCK_DRY_RUN: {dry_run!r}: write true or false")
    pools, groups = _object(env, "PENSTOCK_POOLS"), _object(env, "PENSTOCK_GROUPS")
    found: list[PoolSettings] = []
    problems: list[str] = []
    for name in sorted(pools.keys() | groups.keys()):
        try:
            found.append(_pool(name, pools.get(name), groups.get(name)))
        except SettingsError as error:
            problems.append(str(error))
    return Settings(environment, tuple(found), dry_run == "true", tuple(problems))


def _object(env: Mapping[str, str], variable: str) -> dict[str, object]:
    try:
        value: Any = json.loads(env.get(variable, ""))
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise SettingsError(f"{variable}: {env.get(variable)!r}: write a JSON object {{pool: {{...}}}}")
    return cast("dict[str, object]", value)


def _pool(name: str, pool: object, groups: object) -> PoolSettings:
    if not isinstance(pool, dict) or not isinstance(groups, dict):
        raise SettingsError(f"PENSTOCK_POOLS, PENSTOCK_GROUPS: {name}: write an object for the pool in both")
    limits, names = cast("dict[str, object]", pool), cast("dict[str, object]", groups)
    primary, fallback = names.get("primary"), names.get("fallback")
    if not isinstance(primary, str) or not isinstance(fallback, str | None):
        raise SettingsError(f"PENSTOCK_GROUPS: {name}: write primary: a group's name, fallback: a group's name or null")
    return PoolSettings(name, _limits(name, limits), primary, fallback, _fallback(name, limits, fallback))


def _limits(name: str, pool: dict[str, object]) -> Limits | None:
    values = [pool.get(key) for key in _IDLE_KEYS]
    if all(value is None for value in values):
        return None
    return Limits(*(timedelta(seconds=_positive(name, key, pool.get(key))) for key in _IDLE_KEYS))


def _fallback(name: str, pool: dict[str, object], group: str | None) -> FallbackLimits | None:
    given = pool.get("fallback")
    if (given is None) != (group is None):
        raise SettingsError(
            f"PENSTOCK_POOLS: {name}.fallback: a fallback needs both its limits and its group, or neither"
        )
    if given is None:
        return None
    if not isinstance(given, dict):
        raise SettingsError(f"PENSTOCK_POOLS: {name}.fallback: {given!r}: write {{after_s, max_hours_per_day}} or null")
    fields = cast("dict[str, object]", given)
    after = timedelta(seconds=_positive(name, "fallback.after_s", fields.get("after_s")))
    hours = _positive(name, "fallback.max_hours_per_day", fields.get("max_hours_per_day"))
    return FallbackLimits(after, Decimal(str(hours)))


def _positive(pool: str, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
        raise SettingsError(f"PENSTOCK_POOLS: {pool}.{key}: {value!r}: write a number above 0")
    return value
