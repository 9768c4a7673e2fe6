"""What bills by the month or by use, what is free, and what nobody knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.aws import FREE, READERS
from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import facts, resource, urn


def charges(token: str, inputs: Any = None) -> dict[str, object]:
    found = facts(resource(token, "it", inputs or {}))
    assert found.unread == ()
    return {charge.sku: charge.quantity for charge in found.charges}


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("aws:ec2/natGateway:NatGateway", {"nat-gateway-hour": Decimal(730), "nat-gateway-gib": None}),
        ("aws:ec2/eip:Eip", {"public-ipv4-hour": Decimal(730)}),
        ("aws:kms/key:Key", {"kms-key-month": Decimal(1)}),
        ("aws:eks/cluster:Cluster", {"eks-cluster-hour": Decimal(730)}),
        ("aws:cloudwatch/dashboard:Dashboard", {"cloudwatch-dashboard-month": Decimal(1)}),
        ("aws:cloudwatch/metricAlarm:MetricAlarm", {"cloudwatch-alarm-month": Decimal(1)}),
        ("aws:cloudwatch/compositeAlarm:CompositeAlarm", {"cloudwatch-composite-alarm-month": Decimal(1)}),
        ("aws:cloudwatch/logGroup:LogGroup", {"log-ingest-gib": None, "log-store-gib-month": None}),
        ("aws:lambda/function:Function", {"lambda-request-million": None, "lambda-gib-second": None}),
        ("aws:scheduler/schedule:Schedule", {}),  # the first 14 million invocations of a month are at 0
    ],
)
def test_what_a_service_bills_and_no_quantity_where_no_program_declares_one(token: str, expected: object) -> None:
    assert charges(token) == expected


@pytest.mark.parametrize(("schedules", "billed"), [(300, 0), (301, 301)])
def test_so_many_schedules_that_they_may_leave_the_free_tier_bill_what_they_fire(schedules: int, billed: int) -> None:
    """300 fire at most 300 x 60 x 24 x 31 = 13,392,000 times a month, 314 already 14,017,000 times."""
    found = facts(*(resource("aws:scheduler/schedule:Schedule", f"s{number}", {}) for number in range(schedules)))
    assert [len(found.charges), len(found.free)] == [billed, schedules - billed]


@pytest.mark.parametrize(
    ("inputs", "quantity"),
    [
        ({"vpcEndpointType": "Interface", "subnetIds": ["a", "b", UNKNOWN]}, Decimal(2190)),
        ({"vpcEndpointType": "Interface"}, Decimal(730)),
        ({"vpcEndpointType": "Interface", "subnetIds": UNKNOWN}, UNKNOWN),
        ({"vpcEndpointType": UNKNOWN, "subnetIds": ["a"]}, UNKNOWN),
    ],
)
def test_an_interface_endpoint_bills_for_each_zone(inputs: Any, quantity: object) -> None:
    found = charges("aws:ec2/vpcEndpoint:VpcEndpoint", inputs)
    assert found == {"interface-endpoint-hour": quantity, "interface-endpoint-gib": None}


@pytest.mark.parametrize("inputs", [{}, {"vpcEndpointType": "Gateway"}])
def test_a_gateway_endpoint_is_free(inputs: Any) -> None:
    found = facts(resource("aws:ec2/vpcEndpoint:VpcEndpoint", "it", inputs))
    assert (found.charges, len(found.free)) == ((), 1)


@pytest.mark.parametrize(("tier", "free"), [(None, 1), ("Standard", 1), ("Advanced", 0), (UNKNOWN, 0)])
def test_a_parameter_is_free_in_its_standard_tier(tier: Any, free: int) -> None:
    found = facts(resource("aws:ssm/parameter:Parameter", "it", {"tier": tier}))
    assert (len(found.free), len(found.unread)) == (free, 1 - free)


@pytest.mark.parametrize(
    "token", ["aws:ec2/vpc:Vpc", "random:index/randomId:RandomId", "tls:index/privateKey:PrivateKey"]
)
def test_what_is_known_to_be_free_is_said_to_be(token: str) -> None:
    found = facts(resource(token, "it", {}))
    assert (len(found.free), found.unread) == (1, ())


@pytest.mark.parametrize("token", ["aws:qldb/ledger:Ledger", "digitalocean:index/droplet:Droplet"])
def test_a_type_that_nobody_knows_is_listed(token: str) -> None:
    (unread,) = facts(resource(token, "it", {})).unread
    assert (unread.type, unread.name, unread.urn) == (token, "it", urn(token, "it"))


def test_components_and_providers_are_neither_free_nor_unknown() -> None:
    component = resource("team:index:Thing", "it", {}, custom=False, provider=None)
    found = facts(component)
    assert (found.free, found.unread) == ((), ())


def test_no_type_is_both_free_and_read() -> None:
    assert FREE.isdisjoint(READERS)
