"""Spark that Dataproc runs elsewhere than on a cluster of the program: workflow templates, serverless batches and sessions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.facts import Fact, Free, InstanceChoice, Node, NodeTemplate
from penstock.resources.gcp.charges import Reader, by_use
from penstock.resources.gcp.machines.nodes import choice
from penstock.resources.gcp.places import base
from penstock.resources.machines.capacity_types import on_demand
from penstock.resources.reading.blocks import block_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, as_number, as_text, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .dataproc import cluster_nodes
from .rented_machines import rented

_KIND: Final = "spark.dataproc.executor.resource.accelerator.type"
_MACHINES: Final[Mapping[str, str]] = {"l4": "g2-standard-4", "a100-40": "a2-highgpu-1g", "a100-80": "a2-ultragpu-1g"}
"""An executor's accelerator -> the smallest machine with one (Serverless for Apache Spark, GPUs, Accelerator types)."""

_MOST: Final = "spark.dynamicAllocation.maxExecutors"
_FIXED: Final = "spark.executor.instances"
_DEFAULT_MOST: Final = 1000
"""Executors of a batch that says nothing (Serverless for Apache Spark, Autoscaling, `maxExecutors`)."""


def _workflow(resource: Resource, context: Context) -> Iterable[Fact]:
    """A template costs nothing; each run makes its managed cluster and deletes it. One that selects a cluster makes none."""
    yield Free(**base(resource, context))
    config = block_at(Inputs(resource.inputs), "placement", "managedCluster", "config")
    if config is None:
        return
    where = "placement.managedCluster.config"
    for node in cluster_nodes(resource, context, config, where, secondary="secondaryWorkerConfig"):
        yield _described(node)


def _described(node: Node) -> NodeTemplate:
    """Nodes that run for each run of a template: what they are is judged, and no hours."""
    return NodeTemplate(
        urn=node.urn,
        cloud=node.cloud,
        region=node.region,
        tags=node.tags,
        provider_region=node.provider_region,
        choices=node.choices,
        capacity=node.capacity,
        disks=node.disks,
        public_address=node.public_address,
        identities=node.identities,
    )


def _serverless(resource: Resource, context: Context) -> Iterable[Fact]:
    """Billed by the units that executors use. Spark's own properties may ask for a GPU for each of them."""
    for sku in ("spark-unit-hour", "spark-accelerator-hour"):
        yield by_use(resource, context, sku)
    runtime = block_at(Inputs(resource.inputs), "runtimeConfig")
    properties = runtime.mapping("properties") if isinstance(runtime, Inputs) else runtime
    if properties is None:
        return
    path = "runtimeConfig.properties"
    if isinstance(properties, Unknown):
        yield _executors(resource, context, choice(UNKNOWN, path, resource, (UNKNOWN, UNKNOWN)), UNKNOWN)
        return
    kind = as_text(properties.get(_KIND))
    if kind is not None:
        named = kind if isinstance(kind, Unknown) else _MACHINES.get(plain(kind).lower())
        machine = UNKNOWN if named is None else named
        attached = UNKNOWN if named is None and isinstance(kind, str) else None
        choices = (
            InstanceChoice(machine, f"{path}.{_KIND}", resource.urn, attached, 0 if attached is None else UNKNOWN),
        )
        yield _executors(resource, context, choices, _count(properties))


def _executors(
    resource: Resource, context: Context, choices: tuple[InstanceChoice, ...], most: Maybe[int]
) -> Node | NodeTemplate:
    node = rented(
        resource,
        context,
        choices,
        service="dataproc-serverless",
        minimum=0,
        maximum=most,
        public_address=False,
        capacity=on_demand(choices[0].path),
    )
    return node if resource.type.endswith(":Batch") else _described(replace(node, desired=0))


def _count(properties: Mapping[str, Value]) -> Maybe[int]:
    for name in (_MOST, _FIXED):
        number = as_number(properties.get(name))
        if number is not None:
            return UNKNOWN if isinstance(number, Unknown) else int(number)
    return _DEFAULT_MOST


SPARK: Final[Mapping[str, Reader]] = {
    "gcp:dataproc/batch:Batch": _serverless,
    "gcp:dataproc/sessionTemplate:SessionTemplate": _serverless,
    "gcp:dataproc/workflowTemplate:WorkflowTemplate": _workflow,
}
