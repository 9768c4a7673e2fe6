"""Random groups against an oracle of its own: expected is what each cloud documents to launch first, never less.

The oracle knows the clouds' documents and the catalog's prices alone: it reads the same inputs and counts node by node.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from math import ceil
from statistics import mean
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.catalog import load
from penstock.cost import Usage
from penstock.cost.machines.nodes import node_cost
from penstock.resources.facts import Node
from resources.azure import azure_program as azure
from resources.gcp import gcp_program as gcp
from resources.resource_facts import GROUP, node, resource

MONTH = Decimal(730)
CENT = Decimal("0.01")
AWS = ("g5.xlarge", "g5.2xlarge", "g5.12xlarge", "g4dn.xlarge", "g6.xlarge", "p4d.24xlarge")
AZURE = ("Standard_NC24ads_A100_v4", "Standard_NC48ads_A100_v4", "Standard_NC4as_T4_v3", "Standard_D8s_v5")
GOOGLE = ("g2-standard-8", "g2-standard-24", "g2-standard-96", "n2-standard-8")

Type = tuple[str, int, int]
"""(name, weight, rank) of a type."""


def types(names: Sequence[str]) -> st.SearchStrategy[list[Type]]:
    """Some types, in any order."""
    one = st.tuples(st.sampled_from(names), st.integers(1, 4), st.integers(1, 3))
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda it: it[0])


def price(cloud: str, region: str, name: str, *, spot: bool = False) -> Decimal:
    offering = load(cloud).offering(name, region)
    assert offering is not None
    found = offering.spot_hourly if spot else offering.on_demand_hourly
    assert found is not None
    return found


def figures(found: Node) -> tuple[Decimal, Decimal, Decimal]:
    """USD a month of the machines alone: floor, expected, ceiling."""
    lines = [it for it in node_cost(found, 2026, load, Usage()).components if it.name.endswith(" nodes")]
    assert all(it.monthly is not None for it in lines)
    monthly = [it.monthly for it in lines if it.monthly is not None]
    floor, expected, ceiling = (
        sum((getattr(it, name) for it in monthly), Decimal(0)) for name in ("floor", "expected", "ceiling")
    )
    return floor, expected, ceiling


def average(costs: Sequence[Decimal]) -> Decimal:
    return Decimal(mean(costs))


def held(found: Node, hourly: Decimal) -> None:
    """Expected is the oracle's to the cent (a mean is rounded to a millionth of a dollar an hour), and between the others."""
    floor, expected, ceiling = figures(found)
    assert abs(expected - hourly * MONTH) <= CENT * 5
    assert floor <= expected <= ceiling


def nodes(units: int, weight: int) -> int:
    return ceil(Decimal(units) / weight)


ON_DEMAND: Mapping[str | None, Callable[[list[Decimal], list[Decimal]], Decimal]] = {
    None: lambda costs, _: costs[0],
    "prioritized": lambda costs, _: costs[0],
    "lowest-price": lambda costs, by_unit: costs[by_unit.index(min(by_unit))],
}
"""Strategy of an Auto Scaling group -> of what each type costs, and costs by the unit, that which comes."""


@settings(max_examples=150, deadline=None)
@given(
    listed=types(AWS),
    strategy=st.sampled_from([*ON_DEMAND]),
    spot_strategy=st.sampled_from(
        [None, "price-capacity-optimized", "capacity-optimized", "capacity-optimized-prioritized"]
    ),
    base=st.integers(0, 5),
    percent=st.integers(0, 100),
    sizes=st.lists(st.integers(0, 12), min_size=3, max_size=3).map(sorted),
    weighted=st.booleans(),
)
def test_an_auto_scaling_group(
    *,
    listed: list[Type],
    strategy: str | None,
    spot_strategy: str | None,
    base: int,
    percent: int,
    sizes: list[int],
    weighted: bool,
) -> None:
    least, wanted, most = sizes
    overrides = [
        {"instanceType": name, **({"weightedCapacity": str(weight)} if weighted else {})} for name, weight, _ in listed
    ]
    distribution: dict[str, Any] = {"onDemandBaseCapacity": base, "onDemandPercentageAboveBaseCapacity": percent}
    distribution |= {"onDemandAllocationStrategy": strategy} if strategy else {}
    distribution |= {"spotAllocationStrategy": spot_strategy} if spot_strategy else {}
    inputs = {
        "minSize": least,
        "desiredCapacity": wanted,
        "maxSize": most,
        "mixedInstancesPolicy": {"instancesDistribution": distribution, "launchTemplate": {"overrides": overrides}},
    }
    above = max(wanted - base, 0)
    full = min(wanted, base) + ceil(Decimal(above * percent) / 100)  # whole, and never below its share
    weights = [weight if weighted else 1 for _, weight, _ in listed]
    prices = [price("aws", "us-east-1", name) for name, _, _ in listed]
    costs = [nodes(full, weight) * usd for weight, usd in zip(weights, prices, strict=True)]
    hourly = ON_DEMAND[strategy](costs, [usd / weight for weight, usd in zip(weights, prices, strict=True)])
    spots = [price("aws", "us-east-1", name, spot=True) for name, _, _ in listed]
    rest = [nodes(wanted - full, weight) * usd for weight, usd in zip(weights, spots, strict=True)]
    if spot_strategy is None:  # lowest-price, over the two cheapest pools
        by_unit = sorted(range(len(rest)), key=lambda at: spots[at] / weights[at])
        rest = [rest[at] for at in by_unit[:2]]
    held(node(resource(GROUP, "g", inputs)), hourly + average(rest))


@settings(max_examples=60, deadline=None)
@given(listed=types(AWS), ranked=st.booleans(), prioritized=st.booleans(), count=st.integers(0, 9))
def test_a_fleet(listed: list[Type], count: int, *, ranked: bool, prioritized: bool) -> None:
    overrides = [{"instanceType": name, **({"priority": rank} if ranked else {})} for name, _, rank in listed]
    inputs = {
        "launchTemplateConfigs": [{"overrides": overrides}],
        "targetCapacitySpecification": {"defaultTargetCapacityType": "on-demand", "totalTargetCapacity": count},
        "onDemandOptions": {"allocationStrategy": "prioritized"} if prioritized else {},
    }
    prices = {name: price("aws", "us-east-1", name) for name, _, _ in listed}
    first = min(rank for _, _, rank in listed)
    alike = [prices[name] for name, _, rank in listed if not ranked or rank == first]
    hourly = average(alike) if prioritized else min(prices.values())
    held(node(resource("aws:ec2/fleet:Fleet", "f", inputs)), count * hourly)


@settings(max_examples=60, deadline=None)
@given(
    listed=types(AZURE),
    strategy=st.sampled_from([None, "LowestPrice", "CapacityOptimized", "Prioritized"]),
    count=st.integers(0, 9),
)
def test_a_scale_set_with_an_instance_mix(listed: list[Type], strategy: str | None, count: int) -> None:
    mix = {"vmSizes": [{"name": name, "rank": rank} for name, _, rank in listed], "allocationStrategy": strategy}
    inputs = {"location": "eastus", "sku": {"name": "Mix", "capacity": count}, "skuProfile": mix}
    prices = {name: price("azure", "eastus", name) for name, _, _ in listed}
    first = min(rank for _, _, rank in listed)
    coming = {
        "CapacityOptimized": [*prices.values()],
        "Prioritized": [prices[name] for name, _, rank in listed if rank == first],
    }.get(strategy or "", [min(prices.values())])
    token = "azure-native:compute:VirtualMachineScaleSet"
    profile = {"virtualMachineProfile": {"priority": "Regular"}}
    held(azure.node(azure.resource(token, "s", {**inputs, **profile})), count * average(coming))


@settings(max_examples=60, deadline=None)
@given(listed=types(GOOGLE), count=st.integers(0, 9), spot=st.booleans())
def test_a_managed_instance_group_with_flexibility(listed: list[Type], count: int, *, spot: bool) -> None:
    selections = [{"name": name, "rank": rank, "machineTypes": [name]} for name, _, rank in listed]
    scheduling = {"scheduling": {"provisioningModel": "SPOT"}} if spot else {}
    template = gcp.resource(
        "gcp:compute/instanceTemplate:InstanceTemplate", "t", {"machineType": GOOGLE[0], **scheduling}
    )
    group = gcp.resource(
        "gcp:compute/regionInstanceGroupManager:RegionInstanceGroupManager",
        "m",
        {
            "region": "us-central1",
            "targetSize": count,
            "versions": [{"instanceTemplate": "t"}],
            "instanceFlexibilityPolicy": {"instanceSelections": selections},
        },
        sources={"versions": (template,)},
    )
    first = min(rank for _, _, rank in listed)
    alike = [price("gcp", "us-central1", name, spot=spot) for name, _, rank in listed if rank == first]
    held(gcp.node(group, template), count * average(alike))
