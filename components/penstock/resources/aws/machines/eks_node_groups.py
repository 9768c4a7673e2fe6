"""Managed node groups of EKS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from penstock.resources.aws.transfers.egress import cross_zone, several_zones
from penstock.resources.aws.type_tokens import NODE_GROUP, ROLE
from penstock.resources.facts import Fact, InstanceChoice, Node
from penstock.resources.machines.licences import of_image
from penstock.resources.machines.rented import label
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .ec2 import placed_together
from .eks_nodes import managed_capacity, node_disks
from .nodes import choice, count, pinned, templates


def _node_group(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    scaling = inputs.block("scalingConfig")
    template = inputs.block("launchTemplate")
    launched_from = templates(resource, context, "launchTemplate", template, ("id", "name"))
    types = inputs.texts("instanceTypes")
    choices = (
        choice(UNKNOWN, "instanceTypes", resource)
        if isinstance(types, Unknown)
        else tuple(InstanceChoice(it, f"instanceTypes[{index}]", resource.urn) for index, it in enumerate(types))
    )
    if not choices and template is None:  # EKS: "default t3.medium"
        choices = choice("t3.medium", "instanceTypes", resource)
    role = inputs.raw("nodeRoleArn")

    def size(name: str) -> Maybe[int]:
        return count(scaling.integer(name)) if isinstance(scaling, Inputs) else UNKNOWN

    together = placed_together(resource, context, inputs, launched_from)
    several = False if together else several_zones(resource, context, inputs, "subnetIds", subnets="subnetIds")
    yield Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=choices,
        minimum=size("minSize"),
        desired=size("desiredSize"),
        maximum=size("maxSize"),
        capacity=managed_capacity(inputs.text("capacityType")),
        templates=launched_from,
        template_unresolved=(template is not None and not launched_from) or pinned(inputs, context, "launchTemplate"),
        disks=node_disks(inputs, template),
        identities=() if role is None else context.referred(resource, "nodeRoleArn", role, (ROLE,)),
        gang=together,
        several_zones=several,
        licence=of_image(inputs.text("amiType")),
    )
    if size("maxSize") not in (0, 1):
        yield from cross_zone(resource, context, several)


EKS_NODE_GROUPS: Final[Mapping[str, Callable[[Resource, Context], Iterable[Fact]]]] = {NODE_GROUP: _node_group}
