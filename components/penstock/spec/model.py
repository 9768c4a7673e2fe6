"""What may be asked for: one environment, frozen and cloud-neutral.

The shapes alone; `checks` holds what one field says about another, `load` reads a stack file and reports every error at once.
Durations are `timedelta` in Python and text such as `20m`, `72h`, `30d` in YAML. Money is Decimal USD. Sizes are GiB.
Defaults are the cheap and safe choices: what is dangerous must be written out.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from penstock.terms import CapacityType, Purpose, Use

from .types import Cidr, Cron, Duration, Email, Name, TimeZoneName


class Model(BaseModel):
    """Frozen; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Gpu(Model):
    """Accelerators per node. `name` as in the catalog (`A100-80GB`; `A100` means every A100)."""

    name: str
    count: Annotated[int, Field(ge=1, le=16)] = 1


class Fallback(Model):
    """On-demand nodes stand in when spot stays dry for `after`, for at most `max_hours_per_day` node-hours a (UTC) day."""

    after: Duration = timedelta(minutes=20)
    max_hours_per_day: Annotated[Decimal, Field(gt=0)]


class OnDemand(Model):
    """The on-demand part of a spot pool: none unless written out."""

    base: Annotated[int, Field(ge=0)] = 0
    fallback: Fallback | None = None


class Schedule(Model):
    """Size `size` from each `onhour` to the next `offhour` (five-field cron in `timezone`, an IANA name), else 0."""

    timezone: TimeZoneName
    onhour: Cron
    offhour: Cron
    size: Annotated[int, Field(ge=1)]


class Idle(Model):
    """When a node is stopped. `idle_duration` without accelerator activity, never within `boot_grace` of its start;
    `expire_after` of life whatever it does, even when it cannot be read."""

    idle_duration: Duration = timedelta(minutes=20)
    boot_grace: Duration = timedelta(minutes=15)
    expire_after: Duration = timedelta(hours=72)


class Checkpoint(Model):
    """The job saves `every` so often and needs `save_within` to finish one: it bounds what a reclaim can lose."""

    every: Duration
    save_within: Duration


class Pool(Model):
    """Nodes of one kind. Give `gpu` (types are chosen from the catalog by region) or `instance_types`, not both.

    `min` above 0 keeps nodes for ever, so it needs `idle: null` written out. `gang`: the nodes work as one job, so they
    share a zone and a placement group and are not rebalanced one by one.
    """

    name: Name
    gpu: Gpu | None = None
    instance_types: tuple[str, ...] = ()
    capacity_type: CapacityType = CapacityType.SPOT
    min: Annotated[int, Field(ge=0)] = 0
    max: Annotated[int, Field(ge=1)]
    on_demand: OnDemand = OnDemand()
    schedule: Schedule | None = None
    idle: Idle | None = Idle()
    checkpoint: Checkpoint | None = None
    gang: bool = False
    disk_gib: Annotated[int, Field(ge=50, le=16384)] = 200
    image: str | None = None
    user_data: str | None = None


class Storage(Model):
    """One bucket. `gib`: what it is expected to hold, for the estimate. `expire_after`: objects go after this long."""

    name: Name
    use: Use
    gib: Annotated[Decimal, Field(gt=0)] | None = None
    expire_after: Duration | None = None


class Network(Model):
    """A new network of `cidr` over `zones` zones, or the caller's own `vpc_id` with private `subnet_ids`.

    `internet`: `none` reaches the cloud's own services through endpoints alone; `nat` adds one NAT gateway for the rest
    (object-store traffic never crosses it).
    """

    cidr: Cidr | None = None
    zones: Annotated[int, Field(ge=1, le=6)] = 3
    internet: Literal["none", "nat"] = "none"
    vpc_id: str | None = None
    subnet_ids: tuple[str, ...] = ()


class Budget(Model):
    """Monthly limit in USD; alerts at these shares of it, on actual and on forecast spend, to these addresses."""

    monthly_usd: Annotated[Decimal, Field(gt=0)]
    alert_at: tuple[Annotated[Decimal, Field(gt=0, le=10)], ...] = (Decimal("0.5"), Decimal("0.8"), Decimal("1.0"))
    notify: tuple[Email, ...] = Field(min_length=1)


class Environment(Model):
    """One GPU environment: one cloud, one region, one purpose, one owner."""

    cloud: Literal["aws"]
    region: str | None = None
    purpose: Purpose
    owner: str = Field(min_length=1)
    cost_center: str = Field(min_length=1)
    network: Network = Network()
    budget: Budget | None = None
    storage: tuple[Storage, ...] = ()
    pools: tuple[Pool, ...] = Field(min_length=1)
