"""Node groups: managed by EKS, or of pulumi-eks's own making: a launch template and an autoscaling group.

Defaults: "desiredCapacity ... Defaults to 2", "minSize ... 1", "maxSize ... 2", "instanceType ... t3.medium", "nodeRootVolumeSize ... 20"
(pulumi-eks 4.4, NodeGroupV2); a gp2 root disk and a public address where the program says nothing
(nodejs/eks/nodes/nodegroup.ts: `nodeRootVolumeType ?? "gp2"`, `nodeAssociatePublicIpAddress ?? true`). With a `spotPrice` the group is
spot. A managed group's `scalingConfig` is 2, 1 and 2 likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources import aws
from penstock.resources.aws.machines.nodes import choice
from penstock.resources.facts import Capacity, DiskShape, Fact, Node
from penstock.resources.machines.capacity_types import on_demand, spot, unknown_capacity
from penstock.resources.machines.preference import at_most
from penstock.resources.reading.blocks import or_default
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context, tags_of
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Unknown, Value
from penstock.terms import Tag

from .place import stack_region

_MANAGED: Final = "aws:eks/nodeGroup:NodeGroup"
_OWN: Final = ("aws:autoscaling/group:Group", "aws:cloudformation/stack:Stack", "aws:ec2/launchTemplate:LaunchTemplate")
"""What pulumi-eks makes of a group of its own: a stack of CloudFormation holds that of a `NodeGroup`."""
_ROOT_GIB: Final = Decimal(20)


def _managed(resource: Resource, context: Context) -> Iterable[Fact]:
    """As the node group of EKS that is made of it: its inputs have the same names."""
    if context.has_parts(resource, _MANAGED):
        return
    inputs = Inputs(resource.inputs)
    scaling = inputs.block("scalingConfig")
    sizes: Value = UNKNOWN
    if not isinstance(scaling, Unknown):
        given = Inputs({}) if scaling is None else scaling
        sizes = {
            "desiredSize": _or(given.raw("desiredSize"), 2),
            "minSize": _or(given.raw("minSize"), 1),
            "maxSize": _or(given.raw("maxSize"), 2),
        }
    made = {**resource.inputs, "scalingConfig": sizes, "region": stack_region(context)}
    yield from aws.READERS[_MANAGED](replace(resource, type=_MANAGED, inputs=made), context)


def _or(value: Value, default: int) -> Value:
    return default if value is None else value


def _self_managed(resource: Resource, context: Context) -> Iterable[Fact]:
    if not context.has_parts(resource, *_OWN):
        yield own_group(resource, context, Inputs(resource.inputs), "")


def own_group(resource: Resource, context: Context, options: Inputs, path: str) -> Node:
    """The group of nodes that `options`, at `path` of the inputs, ask for."""
    instance_type, user_data = options.text("instanceType"), options.text("nodeUserData")
    tags = {
        **tags_of(resource.inputs.get("tags")),
        **tags_of(options.raw("cloudFormationTags")),
        **tags_of(options.raw("autoScalingGroupTags")),
    }
    pool = tags.get(Tag.POOL)
    return Node(
        urn=resource.urn,
        cloud="aws",
        region=stack_region(context),
        tags=tags,
        kind="group",
        name=resource.name,
        label=pool if isinstance(pool, str) and pool else resource.name,
        choices=choice(or_default(instance_type, "t3.medium"), f"{path}instanceType", resource),
        minimum=or_default(options.integer("minSize"), 1),
        desired=or_default(options.integer("desiredCapacity"), 2),
        maximum=or_default(options.integer("maxSize"), 2),
        capacity=_capacity(options, path),
        disks=(_root(options),),
        public_address=or_default(options.flag("nodeAssociatePublicIpAddress"), True),
        mentions=() if user_data is None else (user_data,),
        size_input=None if options.flag("ignoreScalingChanges") is True else f"{path}desiredCapacity",
        several_zones=UNKNOWN,
    )


def _capacity(options: Inputs, path: str) -> Capacity:
    price, where = options.text("spotPrice"), f"{path}spotPrice"
    if isinstance(price, Unknown):
        return unknown_capacity(where)
    return on_demand(where) if price is None else at_most(spot(where), price)


def _root(options: Inputs) -> DiskShape:
    return DiskShape(
        or_default(options.text("nodeRootVolumeType"), "gp2"),
        or_default(options.number("nodeRootVolumeSize"), _ROOT_GIB),
        or_default(options.flag("nodeRootVolumeDeleteOnTermination"), True),
        iops=options.integer("nodeRootVolumeIops"),
        mibps=options.integer("nodeRootVolumeThroughput"),
    )


NODE_GROUPS: Final[Mapping[str, Reader]] = {
    "eks:index:ManagedNodeGroup": _managed,
    "eks:index:NodeGroup": _self_managed,
    "eks:index:NodeGroupV2": _self_managed,
}
