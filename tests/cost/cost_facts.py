"""Facts to estimate: a spot pool, a bucket and a charge in us-east-1, and what they may have."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from penstock.resources.facts import (
    Bucket,
    Capacity,
    Charge,
    InstanceChoice,
    LifecycleRule,
    LifecycleTransition,
    Node,
    SizeChange,
)

ALL_ON_DEMAND = Capacity(on_demand_base=0, spot_percent=Decimal(0))
POOL_URN = "urn:pulumi:s::p::aws:autoscaling/group:Group::train"
BUCKET_URN = "urn:pulumi:s::p::aws:s3/bucket:Bucket::data"


def choices(*types: Any) -> tuple[InstanceChoice, ...]:
    return tuple(InstanceChoice(name, "instanceType", POOL_URN) for name in types)


def change(
    recurrence: Any, desired: Any = None, *, minimum: Any = None, maximum: Any = None, zone: Any = "Europe/Berlin"
) -> SizeChange:
    return SizeChange(recurrence, zone, minimum, desired, maximum)


WORKING_HOURS = (change("0 8 * * 1-5", 2), change("0 20 * * 1-5", 0))


def pool(**changes: Any) -> Node:
    """A spot pool of p4d.24xlarge, 0 to 4 nodes, without disks, addresses or schedule; say what differs."""
    plain = Node(
        urn=POOL_URN,
        cloud="aws",
        region="us-east-1",
        kind="group",
        name="train",
        label="train",
        choices=choices("p4d.24xlarge"),
        minimum=0,
        desired=None,
        maximum=4,
        capacity=Capacity(on_demand_base=0, spot_percent=Decimal(100)),
        public_address=False,
    )
    return replace(plain, **changes)


def bucket(*rules: LifecycleRule, **changes: Any) -> Bucket:
    """A bucket of 1,000 GiB with these rules; say what differs."""
    plain = Bucket(
        urn=BUCKET_URN,
        cloud="aws",
        region="us-east-1",
        name="data",
        label="data",
        bucket_name="data",
        use="dataset",
        lifecycle=rules,
        gib=Decimal(1000),
    )
    return replace(plain, **changes)


def rule(*moves: tuple[Any, Any], expire: Any = None, enabled: Any = True, whole: Any = True) -> LifecycleRule:
    """Moves objects to each (class, days), and removes them after `expire` days."""
    return LifecycleRule(enabled, whole, tuple(LifecycleTransition(name, days) for name, days in moves), expire)


def charge(sku: str, quantity: Any, **changes: Any) -> Charge:
    plain = Charge(
        urn=f"urn:pulumi:s::p::aws:x:{sku}",
        cloud="aws",
        region="us-east-1",
        name=sku,
        sku=sku,
        quantity=quantity,
        basis="declared",
    )
    return replace(plain, **changes)
