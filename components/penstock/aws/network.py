"""A private network for GPU nodes.

Declares a VPC over several zones with one private subnet each, one route table, an S3 gateway endpoint on that route table,
and either interface endpoints for what a node must reach (`internet="none"`) or one NAT gateway (`internet="nat"`).

Traps it avoids:
- Without the gateway endpoint every byte between S3 and a node crosses the NAT gateway and is billed by the GiB; the endpoint
  itself is free (VPC User Guide, "Gateway endpoints for Amazon S3").
- An interface endpoint is billed per zone and hour: they stand in one zone and are reached from all; the zones' few bytes of
  control traffic cost far less. When that zone fails the agents are cut off, and the steward, which is outside, still stops nodes.
- A service has no endpoint in some zones, and asking for one there fails the whole `up`: each stands in the first zone that has
  its service (AWS PrivateLink Guide, "Access an AWS service": "View available AWS services", its Availability Zones).
- A type is not offered in every zone: where a gang's is comes first, or else it could start nowhere.
- A NAT gateway cannot be made before its internet gateway is attached (VPC User Guide, "NAT gateway basics").
- Local and Wavelength Zones are left out (`opt-in-status`): few have GPU types, none has S3 gateway endpoints of its own.
- The VPC's default security group, which lets its members talk to each other, is emptied.

It deliberately has no public subnet (but the NAT gateway's own), no VPN or peering, no flow logs (they bill by the GiB), and
does not filter outbound traffic: with `internet="none"` there is nowhere to go but AWS.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network
from typing import Final, Literal

import pulumi
import pulumi_aws as aws

from penstock.common.labels import Labels
from penstock.common.program import refuse, region_of, sound
from penstock.problem import Problem
from penstock.spec import model
from penstock.spec.model import DEFAULT_CIDR

from .zones import first_index, first_offering, offered_in, zones_of_service

ENDPOINTS: Final = ("ssm", "ssmmessages", "autoscaling", "monitoring")
"""Session Manager (SSM Agent 3.3.40 and later no longer needs ec2messages: Systems Manager User Guide, "VPC endpoints"),
and the agent's stop and metrics. S3 goes through the gateway endpoint."""

_BLOCKS: Final = 3  # bits: eight equal blocks, six zones at most, the last one for the NAT gateway


class Network(pulumi.ComponentResource):
    """A VPC with private subnets. `vpc_id`, `subnet_ids` (one a zone) and `route_table_id` are what others need; `zones` are the
    names of the subnets' zones, in their order."""

    vpc_id: pulumi.Output[str]
    zones: Sequence[str]
    subnet_ids: Sequence[pulumi.Output[str]]
    route_table_id: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        *,
        labels: Labels,
        region: str | None = None,
        cidr: str = DEFAULT_CIDR,
        zones: int = 3,
        zone_names: Sequence[str] = (),
        gang_types: Sequence[str] = (),
        internet: Literal["none", "nat"] = "none",
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """`zones` are at most so many, 1 to 6: some regions have only two; `zone_names` names them instead. Zones that offer
        `gang_types`, instance types that need one zone for all their nodes, come first. `region`: the stack's `aws:region`
        unless given.

        Raises pulumi.RunError for what the stack file would refuse too, and where the account may use none.
        """
        chosen: dict[str, object] = {"zone_names": zone_names} if zone_names else {"zones": zones}
        sound(f"network {name}", model.Network, cidr=cidr, internet=internet, **chosen)
        count = len(zone_names) or zones
        region = region_of(region, "aws")
        inputs = labels.inputs() | {"region": region, "cidr": cidr, "zones": count, "internet": internet}
        super().__init__("penstock:aws:Network", name, inputs, opts)
        self._name = name
        self._labels = labels
        self._child = pulumi.ResourceOptions(parent=self)
        self._region = region
        blocks = list(IPv4Network(cidr).subnets(prefixlen_diff=_BLOCKS))
        self._vpc = self._declare_vpc(cidr)
        self.zones = list(zone_names) or first_offering(self._available(), offered_in(gang_types, self))[:zones]
        self._subnets = self._declare_subnets(self.zones, blocks)
        self._routes = self._declare_routes()
        self._declare_s3_endpoint()
        if internet == "nat":
            self._declare_nat(blocks[-1])
        else:
            self._declare_endpoints(cidr)
        self.vpc_id = self._vpc.id
        self.subnet_ids = [subnet.id for subnet in self._subnets]
        self.route_table_id = self._routes.id
        self.register_outputs({"vpcId": self.vpc_id, "subnetIds": self.subnet_ids, "routeTableId": self.route_table_id})

    def _available(self) -> list[str]:
        found = aws.get_availability_zones(
            state="available",
            filters=[aws.GetAvailabilityZonesFilterArgs(name="opt-in-status", values=["opt-in-not-required"])],
            opts=pulumi.InvokeOptions(parent=self),
        ).names
        if not found:
            what = f"{self._region} has no zone that this account may use"
            refuse([Problem(f"network {self._name}", what, "use another region, or enable this one for the account")])
        return list(found)

    def _declare_vpc(self, cidr: str) -> aws.ec2.Vpc:
        vpc = aws.ec2.Vpc(
            f"{self._name}-vpc",
            cidr_block=cidr,
            enable_dns_support=True,
            enable_dns_hostnames=True,  # private names of the interface endpoints need both
            tags=self._labels.tags(f"{self._name}-vpc"),
            opts=self._child,
        )
        aws.ec2.DefaultSecurityGroup(
            f"{self._name}-default",
            vpc_id=vpc.id,
            tags=self._labels.tags(f"{self._name}-default-closed"),
            opts=self._child,
        )
        return vpc

    def _declare_subnets(self, zones: Sequence[str], blocks: list[IPv4Network]) -> list[aws.ec2.Subnet]:
        return [
            aws.ec2.Subnet(
                f"{self._name}-private-{number}",
                vpc_id=self._vpc.id,
                availability_zone=zone,
                cidr_block=str(block),
                map_public_ip_on_launch=False,
                tags=self._labels.tags(f"{self._name}-private-{zone}"),
                opts=self._child,
            )
            for number, (zone, block) in enumerate(zip(zones, blocks, strict=False))
        ]

    def _declare_routes(self) -> aws.ec2.RouteTable:
        table = aws.ec2.RouteTable(
            f"{self._name}-private",
            vpc_id=self._vpc.id,
            tags=self._labels.tags(f"{self._name}-private"),
            opts=self._child,
        )
        for number, subnet in enumerate(self._subnets):
            aws.ec2.RouteTableAssociation(
                f"{self._name}-private-{number}", route_table_id=table.id, subnet_id=subnet.id, opts=self._child
            )
        return table

    def _declare_s3_endpoint(self) -> None:
        aws.ec2.VpcEndpoint(
            f"{self._name}-s3",
            vpc_id=self._vpc.id,
            vpc_endpoint_type="Gateway",
            service_name=f"com.amazonaws.{self._region}.s3",
            route_table_ids=[self._routes.id],
            tags=self._labels.tags(f"{self._name}-s3"),
            opts=self._child,
        )

    def _declare_endpoints(self, cidr: str) -> None:
        group = aws.ec2.SecurityGroup(
            f"{self._name}-endpoints",
            description="HTTPS from the network to the AWS interface endpoints",
            vpc_id=self._vpc.id,
            tags=self._labels.tags(f"{self._name}-endpoints"),
            opts=self._child,
        )
        aws.vpc.SecurityGroupIngressRule(
            f"{self._name}-endpoints-https",
            security_group_id=group.id,
            description="nodes to AWS",
            ip_protocol="tcp",
            from_port=443,
            to_port=443,
            cidr_ipv4=cidr,
            tags=self._labels.tags(f"{self._name}-endpoints-https"),
            opts=self._child,
        )
        for service in ENDPOINTS:
            aws.ec2.VpcEndpoint(
                f"{self._name}-{service}",
                vpc_id=self._vpc.id,
                vpc_endpoint_type="Interface",
                service_name=f"com.amazonaws.{self._region}.{service}",
                subnet_ids=[self._subnet_for(service)],
                security_group_ids=[group.id],
                private_dns_enabled=True,
                tags=self._labels.tags(f"{self._name}-{service}"),
                opts=self._child,
            )

    def _subnet_for(self, service: str) -> pulumi.Output[str]:
        ids = pulumi.Output.all(*(subnet.id for subnet in self._subnets))
        return pulumi.Output.all(ids, zones_of_service(service, self)).apply(
            lambda found: found[0][first_index(self.zones, found[1])]
        )

    def _declare_nat(self, block: IPv4Network) -> None:
        """One gateway in the first zone: a second one doubles the fixed price, and nodes only fetch packages through it."""
        name = f"{self._name}-nat"
        gateway = aws.ec2.InternetGateway(name, vpc_id=self._vpc.id, tags=self._labels.tags(name), opts=self._child)
        attached = pulumi.ResourceOptions(parent=self, depends_on=[gateway])
        table = aws.ec2.RouteTable(name, vpc_id=self._vpc.id, tags=self._labels.tags(name), opts=self._child)
        aws.ec2.Route(
            f"{name}-out",
            route_table_id=table.id,
            destination_cidr_block="0.0.0.0/0",
            gateway_id=gateway.id,
            opts=self._child,
        )
        subnet = aws.ec2.Subnet(
            name,
            vpc_id=self._vpc.id,
            availability_zone=self._subnets[0].availability_zone,
            cidr_block=str(next(block.subnets(new_prefix=28))),  # /28 is the smallest subnet AWS takes
            map_public_ip_on_launch=False,
            tags=self._labels.tags(name),
            opts=self._child,
        )
        aws.ec2.RouteTableAssociation(name, route_table_id=table.id, subnet_id=subnet.id, opts=self._child)
        address = aws.ec2.Eip(name, domain="vpc", tags=self._labels.tags(name), opts=attached)
        nat = aws.ec2.NatGateway(
            name, allocation_id=address.id, subnet_id=subnet.id, tags=self._labels.tags(name), opts=attached
        )
        aws.ec2.Route(
            f"{self._name}-private-out",
            route_table_id=self._routes.id,
            destination_cidr_block="0.0.0.0/0",
            nat_gateway_id=nat.id,
            opts=self._child,
        )
