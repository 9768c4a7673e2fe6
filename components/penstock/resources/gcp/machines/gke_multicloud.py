"""GKE on AWS and on Azure: the other cloud bills the machines, and Google a fee for each vCPU."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.facts import Capacity, Fact, InstanceChoice
from penstock.resources.gcp.charges import Reader, by_use
from penstock.resources.gcp.managed.rented_machines import rented
from penstock.resources.gcp.references import referred
from penstock.resources.machines.capacity_types import on_demand, only_on_demand, spot, unknown_capacity
from penstock.resources.reading.blocks import block_at, integer_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_CONTROL_PLANE_NODES: Final = 3
"""Replicas of a control plane, one for each zone (GKE on AWS, Architecture; GKE on Azure likewise)."""


def _control_plane(cloud: str, machine: str, default: str) -> Reader:
    """The machines of a control plane, always on."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield by_use(resource, context, "gke-multicloud-vcpu-hour")
        inputs = Inputs(resource.inputs)
        path = f"controlPlane.{machine}"
        name = or_default(text_at(inputs, "controlPlane", machine), default)
        node = rented(
            resource,
            context,
            (InstanceChoice(name, path, resource.urn),),
            service=None,
            minimum=_CONTROL_PLANE_NODES,
            region=_region(inputs, cloud),
            part="control plane",
            capacity=only_on_demand(path),
        )
        yield replace(node, cloud=cloud)

    return read


def _region(inputs: Inputs, cloud: str) -> Maybe[str]:
    return or_unknown(inputs.text(f"{cloud}Region"))


def _pool(cloud: str, machine: str, default: str, cluster: str) -> Reader:
    """A pool of the cluster, autoscaled; on AWS it may be spot."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield by_use(resource, context, "gke-multicloud-vcpu-hour")
        inputs = Inputs(resource.inputs)
        config = inputs.block("config")
        choices, capacity = _machines(resource, config, machine, default)
        scaling = block_at(inputs, "autoscaling")
        clusters = referred(resource, context, "cluster", inputs.raw("cluster"), (cluster,))
        region = _region(Inputs(context.by_urn[clusters[0]].inputs), cloud) if clusters else UNKNOWN
        node = rented(
            resource,
            context,
            choices,
            service=None,
            minimum=or_unknown(integer_at(scaling, "minNodeCount")),
            maximum=or_unknown(integer_at(scaling, "maxNodeCount")),
            region=region,
            capacity=capacity,
        )
        yield replace(node, cloud=cloud)

    return read


def _machines(
    resource: Resource, config: Maybe[Inputs] | None, machine: str, default: str
) -> tuple[tuple[InstanceChoice, ...], Capacity]:
    if isinstance(config, Unknown):
        return (InstanceChoice(UNKNOWN, "config", resource.urn),), unknown_capacity("config")
    path = "config.spotConfig.instanceTypes"
    types = block_at(config, "spotConfig")
    if types is None:
        where = f"config.{machine}"
        name = text_at(config, machine)
        return (InstanceChoice(default if name is None else name, where, resource.urn),), on_demand(where)
    named = types if isinstance(types, Unknown) else types.texts("instanceTypes")
    if isinstance(named, Unknown):
        return (InstanceChoice(UNKNOWN, path, resource.urn),), spot(path)
    found = (InstanceChoice(name, f"{path}[{at}]", resource.urn) for at, name in enumerate(named))
    return tuple(dict.fromkeys(found)), spot(path)


_AWS: Final = "gcp:container/awsCluster:AwsCluster"
_AZURE: Final = "gcp:container/azureCluster:AzureCluster"

MULTICLOUD: Final[Mapping[str, Reader]] = {
    _AWS: _control_plane("aws", "instanceType", "m5.large"),
    "gcp:container/awsNodePool:AwsNodePool": _pool("aws", "instanceType", "m5.large", _AWS),
    _AZURE: _control_plane("azure", "vmSize", "Standard_DS2_v2"),
    "gcp:container/azureNodePool:AzureNodePool": _pool("azure", "vmSize", "Standard_DS2_v2", _AZURE),
}
"""A machine that is not said is an `m5.large` or a `Standard_DS2_v2` (pulumi-gcp, `container.AwsNodePool`,
`container.AzureNodePool`)."""
