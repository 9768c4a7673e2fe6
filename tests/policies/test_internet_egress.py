"""internet-egress: a NAT gateway stands beside an endpoint of the object store, and GPU nodes have no public address."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.reading.values import UNKNOWN
from penstock_policies import Outcome

from .rule_facts import GROUP, TEMPLATE, instance, outcome, resource, verdict

NAME = "internet-egress"
VPC = resource("aws:ec2/vpc:Vpc", "vpc", {}, outputs={"id": "vpc-1"})
OTHER = resource("aws:ec2/vpc:Vpc", "other", {}, outputs={"id": "vpc-2"})
SUBNET = resource("aws:ec2/subnet:Subnet", "public", {"vpcId": "vpc-1"}, outputs={"id": "subnet-1"})
NAT = resource("aws:ec2/natGateway:NatGateway", "nat", {"subnetId": "subnet-1"})


def endpoint(vpc: Any = "vpc-1", service: Any = "com.amazonaws.us-east-1.s3", **inputs: Any) -> Any:
    given = {"vpcId": vpc, "serviceName": service, "routeTableIds": ["rtb-1"]} | inputs
    return resource("aws:ec2/vpcEndpoint:VpcEndpoint", "endpoint", given)


def of_nat(*resources: Any) -> Outcome:
    return outcome(NAME, NAT, *resources, about="nat")


def test_a_nat_gateway_without_an_endpoint_fails() -> None:
    found = verdict(NAME, NAT, SUBNET, VPC)
    assert found.outcome is Outcome.FAIL
    assert found.message.startswith("every byte to and from the object store goes through it")
    assert found.fix == "add a gateway endpoint for the object store to the network and its route tables"


def test_an_endpoint_counts_in_its_own_network_and_for_the_object_store_alone() -> None:
    assert of_nat(SUBNET, VPC, endpoint()) is Outcome.PASS
    assert of_nat(SUBNET, VPC, OTHER, endpoint("vpc-2")) is Outcome.FAIL
    assert of_nat(SUBNET, VPC, endpoint(service="com.amazonaws.us-east-1.dynamodb")) is Outcome.FAIL
    assert of_nat(SUBNET, VPC, endpoint(vpcEndpointType="Interface")) is Outcome.FAIL


def test_an_endpoint_that_no_route_table_leads_to_carries_nothing() -> None:
    alone = endpoint(routeTableIds=[])
    assert of_nat(SUBNET, VPC, alone) is Outcome.FAIL
    token = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation"
    route = resource(token, "route", {"vpcEndpointId": UNKNOWN}, sources={"vpcEndpointId": (alone,)})
    assert of_nat(SUBNET, VPC, alone, route) is Outcome.PASS


def test_a_network_that_is_not_known_is_not_passed() -> None:
    assert of_nat() is Outcome.UNDETERMINED
    assert of_nat(SUBNET, VPC, endpoint(UNKNOWN)) is Outcome.UNDETERMINED


def test_a_private_nat_gateway_does_not_lead_to_the_internet() -> None:
    private = resource("aws:ec2/natGateway:NatGateway", "nat", {"subnetId": "subnet-1", "connectivityType": "private"})
    nodes = instance("g5.xlarge", associatePublicIpAddress=False)
    assert outcome(NAME, private, SUBNET, VPC, nodes) is Outcome.PASS  # the node's; nothing is said of the gateway


@pytest.mark.parametrize(
    ("kind", "public", "expected"),
    [
        ("g5.xlarge", True, Outcome.FAIL),
        ("g5.xlarge", False, Outcome.PASS),
        ("g5.xlarge", None, Outcome.NOT_APPLICABLE),
        ("t3.micro", True, Outcome.NOT_APPLICABLE),
        (UNKNOWN, True, Outcome.UNDETERMINED),
    ],
)
def test_gpu_nodes_have_no_public_address(kind: Any, public: Any, expected: Outcome) -> None:
    assert outcome(NAME, instance(kind, associatePublicIpAddress=public)) is expected
    template = resource(
        TEMPLATE,
        "t",
        {"name": "t", "instanceType": kind, "networkInterfaces": [{"associatePublicIpAddress": public}]},
    )
    group = resource(GROUP, "g", {"minSize": 0, "maxSize": 2, "launchTemplate": {"name": "t"}})
    assert outcome(NAME, template, group) is expected


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [("inference", Outcome.NOT_APPLICABLE), ("training", Outcome.FAIL), (UNKNOWN, Outcome.UNDETERMINED)],
)
def test_inference_may_face_the_internet(purpose: Any, expected: Outcome) -> None:
    node = instance("g5.xlarge", associatePublicIpAddress=True, tags={"purpose": purpose})
    assert outcome(NAME, node) is expected
