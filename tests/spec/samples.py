"""A valid environment, ways to change it, and a catalog small enough to reason about."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from penstock.catalog import Catalog, InstanceType, Offering
from penstock.spec import Environment

FULL: Mapping[str, Any] = {
    "cloud": "aws",
    "region": "us-east-1",
    "purpose": "training",
    "owner": "vision",
    "cost_center": "ml-1234",
    "network": {"cidr": "10.40.0.0/16", "zones": 2, "internet": "nat"},
    "budget": {"monthly_usd": 20000, "alert_at": [0.5, 1.0], "notify": ["ml-platform@example.com"]},
    "storage": [
        {"name": "datasets", "use": "dataset", "gib": 5000},
        {"name": "checkpoints", "use": "checkpoint", "gib": 800, "expire_after": "30d"},
    ],
    "pools": [
        {
            "name": "train",
            "gpu": {"name": "A100", "count": 8},
            "capacity_type": "spot",
            "min": 0,
            "max": 4,
            "on_demand": {"base": 1, "fallback": {"after": "20m", "max_hours_per_day": 4}},
            "schedule": {"timezone": "Europe/Berlin", "onhour": "0 8 * * 1-5", "offhour": "0 20 * * 1-5", "size": 2},
            "idle": {"idle_duration": "20m", "boot_grace": "15m", "expire_after": "72h"},
            "checkpoint": {"every": "10m", "save_within": "90s"},
            "gang": False,
            "disk_gib": 300,
            "image": "ami-0abc",
            "user_data": "#!/bin/sh\ntrue\n",
        },
        {"name": "eval", "instance_types": ["g5.xlarge", "g5.2xlarge"], "capacity_type": "on-demand", "max": 1},
    ],
}
"""Every key of the stack file at least once but those that exclude others, and nothing wrong."""

Step = str | int


def document(**changes: Any) -> dict[str, Any]:
    """A copy of `FULL` with `changes` at its top."""
    return {**copy.deepcopy(dict(FULL)), **changes}


def at(value: Any, path: Sequence[Step]) -> Any:
    """What stands at `path`."""
    for part in path:
        value = value[part]
    return value


def replaced(path: Sequence[Step], value: Any) -> dict[str, Any]:
    """A copy of `FULL` with `value` at `path`."""
    changed = document()
    at(changed, path[:-1])[path[-1]] = value
    return changed


def without(path: Sequence[Step]) -> dict[str, Any]:
    """A copy of `FULL` without what stands at `path`."""
    changed = document()
    del at(changed, path[:-1])[path[-1]]
    return changed


def paths(value: Any, prefix: tuple[Step, ...] = ()) -> list[tuple[Step, ...]]:
    """Every path inside `value`, the containers' too."""
    inside: list[tuple[Step, Any]] = []
    if isinstance(value, Mapping):
        inside = list(value.items())  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
    elif isinstance(value, list):
        inside = list(enumerate(value))  # pyright: ignore[reportUnknownArgumentType]
    return [path for part, item in inside for path in ((*prefix, part), *paths(item, (*prefix, part)))]


def pool(**changes: Any) -> dict[str, Any]:
    """A pool with nothing wrong and nothing more than needed."""
    return {"name": "train", "gpu": {"name": "A100", "count": 8}, "max": 4, "checkpoint": _CHECKPOINT, **changes}


_CHECKPOINT = {"every": "10m", "save_within": "90s"}


def environment(*pools: Mapping[str, Any], **changes: Any) -> Environment:
    """The typed environment with these pools."""
    return Environment.model_validate(document(**changes, **({"pools": list(pools)} if pools else {})))


class SmallCatalog(Catalog):
    """Three regions, seven types."""

    def __init__(self) -> None:
        super().__init__("aws")
        self._rows = {hardware.name: hardware for hardware, *_ in _ROWS}
        self._prices = {hardware.name: (on_demand, spot) for hardware, on_demand, spot, _ in _ROWS}
        self._where = {hardware.name: regions for hardware, _, _, regions in _ROWS}

    @property
    def regions(self) -> Sequence[str]:  # pyright: ignore[reportIncompatibleVariableOverride]
        return ("eu-north-1", "eu-west-1", "us-east-1")

    @property
    def gpu_names(self) -> Sequence[str]:  # pyright: ignore[reportIncompatibleVariableOverride]
        return tuple(sorted({row.gpu_name for row in self._rows.values() if row.gpu_name}))

    @property
    def instance_type_names(self) -> Sequence[str]:  # pyright: ignore[reportIncompatibleVariableOverride]
        return tuple(sorted(self._rows))

    def instance_type(self, name: str) -> InstanceType | None:
        return self._rows.get(name)

    def offering(self, instance_type: str, region: str) -> Offering | None:
        if region not in self._where.get(instance_type, ()):
            return None
        on_demand, spot = self._prices[instance_type]
        day = date(2026, 1, 1)
        basis = "estimated" if spot else "none"
        return Offering(self._rows[instance_type], region, on_demand, spot, basis, 3, day, day, "a test")

    def regions_offering(self, instance_type: str) -> Sequence[str]:
        return self._where.get(instance_type, ())

    def with_gpu(self, gpu_name: str, gpu_count: int, region: str) -> Sequence[Offering]:
        fitting = [
            offering
            for row in self._rows.values()
            if row.gpu_name and gpu_name in (row.gpu_name, row.gpu_name.split("-")[0]) and row.gpu_count == gpu_count
            if (offering := self.offering(row.name, region))
        ]
        return sorted(fitting, key=lambda offering: offering.on_demand_hourly or Decimal(0))


def _row(
    name: str,
    gpu: str,
    count: int,
    prices: tuple[str, str | None],
    regions: Sequence[str],
    *,
    architecture: str = "x86_64",
    efa: bool = False,
) -> tuple[InstanceType, Decimal, Decimal | None, Sequence[str]]:
    hardware = InstanceType(
        "aws", name, 8, Decimal(64), gpu, Decimal(count), architecture=architecture, maker="NVIDIA", efa=efa, gpu_tier=2
    )
    on_demand, spot = prices
    return hardware, Decimal(on_demand), Decimal(spot) if spot else None, regions


_US = ("us-east-1",)
_US_EU = ("eu-west-1", "us-east-1")
_ROWS = (
    _row("p4de.24xlarge", "A100-80GB", 8, ("27.4", "6.0"), _US, efa=True),
    _row("p4d.24xlarge", "A100-40GB", 8, ("21.9", "7.2"), _US_EU, efa=True),
    _row("g5.xlarge", "A10G", 1, ("1.0", "0.4"), _US_EU),
    _row("g5.2xlarge", "A10G", 1, ("1.2", "0.3"), _US_EU),
    _row("g5.4xlarge", "A10G", 1, ("1.6", None), _US_EU, efa=True),
    _row("g5.16xlarge", "A10G", 1, ("4.1", "0.2"), _US_EU),
    _row("g5g.xlarge", "T4G", 1, ("0.4", "0.1"), _US, architecture="arm64"),
)
SMALL = SmallCatalog()
