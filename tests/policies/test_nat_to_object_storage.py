"""nat-to-object-storage: a NAT gateway that machines read the object store through is found, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from penstock_policies import Outcome

from .rule_facts import BUCKET, instance, on_azure, outcome, resource, verdict

NAME = "nat-to-object-storage"
VPC = resource("aws:ec2/vpc:Vpc", "vpc", {}, outputs={"id": "vpc-1"})
SUBNET = resource("aws:ec2/subnet:Subnet", "public", {"vpcId": "vpc-1"}, outputs={"id": "subnet-1"})
NAT = resource("aws:ec2/natGateway:NatGateway", "nat", {"subnetId": "subnet-1"})
DATA = resource(BUCKET, "data", {"bucket": "images"})
READER = instance("m7i.large", "reader", userData="aws s3 cp s3://images/x .")
GPUS = instance("g6.xlarge", "gpus")
ENDPOINT = resource(
    "aws:ec2/vpcEndpoint:VpcEndpoint",
    "endpoint",
    {"vpcId": "vpc-1", "serviceName": "com.amazonaws.us-east-1.s3", "routeTableIds": ["rtb-1"]},
)


def of_nat(*resources: Any) -> Outcome:
    return outcome(NAME, NAT, *resources, about="nat")


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((DATA, READER), Outcome.FAIL),
        ((DATA, GPUS), Outcome.FAIL),
        ((DATA, READER, ENDPOINT), Outcome.PASS),
        ((READER,), Outcome.FAIL),
        ((DATA,), Outcome.NOT_APPLICABLE),
        ((GPUS,), Outcome.NOT_APPLICABLE),
        ((DATA, instance("m7i.large", "web")), Outcome.NOT_APPLICABLE),
        ((), Outcome.NOT_APPLICABLE),
    ],
    ids=["reader", "gpus", "endpoint", "a-bucket-elsewhere", "no-machine", "no-bucket", "web", "alone"],
)
def test_it_fails_where_a_machine_is_known_to_read_the_object_store(others: tuple[Any, ...], expected: Outcome) -> None:
    assert of_nat(SUBNET, VPC, *others) is expected


def test_the_message_names_who_reads_what_and_the_fix() -> None:
    found = verdict(NAME, NAT, SUBNET, VPC, DATA, READER)
    assert found.message == (
        "reader reads data, and every byte of it goes through this gateway and is billed; limit: an endpoint beside it"
    )
    assert found.fix == "add a gateway endpoint for the object store to the network and its route tables"


def test_a_network_that_is_not_known_is_not_passed() -> None:
    assert of_nat(DATA, READER) is Outcome.UNDETERMINED


def test_data_of_one_cloud_says_nothing_of_another_clouds_gateway() -> None:
    account = on_azure("azure-native:storage:StorageAccount", "images", accountName="images")
    assert of_nat(SUBNET, VPC, account, GPUS) is Outcome.NOT_APPLICABLE
