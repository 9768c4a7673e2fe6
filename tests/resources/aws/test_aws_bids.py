"""What a program takes at most for a spot node, in the words of each service, is the ceiling of its estimate."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.catalog import load
from penstock.cost import Usage
from penstock.cost.machines.nodes import node_cost
from penstock.cost.shapes import CostComponent
from resources.resource_facts import TEMPLATE, facts, resource

H = Decimal(730)
TEMPLATE_OF = resource(TEMPLATE, "lt", {"name": "lt"})
G5, G4 = Decimal("1.006"), Decimal("0.752")  # g5.xlarge and g4dn.2xlarge on demand in us-east-1


def spot_line(found: Any, role: str = "") -> CostComponent:
    nodes = [it for it in facts(found, TEMPLATE_OF).nodes if it.label.endswith(role)]
    (line,) = (
        line for it in nodes for line in node_cost(it, 2026, load, Usage()).components if line.name == "spot nodes"
    )
    return line


def ceiling(found: Any, role: str = "") -> Decimal:
    monthly = spot_line(found, role).monthly
    assert monthly is not None
    return monthly.ceiling


def batch(**settings: Any) -> Any:
    resources = {"type": "SPOT", "maxVcpus": 4, "instanceTypes": ["g5.xlarge"], "allocationStrategy": "BEST_FIT"}
    return resource("aws:batch/computeEnvironment:ComputeEnvironment", "b", {"computeResources": resources | settings})


def emr(action: str = "TERMINATE_CLUSTER", strategy: str = "lowest-price", **bid: Any) -> Any:
    kinds = [
        {"instanceType": "g5.xlarge", "weightedCapacity": 1, **bid},
        {"instanceType": "g4dn.2xlarge", "weightedCapacity": 2, **bid},
    ]
    spot = [{"allocationStrategy": strategy, "timeoutAction": action, "timeoutDurationMinutes": 15}]
    core = {
        "targetSpotCapacity": 6,
        "instanceTypeConfigs": kinds,
        "launchSpecifications": {"spotSpecifications": spot},
    }
    return resource("aws:emr/cluster:Cluster", "e", {"coreInstanceFleet": core})


def fleet(**override: Any) -> Any:
    configs = [
        {
            "launchTemplateSpecification": {"launchTemplateName": "lt"},
            "overrides": [{"instanceType": "g5.xlarge", **override}],
        }
    ]
    target = {"defaultTargetCapacityType": "spot", "totalTargetCapacity": 4}
    return resource(
        "aws:ec2/fleet:Fleet", "f", {"launchTemplateConfigs": configs, "targetCapacitySpecification": target}
    )


def spot_fleet(**inputs: Any) -> Any:
    listed = [{"instanceType": "g5.xlarge", **inputs.pop("each", {})}]
    given = {"targetCapacity": 4, "launchSpecifications": listed} | inputs
    return resource("aws:ec2/spotFleetRequest:SpotFleetRequest", "s", given)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (batch(), G5 * H),
        (batch(bidPercentage=60), G5 * Decimal("0.6") * H),
        (batch(bidPercentage=100), G5 * H),
        (fleet(), 4 * G5 * H),
        (fleet(maxPrice="0.7"), 4 * Decimal("0.7") * H),
        (fleet(maxPrice="5"), 4 * G5 * H),
        (spot_fleet(spotPrice="0.7"), 4 * Decimal("0.7") * H),
        (spot_fleet(spotPrice="0.7", each={"spotPrice": "0.8"}), 4 * Decimal("0.8") * H),
        (spot_fleet(spotPrice="0.35", each={"weightedCapacity": "2"}), 2 * Decimal("0.7") * H),  # of a unit
    ],
)
def test_a_bid_bounds_the_ceiling(found: Any, expected: Decimal) -> None:
    assert ceiling(found) == expected


def test_a_bid_of_emr_bounds_it_where_what_spot_does_not_bring_is_not_bought_on_demand() -> None:
    """Six units: six of g5.xlarge at most, each at 70 % of 1.006 $, or at 0.9 $, where that is the bid."""
    assert ceiling(emr(), "core") == 6 * G5 * H
    assert ceiling(emr(bidPriceAsPercentageOfOnDemandPrice=70), "core") == 6 * G5 * Decimal("0.7") * H
    assert ceiling(emr(bidPrice="0.9"), "core") == 6 * Decimal("0.9") * H
    assert ceiling(emr("SWITCH_TO_ON_DEMAND", bidPrice="0.9"), "core") == 6 * G5 * H


def test_the_lowest_price_of_emr_is_the_type_whose_unit_costs_least() -> None:
    """Three of g4dn.2xlarge; of another strategy, the mean of six and three."""
    line = spot_line(emr(), "core")
    assert line.monthly_quantity.expected == 3 * H
    assert "the cheapest type, g4dn.2xlarge, 2 units a node" in line.basis
    assert spot_line(emr(strategy="capacity-optimized"), "core").monthly_quantity.expected == Decimal("4.5") * H
