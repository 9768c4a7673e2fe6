"""HDInsight, Data Explorer, Synapse, Data Factory and managed Cassandra."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, cast

from penstock.regex import regex
from penstock.resources.azure.charges import Reader, charge, free
from penstock.resources.azure.machines.nodes import choice
from penstock.resources.azure.transfers.egress import copies
from penstock.resources.facts import Fact
from penstock.resources.machines.capacity_types import on_demand
from penstock.resources.machines.rented import Sizes, always
from penstock.resources.reading.blocks import (
    block_at,
    each_block,
    integer_at,
    number_at,
    or_default,
    or_unknown,
    text_at,
)
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .rented_machines import rented

_ENGINE: Final = regex(r"(?:Dev\(No SLA\)_)?(\w+?)(?:\+\d+TB_PS)?", re.IGNORECASE)
"""A size of Data Explorer: a VM size, and the premium disks of each (pulumi-azure-native, kusto.AzureSkuName)."""

_CASSANDRA: Final = "Standard_DS14_v2"
"""`sku` of a data centre that names none (pulumi-azure-native, cosmosdb.DataCenterResourceProperties and GarnetCluster)."""


def _hdinsight(resource: Resource, context: Context) -> Iterable[Fact]:
    """Each role of a cluster is a group of machines, at HDInsight's own price; workers may be scaled."""
    roles = each_block(Inputs(resource.inputs), "properties", "computeProfile", "roles")
    if not roles and resource.type.endswith(":Application"):  # without an edge node of its own
        yield free(resource, context)
        return
    for index, role in enumerate(roles or (UNKNOWN,)):
        where = f"properties.computeProfile.roles[{index}]"
        yield rented(
            resource,
            context,
            choice(or_unknown(text_at(role, "hardwareProfile", "vmSize")), f"{where}.hardwareProfile.vmSize", resource),
            _role_sizes(role),
            service="hdinsight",
            capacity=on_demand(where),
            part=where.rpartition(".")[2],
        )


def _role_sizes(role: Maybe[Inputs]) -> Sizes:
    if block_at(role, "autoscaleConfiguration") is None:
        return always(integer_at(role, "targetInstanceCount"))
    limits = block_at(role, "autoscaleConfiguration", "capacity")
    least, most = integer_at(limits, "minInstanceCount"), integer_at(limits, "maxInstanceCount")
    return or_unknown(least), None, or_unknown(most)


def _data_explorer(resource: Resource, context: Context) -> Iterable[Fact]:
    """An engine of so many machines of a VM size, with a markup on top of theirs (Azure Data Explorer pricing)."""
    inputs = Inputs(resource.inputs)
    name = text_at(inputs, "sku", "name")
    match = _ENGINE.fullmatch(plain(name)) if isinstance(name, str) else None
    size = masked_like(name, match[1]) if match is not None and isinstance(name, str) else or_unknown(name)
    scale = inputs.block("optimizedAutoscale")
    count = always(integer_at(inputs, "sku", "capacity"))
    if isinstance(scale, Unknown):
        count = (UNKNOWN, None, UNKNOWN)
    elif scale is not None and scale.flag("isEnabled") is not False:
        count = (or_unknown(scale.integer("minimum")), None, or_unknown(scale.integer("maximum")))
    yield rented(
        resource, context, choice(size, "sku.name", resource), count, service="data-explorer", capacity=on_demand("sku")
    )


def _spark_pool(resource: Resource, context: Context) -> Iterable[Fact]:
    """A Spark pool's nodes run while a session does. Of a family with GPUs, which ones is in no document for all sizes."""
    inputs = Inputs(resource.inputs)
    family, size = inputs.text("nodeSizeFamily"), inputs.text("nodeSize")
    least, most = (integer_at(inputs, "autoScale", name) for name in ("minNodeCount", "maxNodeCount"))
    count = inputs.integer("nodeCount") if most is None else most
    if family is None or family in ("None", "MemoryOptimized"):
        name = size if size is None or isinstance(size, Unknown) else plain(size).lower()
        key = "synapse-spark-hour" if name is None or isinstance(name, Unknown) else f"synapse-spark-{name}-hour"
        nodes = "as many as are asked for" if count is None or isinstance(count, Unknown) else f"up to {count} nodes"
        yield charge(resource, context, key, UNKNOWN if isinstance(size, Unknown) else None, f"by use, {nodes}")
        return
    yield rented(
        resource,
        context,
        choice(UNKNOWN, "nodeSize", resource),
        (or_default(least, 0), None, or_unknown(count)),
        service="synapse-spark",
        capacity=on_demand("nodeSizeFamily"),
    )


def _runtime(resource: Resource, context: Context) -> Iterable[Fact]:
    """An integration runtime of Data Factory or Synapse: a cluster for SSIS, until it is stopped, and cores for data flows.

    `location` is where it runs: copies pass through it, so one elsewhere than the factory moves them (Integration runtime
    location). `AutoResolve` is the region of what it writes to, and moves nothing more.
    """
    inputs = Inputs(resource.inputs)
    outer = inputs.block("properties")
    compute = block_at(outer, "computeProperties")
    if isinstance(outer, Unknown):
        yield charge(resource, context, "data-factory-runtime-hour", UNKNOWN, "its kind is not known")
        return
    place = text_at(compute, "location")
    if not isinstance(place, str) or plain(place).lower() != "autoresolve":
        yield from copies(resource, context, (place,), "an integration runtime in another region")
    size = text_at(compute, "nodeSize")
    cores = _vcores(compute, "coreCount")
    if size is not None:
        yield rented(
            resource,
            context,
            choice(size, "properties.computeProperties.nodeSize", resource),
            always(integer_at(compute, "numberOfNodes")),
            service="data-factory-ssis",
            capacity=on_demand("properties.computeProperties"),
            public=True if _addresses(compute) else UNKNOWN,
        )
    elif cores is None:
        yield free(resource, context)
    if cores is not None:
        yield _data_flow(resource, context, text_at(compute, "dataFlowProperties", "computeType"), cores)


def _addresses(compute: Maybe[Inputs] | None) -> bool:
    network = block_at(compute, "vNetProperties")
    return isinstance(network, Inputs) and network.given("publicIPs")


def _vcores(compute: Maybe[Inputs] | None, name: str) -> str | None:
    """Cores as people read them; None where no data flow is spoken of."""
    number = number_at(compute, "dataFlowProperties", name)
    return None if number is None else "not known" if isinstance(number, Unknown) else f"{number:f}"


def _data_flow(resource: Resource, context: Context, kind: Maybe[str] | None, cores: str) -> Fact:
    word = "general" if kind is None else "not-known" if isinstance(kind, Unknown) else plain(kind).lower()
    return charge(resource, context, f"data-flow-{word}-vcore-hour", None, f"by use, vCores: {cores}")


def _pipeline(resource: Resource, context: Context) -> Iterable[Fact]:
    """Runs bill by use; a data flow by the vCores that its activity asks for (Data Factory pricing, Data flow execution)."""
    yield charge(resource, context, "data-factory-activity-thousand", None, "by use")
    for block in _blocks_with("coreCount", resource.inputs):
        count = block.number("coreCount")
        cores = f"{count:f}" if count is not None and not isinstance(count, Unknown) else "not known"
        yield _data_flow(resource, context, block.text("computeType"), cores)


def _blocks_with(name: str, value: Value) -> Iterator[Inputs]:
    """Every block inside `value` that has `name`."""
    pending: list[Value] = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, Mapping):
            block = cast("Mapping[str, Value]", item)
            if Inputs(block).given(name):
                yield Inputs(block)
            pending.extend(block.values())
        elif isinstance(item, Sequence) and not isinstance(item, str):
            pending.extend(item)


def _linked_service(resource: Resource, context: Context) -> Iterable[Fact]:
    """What a factory starts by itself for each run: a cluster of HDInsight, or of Databricks. Other linked services are free."""
    inputs = Inputs(resource.inputs)
    outer = inputs.block("properties")
    sizes = {name: size for name in _ON_DEMAND if (size := text_at(outer, name)) is not None}
    if not sizes and not isinstance(outer, Unknown):
        yield free(resource, context)
        return
    count = integer_at(outer, "clusterSize")
    count = integer_at(outer, "newClusterNumOfWorker") if count is None else count
    where = next(iter(sizes), "")
    yield rented(
        resource,
        context,
        tuple(it for name, size in sizes.items() for it in choice(size, f"properties.{name}", resource))
        or choice(UNKNOWN, "properties", resource),
        (0, None, or_unknown(count)),
        service="databricks" if where.startswith("newCluster") else "hdinsight",
        capacity=on_demand(f"properties.{where}"),
    )


_ON_DEMAND: Final = (
    *("dataNodeSize", "headNodeSize", "zookeeperNodeSize"),
    *("newClusterNodeType", "newClusterDriverNodeType"),
)


def _cassandra(resource: Resource, context: Context) -> Iterable[Fact]:
    """A data centre of managed Cassandra: so many machines, in its own region; those of one cluster replicate to each other."""
    outer = Inputs(resource.inputs).block("properties")
    size = text_at(outer, "sku")
    place = text_at(outer, "dataCenterLocation")
    yield rented(
        resource,
        context,
        choice(_CASSANDRA if size is None else size, "properties.sku", resource),
        always(integer_at(outer, "nodeCount")),
        service="managed-cassandra",
        capacity=on_demand("properties.sku"),
        public=False,
    )
    yield from copies(resource, context, (place,), "a data centre of a Cassandra cluster in another region")


def _garnet(resource: Resource, context: Context) -> Iterable[Fact]:
    """A Garnet cache: each shard of so many nodes is kept `replicationFactor` times."""
    outer = Inputs(resource.inputs).block("properties")
    size = text_at(outer, "nodeSku")
    shards, kept = or_unknown(integer_at(outer, "nodeCount")), or_default(integer_at(outer, "replicationFactor"), 1)
    yield rented(
        resource,
        context,
        choice(_CASSANDRA if size is None else size, "properties.nodeSku", resource),
        always(UNKNOWN if isinstance(shards, Unknown) or isinstance(kept, Unknown) else shards * kept),
        service="garnet",
        capacity=on_demand("properties.nodeSku"),
        public=False,
    )


ANALYTICS: Final[Mapping[str, Reader]] = {
    "azure-native:cosmosdb:CassandraDataCenter": _cassandra,
    "azure-native:cosmosdb:GarnetCluster": _garnet,
    "azure-native:datafactory:IntegrationRuntime": _runtime,
    "azure-native:datafactory:LinkedService": _linked_service,
    "azure-native:datafactory:Pipeline": _pipeline,
    "azure-native:hdinsight:Application": _hdinsight,
    "azure-native:hdinsight:Cluster": _hdinsight,
    "azure-native:kusto:Cluster": _data_explorer,
    "azure-native:synapse:BigDataPool": _spark_pool,
    "azure-native:synapse:IntegrationRuntime": _runtime,
}
