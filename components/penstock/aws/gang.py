"""What changes when the nodes of a pool work as one job: one zone, one placement group, one type, EFA.

Declares a cluster placement group (shortest paths, one zone) and, for types with EFA, one RDMA interface per network card.

Traps it avoids:
- EFA needs a security group that allows everything from itself and to itself, protocol -1 (EC2 User Guide, "Get started with EFA",
  step 1): the one inbound rule of a pool, and it names no address but the group.
- Network cards after the first take `efa-only` interfaces at device index 1: RDMA without an address, else a p5.48xlarge takes 32
  addresses of its subnet (EC2 User Guide, "Maximize network bandwidth on Amazon EC2 instances with multiple network cards").
- The first card of a P6-B300 takes no EFA (17 cards, 16 EFA interfaces): there it carries addresses alone (same page: "If the network
  card index 0 supports EFA"; the counts: EC2 API, `DescribeInstanceTypes`).
- A public address cannot be asked for, nor refused, with more than one interface; AWS never gives one then
  (EC2 API Reference, `InstanceNetworkInterfaceSpecification.AssociatePublicIpAddress`).
- Capacity rebalance and zone rebalance would replace single nodes under a running job: the pool leaves both off.

It deliberately does not start a gang all at once or not at all: a group has no such mode, so a job must wait for its nodes.
"""

from __future__ import annotations

from typing import Final

import pulumi
import pulumi_aws as aws

from penstock.catalog import InstanceType
from penstock.common.labels import Labels

_NO_EFA_ON_FIRST_CARD: Final = ("p6-b300.",)


def declare_placement(name: str, labels: Labels, pool: str, parent: pulumi.Resource) -> aws.ec2.PlacementGroup:
    """A cluster placement group."""
    return aws.ec2.PlacementGroup(
        name, strategy="cluster", tags=labels.tags(name, POOL=pool), opts=pulumi.ResourceOptions(parent=parent)
    )


def declare_self_rules(
    name: str, group: aws.ec2.SecurityGroup, labels: Labels, pool: str, parent: pulumi.Resource
) -> None:
    """Everything between members of `group`, and nothing else, inbound."""
    opts = pulumi.ResourceOptions(parent=parent)
    tags = labels.tags(f"{name}-efa", POOL=pool)
    aws.vpc.SecurityGroupIngressRule(
        f"{name}-efa",
        security_group_id=group.id,
        referenced_security_group_id=group.id,
        ip_protocol="-1",
        description="EFA between the nodes of this pool",
        tags=tags,
        opts=opts,
    )
    aws.vpc.SecurityGroupEgressRule(
        f"{name}-efa",
        security_group_id=group.id,
        referenced_security_group_id=group.id,
        ip_protocol="-1",
        description="EFA between the nodes of this pool",
        tags=tags,
        opts=opts,
    )


def interfaces(
    kind: InstanceType | None, security_group: pulumi.Input[str]
) -> list[aws.ec2.LaunchTemplateNetworkInterfaceArgs]:
    """The network interfaces of a node of a gang's `kind`; of None: of a node by itself."""
    efa = kind is not None and kind.efa
    cards = kind.network_cards if kind is not None and efa else 1
    first_efa = efa and not (kind is not None and kind.name.startswith(_NO_EFA_ON_FIRST_CARD))
    first = aws.ec2.LaunchTemplateNetworkInterfaceArgs(
        device_index=0,
        network_card_index=0 if cards > 1 else None,
        interface_type="efa" if first_efa else None,
        security_groups=[security_group],
        associate_public_ip_address="false" if cards == 1 else None,
        delete_on_termination="true",
    )
    others = [
        aws.ec2.LaunchTemplateNetworkInterfaceArgs(
            device_index=1 if first_efa else 0,
            network_card_index=card,
            interface_type="efa-only",
            security_groups=[security_group],
            delete_on_termination="true",
        )
        for card in range(1, cards)
    ]
    return [first, *others]
