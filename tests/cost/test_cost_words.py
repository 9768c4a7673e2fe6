"""What an estimate says beside its figures, where a reader would take them for something else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from penstock.catalog import load
from penstock.cost import ResourceCost, Usage
from penstock.cost.machines.nodes import node_cost
from penstock.resources.facts import Capacity, Node, Takes, Units

from .cost_facts import change, choices, pool

H = Decimal(730)


def cost(node: Node) -> ResourceCost:
    return node_cost(node, 2026, load, Usage())


def in_units() -> Node:
    """Nine units of spot: five of g4dn.2xlarge, of two units each."""
    spot = Capacity(0, Decimal(100), spot_takes=Takes.CHEAPEST)
    kinds = tuple(replace(it, weight=2) for it in choices("g5.2xlarge", "g4dn.2xlarge"))
    return pool(choices=kinds, units=Units(0, 9, 20), minimum=0, desired=None, maximum=10, capacity=spot)


def test_units_are_called_units_and_their_always_on_twin_is_on_demand() -> None:
    """0.752 $ an hour on demand in us-east-1."""
    found = cost(in_units())
    line = found.components[0]
    assert line.basis.startswith("9 units all month; the cheapest type, g4dn.2xlarge, 2 units a node")
    assert line.monthly is not None
    assert found.always_on is not None
    rest = found.monthly.expected - line.monthly.expected
    assert round(found.always_on - rest, 6) == 5 * H * Decimal("0.752")
    assert found.always_on - sum((it.monthly for it in found.savings), Decimal(0)) == found.monthly.expected


def test_a_stopped_machine_does_not_run_all_month() -> None:
    stopped = pool(kind="instance", minimum=0, desired=0, maximum=1, choices=choices("m5.xlarge"))
    (line, *_) = cost(stopped).components
    assert line.monthly_quantity.expected == 0
    assert "stopped by the program: started by hand, it runs up to all month" in line.basis


def test_the_sizes_of_a_schedule_are_in_the_title() -> None:
    hours = (change("0 8 * * 1-5", 6, minimum=6, maximum=6), change("0 20 * * 1-5", 1, minimum=1, maximum=1))
    found = cost(pool(minimum=1, desired=1, maximum=1, schedule=hours, choices=choices("m5.xlarge")))
    assert found.detail == "m5.xlarge, 1 to 6 nodes"
