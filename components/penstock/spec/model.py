"""What may be asked for: one environment, frozen and cloud-neutral.

The shapes alone; `checks` holds what one field means beside another, `load` reads a stack file and reports every error at once.
Durations are `timedelta` in Python and text such as `20m`, `72h`, `30d` in YAML. Money is Decimal USD. Sizes are GiB.
Defaults are the cheap and safe choices: what is dangerous must be written out (`idle: null`, `budget: null`).

Every field that must be given has an example: the editor's schema shows it, an error message says it, and the loader puts it in
the place of a value that cannot be used, so that the rest of the file is still checked in the same run.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, Self, cast

from pydantic import ConfigDict, Field, ValidationError, model_validator

from penstock.problem import ArgumentError, Problem
from penstock.terms import CapacityType, Purpose, Use

from .draft import refusals
from .finding import path_text
from .shape import Shape
from .types import (
    BadValueError,
    Cidr,
    Count,
    Cron,
    Duration,
    Email,
    Flag,
    Label,
    Name,
    PositiveAmount,
    Share,
    TimeZoneName,
    show,
)

DEFAULT_CIDR = "10.0.0.0/16"
"""The network of an environment that says nothing about its network."""


MOST_NODES: Final = 10_000
"""In one pool: more is a slip of the keys."""


class Model(Shape):
    """What a program gives in Python is refused as the stack file's values are, in the same words."""

    def __init__(self, /, **data: Any) -> None:
        """Raises ArgumentError with everything that is wrong with `data`."""
        try:
            super().__init__(**data)
        except ValidationError:
            problems = _refused(type(self), data)
        else:
            return
        raise ArgumentError(problems)

    __init__.__pydantic_base_init__ = True  # pyright: ignore[reportFunctionMemberAccess] - a model inside another is told by that one

    @classmethod
    def model_validate(cls, obj: Any, **how: Any) -> Self:
        """Raises ArgumentError with everything that is wrong with `obj`."""
        try:
            return super().model_validate(obj, **how)
        except ValidationError:
            problems = _refused(cls, obj)
        raise ArgumentError(problems)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with these values, which are held to the same as any. Raises ArgumentError."""
        if not update:
            return super().model_copy(deep=deep)
        return type(self)(**{name: getattr(self, name) for name in self.model_fields_set} | dict(update))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(
            f"{type(self).__name__} is not changed once it is made: write model_copy(update={{{name!r}: ...}})"
        )

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is not changed once it is made: leave {name} out where it is made")


def _refused(model: type[Model], given: Any) -> list[Problem]:
    name = model.__name__
    if not isinstance(given, Mapping):
        return [Problem(name, f"{show(given)} is not a mapping of keys to values", f"write {name}(...)")]
    found = refusals(model, cast("Mapping[str, Any]", given), Environment)
    return [Problem(f"{name}.{path_text(it.path)}", it.what, it.fix) for it in found]


class Gpu(Model):
    """Accelerators per node."""

    name: str = Field(
        description="As in the catalog: `A100-80GB`, or a family such as `A100` for every A100.", examples=["A100"]
    )
    count: Annotated[Count, Field(ge=1, le=16)] = Field(default=1, description="How many in each node.", examples=[8])


class Fallback(Model):
    """On-demand nodes stand in when spot capacity stays away."""

    after: Duration = Field(
        default=timedelta(minutes=20), description="How long spot must stay dry before on-demand nodes start."
    )
    max_hours_per_day: PositiveAmount = Field(
        description="The most on-demand node-hours in a UTC day: two nodes for two hours are four.", examples=[4]
    )


class OnDemand(Model):
    """The on-demand part of a spot pool: none unless written out."""

    base: Annotated[Count, Field(ge=0)] = Field(
        default=0, description="The first so many nodes are on-demand, the rest spot."
    )
    fallback: Fallback | None = Field(
        default=None,
        description="On-demand nodes for a while when spot stays dry. Null: the pool waits for spot.",
        examples=[{"after": "20m", "max_hours_per_day": 4}],
    )


class Schedule(Model):
    """`size` nodes from each `onhour` to the next `offhour`, none at other times."""

    timezone: TimeZoneName = Field(description="IANA name; both times follow its clock.", examples=["Europe/Berlin"])
    onhour: Cron = Field(description="When the pool turns on, five cron fields.", examples=["0 8 * * 1-5"])
    offhour: Cron = Field(description="When the pool turns off, five cron fields.", examples=["0 20 * * 1-5"])
    size: Annotated[Count, Field(ge=1)] = Field(description="How many nodes while it is on.", examples=[2])


class Idle(Model):
    """When a node is stopped. A node that cannot be read counts as busy until `expire_after`."""

    idle_duration: Duration = Field(
        default=timedelta(minutes=20), description="So long without accelerator activity stops a node."
    )
    boot_grace: Duration = Field(
        default=timedelta(minutes=15), description="A node is not idle before this age: it installs and loads first."
    )
    expire_after: Duration = Field(
        default=timedelta(hours=72), description="A node of this age is stopped whatever it does."
    )


class Checkpoint(Model):
    """What the jobs of a pool promise: it bounds what a reclaim can lose."""

    every: Duration = Field(description="How often a job saves.", examples=["10m"])
    save_within: Duration = Field(description="How long one save takes at most.", examples=["90s"])


class Pool(Model):
    """Nodes of one kind. Give `gpu` (types are chosen from the catalog by region) or `instance_types`, not both."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["gpu"], "properties": {"gpu": {"type": "object"}}},
                {"required": ["instance_types"], "properties": {"instance_types": {"minItems": 1}}},
            ]
        }
    )

    name: Name = Field(description="Unique in the environment.", examples=["train"])
    gpu: Gpu | None = Field(
        default=None, description="The accelerators of each node.", examples=[{"name": "A100", "count": 8}]
    )
    instance_types: tuple[str, ...] = Field(
        default=(), description="The cloud's own type names, any of which will do.", examples=[["p4d.24xlarge"]]
    )
    capacity_type: CapacityType = Field(default=CapacityType.SPOT, description="How the nodes are bought.")
    min: Annotated[Count, Field(ge=0)] = Field(
        default=0, description="So many nodes always run. Above 0 needs `idle: null` written out, and no schedule."
    )
    max: Annotated[Count, Field(ge=1, le=MOST_NODES)] = Field(description="Never more nodes than this.", examples=[4])
    on_demand: OnDemand = Field(
        default=OnDemand(), description="The on-demand part of a spot pool.", examples=[{"base": 1}]
    )
    schedule: Schedule | None = Field(
        default=None,
        description="When the pool is on. Null: it is never started by the clock.",
        examples=[{"timezone": "Europe/Berlin", "onhour": "0 8 * * 1-5", "offhour": "0 20 * * 1-5", "size": 2}],
    )
    idle: Idle | None = Field(
        default=Idle(),
        description="When a node is stopped. Null, written out: never, whatever it costs.",
        examples=[{"idle_duration": "20m", "boot_grace": "15m", "expire_after": "72h"}],
    )
    checkpoint: Checkpoint | None = Field(
        default=None,
        description="How jobs save their work. Spot needs it for training and evaluation.",
        examples=[{"every": "10m", "save_within": "90s"}],
    )
    gang: Flag = Field(
        default=False,
        description="The nodes work as one job: one type, one zone, one placement group, never rebalanced one by one.",
    )
    disk_gib: Annotated[Count, Field(ge=50, le=16384)] = Field(
        default=200, description="Size of each node's root disk in GiB; it is deleted with the node."
    )
    image: Annotated[str, Field(min_length=1)] | None = Field(
        default=None, description="Machine image id. Null: the cloud's own current GPU image.", examples=["ami-0abc"]
    )
    user_data: Annotated[str, Field(min_length=1)] | None = Field(
        default=None, description="Shell script that a node runs at its first start.", examples=["#!/bin/sh\n"]
    )

    @model_validator(mode="after")
    def _one_way_to_choose(self) -> Self:
        if self.gpu is not None and self.instance_types:
            raise BadValueError(
                "given together with instance_types, which may contradict it",
                "keep gpu (types are chosen by region) or instance_types, not both",
                key="gpu",
                others=("instance_types",),
            )
        if self.gpu is None and not self.instance_types:
            raise BadValueError(
                "neither gpu nor instance_types is given: there is nothing to start",
                "write for example gpu: {name: A100, count: 8}",
                key="gpu",
                others=("instance_types",),
            )
        return self


class Storage(Model):
    """One bucket."""

    name: Name = Field(description="Unique in the environment.", examples=["datasets"])
    use: Use = Field(description="What it is for; its storage tiers follow from it.", examples=["dataset"])
    gib: PositiveAmount | None = Field(
        default=None, description="What it is expected to hold, for the estimate. Null: its size is unknown."
    )
    expire_after: Duration | None = Field(
        default=None,
        description="Objects of this age are deleted, to the next whole day. Needed for checkpoint and scratch.",
    )


def _new_network(given: dict[str, Any]) -> str | None:
    return None if given.get("vpc_id") else DEFAULT_CIDR


class Network(Model):
    """A new network (`cidr`, `zones` or `zone_names`, `internet`), or the caller's own (`vpc_id` with private `subnet_ids`)."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {
                    "properties": {
                        "vpc_id": {"type": "null"},
                        "subnet_ids": {"maxItems": 0},
                        "cidr": {"type": "string"},
                    }
                },
                {
                    "required": ["vpc_id", "subnet_ids"],
                    "properties": {
                        "vpc_id": {"type": "string"},
                        "subnet_ids": {"minItems": 1},
                        "cidr": {"type": "null"},
                        "zones": False,
                        "zone_names": False,
                        "internet": False,
                    },
                },
            ]
        }
    )

    vpc_id: Annotated[str, Field(min_length=1)] | None = Field(
        default=None, description="An existing network's id.", examples=["vpc-0123456789abcdef0"]
    )
    subnet_ids: tuple[str, ...] = Field(
        default=(),
        description="Private subnets of that network, one in each zone to use; a gang starts in the first.",
        examples=[["subnet-0123456789abcdef0"]],
    )
    cidr: Cidr | None = Field(
        default_factory=_new_network,
        description=f"Addresses of a new network, {DEFAULT_CIDR} unless vpc_id is given.",
        examples=["10.40.0.0/16"],
    )
    zones: Annotated[Count, Field(ge=1, le=6)] = Field(
        default=3,
        description="Over how many zones a new network goes: more zones, more spot capacity. Those that offer the gangs' types"
        " come first.",
    )
    zone_names: Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(max_length=6)] = Field(
        default=(),
        description="The zones of a new network by name, instead of `zones`; a gang starts in the first that offers its type.",
        examples=[["us-east-1b", "us-east-1d"]],
    )
    internet: Literal["none", "nat"] = Field(
        default="none",
        description="`none`: the cloud's own services alone, through endpoints. `nat`: one NAT gateway for the rest;"
        " object-store traffic never crosses it.",
    )

    @model_validator(mode="after")
    def _new_or_existing(self) -> Self:
        if self.vpc_id is None:
            return self._without_ids()
        clash = "given together with vpc_id, which is a network that exists: it would have no effect"
        if self.cidr is not None:
            raise BadValueError(
                clash, "keep cidr (a new network) or vpc_id, not both", key="cidr", others=("vpc_id", "subnet_ids")
            )
        for key in ("zones", "zone_names", "internet"):
            if key in self.model_fields_set:
                raise BadValueError(clash, f"remove {key}: the subnets decide it", key=key)
        if not self.subnet_ids:
            raise BadValueError(
                "missing: without subnets of vpc_id the nodes have no place to start",
                "write for example subnet_ids: [subnet-0123456789abcdef0]",
                key="subnet_ids",
            )
        return self

    def _without_ids(self) -> Self:
        if self.subnet_ids:
            raise BadValueError(
                f"{show(self.subnet_ids)} without vpc_id: in which network they are is not said",
                "write vpc_id: vpc-... too",
                key="subnet_ids",
            )
        if self.zone_names and "zones" in self.model_fields_set:
            clash = "given together with zones, which is how many to choose: the names say which, and so how many"
            raise BadValueError(clash, "remove zones", key="zone_names", others=("zones",))
        if self.cidr is None:
            raise BadValueError("null, and no vpc_id: there is no network", f"write cidr: {DEFAULT_CIDR}", key="cidr")
        return self


class Budget(Model):
    """Monthly limit in USD, with alerts on actual and on forecast spend."""

    monthly_usd: PositiveAmount = Field(description="The limit of a calendar month in USD.", examples=[20000])
    alert_at: Annotated[tuple[Share, ...], Field(min_length=1, max_length=5)] = Field(
        default=(Decimal("0.5"), Decimal("0.8"), Decimal("1.0")),
        description="Shares of the limit that alert, each on actual and on forecast spend; five at most"
        " (a budget of AWS has ten notifications).",
        examples=[[0.5, 0.8, 1.0]],
    )
    notify: Annotated[tuple[Email, ...], Field(min_length=1, max_length=10)] = Field(
        description="Who is told, ten addresses at most.", examples=[["ml-platform@example.com"]]
    )


class Environment(Model):
    """One GPU environment: one cloud, one region, one purpose, one owner."""

    cloud: Literal["aws"] = Field(description="Where it runs.", examples=["aws"])
    region: Annotated[str, Field(min_length=1)] | None = Field(
        default=None,
        description="Where in the cloud. Null: the stack's own region, `aws:region`.",
        examples=["us-east-1"],
    )
    purpose: Purpose = Field(description="What it is for; the limits depend on it.", examples=["training"])
    owner: Label = Field(description="The team that answers for it, a tag on everything.", examples=["vision"])
    cost_center: Label = Field(description="Who pays, a tag on everything.", examples=["ml-1234"])
    network: Network = Field(
        default=Network(), description="A new network, or an existing one.", examples=[{"cidr": "10.40.0.0/16"}]
    )
    budget: Budget | None = Field(
        description="The month's limit. Null, written out: no budget, and nobody is told what is spent.",
        examples=[{"monthly_usd": 20000, "notify": ["ml-platform@example.com"]}],
    )
    storage: tuple[Storage, ...] = Field(
        default=(), description="Buckets.", examples=[[{"name": "datasets", "use": "dataset"}]]
    )
    pools: Annotated[tuple[Pool, ...], Field(min_length=1)] = Field(
        description="Groups of nodes.", examples=[[{"name": "train", "gpu": {"name": "A100"}, "max": 1}]]
    )
