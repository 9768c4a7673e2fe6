"""Which zones: a type, or an endpoint of a service, is not offered in every zone of its region.

A zone's name (`us-east-1a`) is another place in another account, so the account itself is asked (EC2 User Guide, "Availability Zone
IDs"; EC2 API Reference, `DescribeInstanceTypeOfferings` and `DescribeVpcEndpointServices`). Where nobody can be asked, as in a
check, the order of the zones stays what it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws


def offered_in(types: Sequence[str], parent: pulumi.Resource) -> list[Sequence[str]]:
    """The zones that offer each of `types`, each type asked for once."""
    return [zones_of_type(kind, parent) for kind in dict.fromkeys(types)]


def zones_of_type(kind: str, parent: pulumi.Resource) -> Sequence[str]:
    """The zones of the provider's region that offer the instance type."""
    return aws.ec2.get_instance_type_offerings(
        location_type="availability-zone",
        filters=[aws.ec2.GetInstanceTypeOfferingsFilterArgs(name="instance-type", values=[kind])],
        opts=pulumi.InvokeOptions(parent=parent),
    ).locations


def zones_of_service(service: str, parent: pulumi.Resource) -> pulumi.Output[Sequence[str]]:
    """The zones of the provider's region in which an interface endpoint of an AWS service may stand."""
    return aws.ec2.get_vpc_endpoint_service_output(
        service=service, service_type="Interface", opts=pulumi.InvokeOutputOptions(parent=parent)
    ).availability_zones


def first_offering(zones: Sequence[str], offers: Sequence[Sequence[str]]) -> list[str]:
    """`zones` with those first that are in most of `offers`; otherwise in their order."""
    return sorted(zones, key=lambda zone: -sum(zone in offer for offer in offers)) if offers else list(zones)


def first_index(zones: Sequence[str], offered: Sequence[str]) -> int:
    """The place of the first of `zones` that is among those `offered`; 0 when none is, so that AWS itself says why it refuses."""
    return next((index for index, zone in enumerate(zones) if zone in offered), 0)
