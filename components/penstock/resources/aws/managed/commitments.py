"""Savings plans, Bedrock model units, Exadata and other capacity that is paid for whether it is used or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, hourly, lowered, product
from penstock.resources.aws.transfers.egress import path, region_in_arn
from penstock.resources.facts import Fact
from penstock.resources.reading.blocks import block_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.paths import COPIED, REPLICATED
from penstock.resources.reading.values import UNKNOWN, Unknown
from penstock.terms import HOURS_PER_MONTH


def _bought(sku: str, count: str) -> Reader:
    """A reservation for one or three years, `count` times; its offering is an opaque id, so its price is not known."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        number = or_default(Inputs(resource.inputs).integer(count), 1)
        shown = "an unknown number" if isinstance(number, Unknown) else f"{number}"
        yield charge(resource, context, sku, UNKNOWN, f"{shown} of the nodes of its offering")

    return read


def _savings(resource: Resource, context: Context) -> Iterable[Fact]:
    """USD an hour for one or three years, used or not (Savings Plans user guide)."""
    hourly = or_unknown(Inputs(resource.inputs).number("commitment"))
    yield charge(resource, context, "savings-plan-usd", product(hourly, HOURS_PER_MONTH), "its commitment")


def _model_units(resource: Resource, context: Context) -> Iterable[Fact]:
    """Bedrock holds accelerators for one model: units by the hour, each at the model's price (Bedrock pricing, Provisioned Throughput)."""
    inputs = Inputs(resource.inputs)
    arn, units = inputs.text("modelArn"), or_unknown(inputs.integer("modelUnits"))
    model = masked_like(arn, plain(arn).rpartition("/")[2]) if isinstance(arn, str) else ""
    sku = f"bedrock-unit-{model}-hour" if model else "bedrock-unit-hour"
    yield hourly(resource, context, sku, units, "model units")


def _query_capacity(resource: Resource, context: Context) -> Iterable[Fact]:
    """Athena holds DPUs by the hour (Athena pricing, Provisioned capacity)."""
    yield hourly(
        resource, context, "athena-dpu-hour", or_unknown(Inputs(resource.inputs).integer("targetDpus")), "DPUs"
    )


def _prepared(resource: Resource, context: Context) -> Iterable[Fact]:
    """EMR Serverless holds the workers of its initial capacity ready while the application is started; what jobs ask for beyond is
    limited by its maximum (EMR Serverless user guide, Pre-initialized capacity)."""
    inputs = Inputs(resource.inputs)
    most = text_at(inputs, "maximumCapacity", "cpu")
    limit = "by use, without a limit" if most is None else f"by use, at most {most} vCPUs"
    yield charge(resource, context, "emr-serverless-vcpu-hour", None, limit)
    yield by_use(resource, context, "emr-serverless-gib-hour")
    blocks = inputs.blocks("initialCapacities")
    for block in (UNKNOWN,) if isinstance(blocks, Unknown) else blocks:
        config = block_at(block, "initialCapacityConfig")
        cpu = text_at(config, "workerConfiguration", "cpu")
        workers = UNKNOWN if config is None or isinstance(config, Unknown) else config.integer("workerCount")
        sure = (
            cpu is not None
            and workers is not None
            and not isinstance(cpu, Unknown)
            and not isinstance(workers, Unknown)
        )
        kept = f"{workers} workers of {cpu}" if sure else "workers of a number or size that is not known"
        yield charge(resource, context, "emr-serverless-vcpu-hour", None, f"{kept} while it is started")


def _exadata(resource: Resource, context: Context) -> Iterable[Fact]:
    """Oracle's machines in AWS's data centre: database servers and storage servers of a shape, by the hour (Oracle Database@AWS)."""
    inputs = Inputs(resource.inputs)
    shape = inputs.text("shape")
    name = lowered(shape) if isinstance(shape, str) else "any"
    for kind, count in (("server", "computeCount"), ("storage", "storageCount")):
        number = or_unknown(inputs.integer(count))
        yield hourly(resource, context, f"exadata-{name}-{kind}-hour", number, f"{kind} nodes")


def _cores(*names: str) -> Reader:
    """Cores of Exadata that are switched on, or that an autonomous database has: the first input of `names` that is given."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        number = next((it for name in names if (it := inputs.number(name)) is not None), UNKNOWN)
        yield hourly(resource, context, "oracle-core-hour", number, "cores")
        source = inputs.block("sourceConfiguration")
        for name in ("crossRegionDataGuard", "crossRegionDisasterRecovery"):
            block = block_at(source, name)
            if block is not None:
                start = region_in_arn(block if isinstance(block, Unknown) else block.raw("sourceAutonomousDatabaseArn"))
                own = or_unknown(context.base(resource)["region"])
                yield from path(resource, context, own, REPLICATED, "a standby of an autonomous database", source=start)

    return read


def _network(resource: Resource, context: Context) -> Iterable[Fact]:
    """An ODB network bills no hours; backups may be restored from the regions that it lets in."""
    yield by_use(resource, context, "odb-network-gib")
    regions = Inputs(resource.inputs).texts("crossRegionS3RestoreSourcesAccesses")
    own = or_unknown(context.base(resource)["region"])
    for region in (UNKNOWN,) if isinstance(regions, Unknown) else regions:
        yield from path(resource, context, own, COPIED, "backups of another region", source=region)


COMMITMENTS: Final[Mapping[str, Reader]] = {
    "aws:athena/capacityReservation:CapacityReservation": _query_capacity,
    "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput": _model_units,
    "aws:elasticache/reservedCacheNode:ReservedCacheNode": _bought("elasticache-reservation", "cacheNodeCount"),
    "aws:emrserverless/application:Application": _prepared,
    "aws:odb/autonomousDatabase:AutonomousDatabase": _cores("computeCount", "cpuCoreCount"),
    "aws:odb/cloudAutonomousVmCluster:CloudAutonomousVmCluster": _cores("cpuCoreCountPerNode"),
    "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": _exadata,
    "aws:odb/cloudVmCluster:CloudVmCluster": _cores("cpuCoreCount"),
    "aws:odb/network:Network": _network,
    "aws:rds/reservedInstance:ReservedInstance": _bought("rds-reservation", "instanceCount"),
    "aws:savingsplans/savingsPlan:SavingsPlan": _savings,
}
