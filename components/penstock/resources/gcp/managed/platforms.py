"""Cloud Build, Composer, App Engine, VMware Engine and other platforms that rent machines for the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Capacity, Fact
from penstock.resources.gcp.charges import Reader, by_use, charge, hourly
from penstock.resources.gcp.machines.nodes import choice
from penstock.resources.gcp.transfers.egress import bucket_region, path
from penstock.resources.machines.capacity_types import on_demand, only_on_demand, spot
from penstock.resources.reading.blocks import (
    block_at,
    blocks_at,
    each_block,
    flag_at,
    integer_at,
    number_at,
    or_default,
    or_unknown,
    text_at,
)
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .rented_machines import rented, sized, units

_COMPOSER_NODES: Final = 3
"""Of an environment that says nothing, which has three at least (pulumi-gcp, `composer.Environment`, `nodeCount`)."""

_CONNECTOR_LEAST: Final = 2
"""Instances of a connector that says nothing (pulumi-gcp, `vpcaccess.Connector`, `minInstances`)."""


def _build(resource: Resource, context: Context) -> Iterable[Fact]:
    """Billed by the minute of its machine, `E2_HIGHCPU_8`; a trigger that names none has the smallest."""
    kind = text_at(Inputs(resource.inputs), "build", "options", "machineType")
    if kind is None or kind == "UNSPECIFIED":
        yield by_use(resource, context, "cloud-build-minute")
        return
    yield from sized(resource, context, "cloud-build", kind, "build.options.machineType", count=None)


def _worker_pool(resource: Resource, context: Context) -> Iterable[Fact]:
    """Workers of a private pool start for a build. They have public addresses unless they are told not to."""
    config = block_at(Inputs(resource.inputs), "workerConfig")
    kind = text_at(config, "machineType")
    private = flag_at(config, "noExternalIp")
    public = UNKNOWN if isinstance(private, Unknown) else private is not True
    yield from sized(
        resource,
        context,
        "cloud-build-pool",
        "e2-standard-2" if kind is None else kind,  # Cloud Build, Private pool configuration file schema, machineType
        "workerConfig.machineType",
        count=None,
        public_address=public,
    )


def _composer(resource: Resource, context: Context) -> Iterable[Fact]:
    """Composer 1 rents a cluster's machines, its database's and its web server's by name; later ones bill the vCPUs that each
    part of Airflow has. Snapshots go to the bucket that it names."""
    inputs = Inputs(resource.inputs)
    config = block_at(inputs, "config")
    yield by_use(resource, context, "composer-environment-hour")
    kind = text_at(config, "nodeConfig", "machineType")
    count = or_default(integer_at(config, "nodeCount"), _COMPOSER_NODES)
    if kind is not None:
        where = "config.nodeConfig.machineType"
        yield rented(resource, context, choice(kind, where, resource), service="composer", minimum=count)
    for part in ("databaseConfig", "webServerConfig"):
        named = text_at(config, part, "machineType")
        if isinstance(named, Unknown):
            yield charge(resource, context, "composer-machine-hour", UNKNOWN, "its machine type is not known")
        elif named is not None:
            yield hourly(resource, context, f"composer-{plain(named)}-hour")
    for part, counts in _AIRFLOW.items():
        block = block_at(config, "workloadsConfig", part)
        if block is not None:
            cores = number_at(block, "cpu")
            number = next((it for name in counts if (it := integer_at(block, name)) is not None), 1)
            yield units(resource, context, f"composer-{part.lower()}-vcpu-hour", cores, number, what="vCPUs")
    snapshots = block_at(config, "recoveryConfig", "scheduledSnapshotsConfig")
    if snapshots is not None and flag_at(snapshots, "enabled") is not False:
        place = UNKNOWN if isinstance(snapshots, Unknown) else snapshots.raw("snapshotLocation")
        if place is not None:
            target = bucket_region(resource, context, "config", place)
            yield from path(resource, context, target, COPIED, "snapshots of an environment")


_AIRFLOW: Final[Mapping[str, tuple[str, ...]]] = {
    "dagProcessor": ("count",),
    "scheduler": ("count",),
    "triggerer": ("count",),
    "webServer": (),
    "worker": ("maxCount", "minCount"),
}
"""Part of Airflow -> the inputs that say how many of it there may be."""


def _flexible(resource: Resource, context: Context) -> Iterable[Fact]:
    """Instances of so many vCPUs and GiB, at least two where they scale by themselves, by the hour (App Engine, flexible
    environment, `resources` and `automatic_scaling`)."""
    inputs = Inputs(resource.inputs)
    shape = block_at(inputs, "resources")
    cores, gib = number_at(shape, "cpu"), number_at(shape, "memoryGb")
    fixed = integer_at(inputs, "manualScaling", "instances")
    count = or_default(integer_at(inputs, "automaticScaling", "minTotalInstances"), 2) if fixed is None else fixed
    yield units(
        resource, context, "app-engine-flex-vcpu-hour", Decimal(1) if cores is None else cores, count, what="vCPUs"
    )
    yield units(
        resource, context, "app-engine-flex-gib-hour", Decimal("0.6") if gib is None else gib, count, what="GiB"
    )
    yield from _classed(resource, context, inputs, "app-engine-flex")


def _standard(resource: Resource, context: Context) -> Iterable[Fact]:
    yield from _classed(resource, context, Inputs(resource.inputs), "app-engine")


def _classed(resource: Resource, context: Context, inputs: Inputs, sku: str) -> Iterable[Fact]:
    """An instance class, F1 to B8: billed by use."""
    kind = inputs.text("instanceClass")
    if isinstance(kind, Unknown):
        yield charge(resource, context, f"{sku}-instance-hour", UNKNOWN, "its instance class is not known")
    elif kind is not None:
        yield by_use(resource, context, f"{sku}-{plain(kind).lower()}-instance-hour")
    else:
        yield by_use(resource, context, f"{sku}-instance-hour")


def _connector(resource: Resource, context: Context) -> Iterable[Fact]:
    """Always at its minimum; `e2-micro` unless it says another (pulumi-gcp, `vpcaccess.Connector`)."""
    inputs = Inputs(resource.inputs)
    kind = or_default(inputs.text("machineType"), "e2-micro")
    count = or_default(inputs.integer("minInstances"), _CONNECTOR_LEAST)
    yield from sized(resource, context, "vpc-connector", kind, "machineType", count=count)


def _metastore(resource: Resource, context: Context) -> Iterable[Fact]:
    """By its size, MEDIUM, or by a scaling factor; backups go to the bucket that it names."""
    inputs = Inputs(resource.inputs)
    size = text_at(inputs, "scalingConfig", "instanceSize")
    if isinstance(size, Unknown):
        yield charge(resource, context, "metastore-hour", UNKNOWN, "its size is not known")
    else:
        word = "" if size is None else f"{plain(size).lower().replace('_', '-')}-"
        yield hourly(resource, context, f"metastore-{word}hour")
    backup = block_at(inputs, "scheduledBackup")
    place = backup.raw("backupLocation") if isinstance(backup, Inputs) else backup
    if place is not None:
        target = bucket_region(resource, context, "scheduledBackup", place)
        yield from path(resource, context, target, COPIED, "backups of a metastore")


def _vmware(*where: str) -> Reader:
    """Whole hosts by the hour, `ve1-standard-72`, and as many more as an autoscaling policy may add."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        block = block_at(Inputs(resource.inputs), *where) if where else Inputs(resource.inputs)
        found = blocks_at(block, "nodeTypeConfigs")
        prefix = ".".join((*where, "nodeTypeConfigs"))
        for at, config in enumerate((UNKNOWN,) if isinstance(found, Unknown) else found):
            kind = or_unknown(text_at(config, "nodeTypeId"))
            count = or_unknown(integer_at(config, "nodeCount"))
            where_it_is = f"{prefix}[{at}].nodeTypeId"
            yield rented(resource, context, choice(kind, where_it_is, resource), service="vmware-engine", minimum=count)
        settings = block_at(block, "autoscalingSettings")
        prefix = ".".join((*where, "autoscalingSettings.autoscalingPolicies"))
        for at, policy in enumerate(each_block(settings, "autoscalingPolicies")):
            kind = text_at(policy, "nodeTypeId")
            yield rented(
                resource,
                context,
                choice(UNKNOWN if kind is None else kind, f"{prefix}[{at}].nodeTypeId", resource),
                service="vmware-engine",
                minimum=or_default(integer_at(settings, "minClusterNodeCount"), 0),
                maximum=or_unknown(integer_at(settings, "maxClusterNodeCount")),
                part="added",
            )

    return read


_BOUGHT: Final[Mapping[str, Capacity]] = {
    "newOnDemandInstances": on_demand("computeResources"),
    "newFlexStartInstances": only_on_demand("computeResources"),
    "newSpotInstances": spot("computeResources"),
}
"""How a compute resource of an HPC cluster is bought; one of a reservation is held, and billed, by that."""


def _hpc(resource: Resource, context: Context) -> Iterable[Fact]:
    """Cluster Director: node sets of Slurm, each of a compute resource by its id, and login nodes."""
    inputs = Inputs(resource.inputs)
    slurm = block_at(inputs, "orchestrator", "slurm")
    sets = each_block(slurm, "nodeSets")
    for at, computed in enumerate(each_block(inputs, "computeResources")):
        config = block_at(computed, "config")
        sizes = _sizes(sets, text_at(computed, "id"))
        for name, capacity in _BOUGHT.items():
            bought = block_at(config, name)
            if bought is None:
                continue
            where = f"computeResources[{at}].config.{name}.machineType"
            kind = or_unknown(text_at(bought, "machineType"))
            yield rented(
                resource,
                context,
                choice(kind, where, resource, (UNKNOWN, UNKNOWN) if isinstance(kind, Unknown) else (None, 0)),
                service="cluster-director",
                minimum=sizes[0],
                maximum=sizes[1],
                part=f"{at}",
                capacity=capacity,
            )
    login = block_at(slurm, "loginNodes")
    if login is not None:
        public = or_default(flag_at(login, "enablePublicIps"), False)
        yield rented(
            resource,
            context,
            choice(or_unknown(text_at(login, "machineType")), "orchestrator.slurm.loginNodes.machineType", resource),
            service="cluster-director",
            minimum=or_unknown(integer_at(login, "count")),
            part="login",
            public_address=public,
        )


def _sizes(sets: Iterable[Maybe[Inputs]], of: Maybe[str] | None) -> tuple[Maybe[int], Maybe[int]]:
    """(always, at most) of the node sets of a compute resource: static ones, and dynamic ones on top."""
    least = most = 0
    for each in sets:
        named = text_at(each, "computeId")
        if isinstance(named, str) and isinstance(of, str) and named != of:
            continue
        static = or_default(integer_at(each, "staticNodeCount"), 0)
        dynamic = or_default(integer_at(each, "maxDynamicNodeCount"), 0)
        unsure = isinstance(named, Unknown) or isinstance(of, Unknown)
        if unsure or isinstance(static, Unknown) or isinstance(dynamic, Unknown):
            return UNKNOWN, UNKNOWN
        least, most = least + static, most + static + dynamic
    return least, most


def _oracle(*counts: str) -> Reader:
    """Oracle Database@Google Cloud: Oracle's own shapes, and the cores that are enabled in them, at Oracle's prices."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        properties = block_at(Inputs(resource.inputs), "properties")
        kind = text_at(properties, "shape")
        if isinstance(kind, Unknown):
            yield charge(resource, context, "oracle-hour", UNKNOWN, "its shape is not known")
        else:
            word = "database" if kind is None else plain(kind).lower().replace(".", "-")
            yield hourly(resource, context, f"oracle-{word}-hour")
        for name in counts:
            number = number_at(properties, name)
            if number is not None:
                yield units(resource, context, f"oracle-{name.lower()}-hour", number, what=name)

    return read


def _blockchain(resource: Resource, context: Context) -> Iterable[Fact]:
    """By the kind of node, which decides its machine: LIGHT, FULL, ARCHIVE."""
    kind = text_at(Inputs(resource.inputs), "ethereumDetails", "nodeType")
    if isinstance(kind, Unknown):
        yield charge(resource, context, "blockchain-node-hour", UNKNOWN, "its kind is not known")
    else:
        yield hourly(resource, context, f"blockchain-{'' if kind is None else f'{plain(kind).lower()}-'}node-hour")


PLATFORMS: Final[Mapping[str, Reader]] = {
    "gcp:appengine/flexibleAppVersion:FlexibleAppVersion": _flexible,
    "gcp:appengine/standardAppVersion:StandardAppVersion": _standard,
    "gcp:blockchainnodeengine/blockchainNodes:BlockchainNodes": _blockchain,
    "gcp:cloudbuild/trigger:Trigger": _build,
    "gcp:cloudbuild/workerPool:WorkerPool": _worker_pool,
    "gcp:composer/environment:Environment": _composer,
    "gcp:dataproc/metastoreService:MetastoreService": _metastore,
    "gcp:hypercomputecluster/cluster:Cluster": _hpc,
    "gcp:oracledatabase/autonomousDatabase:AutonomousDatabase": _oracle("cpuCoreCount", "computeCount"),
    "gcp:oracledatabase/cloudExadataInfrastructure:CloudExadataInfrastructure": _oracle(
        "cpuCount", "maxCpuCount", "computeCount", "storageCount"
    ),
    "gcp:oracledatabase/cloudVmCluster:CloudVmCluster": _oracle("cpuCoreCount", "ocpuCount"),
    "gcp:oracledatabase/dbSystem:DbSystem": _oracle("computeCount"),
    "gcp:oracledatabase/goldengateDeployment:GoldengateDeployment": _oracle("cpuCoreCount"),
    "gcp:vmwareengine/cluster:Cluster": _vmware(),
    "gcp:vmwareengine/privateCloud:PrivateCloud": _vmware("managementCluster"),
    "gcp:vpcaccess/connector:Connector": _connector,
}
