"""CodeBuild: fleets, which are paid for all the time, and builds, which are paid by the minute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, hourly, lowered, product
from penstock.resources.aws.machines.nodes import choice
from penstock.resources.aws.transfers.egress import path
from penstock.resources.facts import Fact, InstanceChoice, NodeTemplate
from penstock.resources.machines.capacity_types import on_demand
from penstock.resources.reading.blocks import block_at, integer_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import COPIED
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .rented_machines import rented, unknown

_GPU: Final = "LINUX_GPU_CONTAINER"
_GPU_MACHINES: Final = {"BUILD_GENERAL1_SMALL": "g5.xlarge", "BUILD_GENERAL1_LARGE": "p3.8xlarge"}
"""EC2's machine of the same hardware: "16 GiB memory, 4 vCPUs, and 1 NVIDIA A10G", and "255 GiB memory, 32 vCPUs, and 4 NVIDIA Tesla
V100" (CodeBuild API Reference, ProjectEnvironment, `computeType`)."""


def _gpu_machine(
    environment: Maybe[str] | None, kind: Maybe[str] | None, where: str, resource: Resource
) -> tuple[InstanceChoice, ...]:
    """What a predefined compute type is, in an environment with GPUs; none in another."""
    if environment is not None and not isinstance(environment, Unknown) and environment != _GPU:
        return ()
    if kind is None or isinstance(kind, Unknown) or isinstance(environment, Unknown):
        return unknown(where, resource)
    return choice(_GPU_MACHINES.get(plain(kind), UNKNOWN), where, resource)


def _fleet(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its base capacity bills every minute, whether anything is built or not (CodeBuild user guide, Reserved capacity fleets)."""
    inputs = Inputs(resource.inputs)
    kind, environment = inputs.text("computeType"), inputs.text("environmentType")
    base = or_unknown(inputs.integer("baseCapacity"))
    most = or_default(integer_at(inputs, "scalingConfiguration", "maxCapacity"), base)
    config = inputs.block("computeConfiguration")
    sku = f"codebuild-{lowered(kind)}" if isinstance(kind, str) else "codebuild"
    if kind == "CUSTOM_INSTANCE_TYPE":
        choices = choice(or_unknown(text_at(config, "instanceType")), "computeConfiguration.instanceType", resource)
    elif kind == "ATTRIBUTE_BASED_COMPUTE":
        # "CodeBuild will select the cheapest instance that satisfies your specified attributes" (Fleet, `computeType`)
        choices = unknown("computeConfiguration", resource) if environment in (_GPU, UNKNOWN) else ()
        sku = f"codebuild-reserved-{_shown(text_at(config, 'machineType'))}-{_shown(integer_at(config, 'vcpu'))}cpu"
    else:
        choices = _gpu_machine(environment, kind, "computeType", resource)
    yield hourly(resource, context, f"{sku}-hour", base, "machines")
    if choices:
        yield rented(
            resource,
            context,
            choices,
            (base, base, most),
            service="codebuild",
            capacity=on_demand("computeType"),
            public_address=False,
        )


def _shown(value: Maybe[str] | Maybe[int] | None) -> str:
    if value is None or isinstance(value, Unknown):
        return "any"
    return f"{lowered(value)}" if isinstance(value, str) else str(value)


def _project(resource: Resource, context: Context) -> Iterable[Fact]:
    """Builds by the minute, on machines of the project's type, or on a fleet's, which is a resource of its own."""
    block = Inputs(resource.inputs).block("environment")
    docker = block_at(block, "dockerServer")
    if docker is not None:
        yield _minutes(resource, context, "codebuild-docker", text_at(docker, "computeType"))
    if isinstance(block_at(block, "fleet"), Inputs):
        return
    environment, kind = or_unknown(text_at(block, "type")), text_at(block, "computeType")
    prefix = f"codebuild-{lowered(environment)}" if isinstance(environment, str) else "codebuild"
    yield _minutes(resource, context, prefix, kind)
    choices = _gpu_machine(environment, kind, "environment.computeType", resource)
    if choices:
        capacity = on_demand("environment.computeType")
        yield NodeTemplate(**context.base(resource), choices=choices, capacity=capacity, public_address=False)


def _minutes(resource: Resource, context: Context, prefix: str, kind: Maybe[str] | None) -> Fact:
    if kind is None or isinstance(kind, Unknown):
        return charge(resource, context, f"{prefix}-minute", UNKNOWN, "its compute type is not known")
    return by_use(resource, context, f"{prefix}-{lowered(kind)}-minute")


def _site(resource: Resource, context: Context) -> Iterable[Fact]:
    """Amplify builds and serves a site: minutes of the build's machine, at most 36 vCPUs (`XLARGE_72GB`), and bytes."""
    kind = or_default(text_at(Inputs(resource.inputs), "jobConfig", "buildComputeType"), "STANDARD_8GB")
    yield _minutes(resource, context, "amplify", kind)
    yield by_use(resource, context, "amplify-served-gib")


def _distribution(resource: Resource, context: Context) -> Iterable[Fact]:
    """Where Image Builder copies what it built, and keeps it as snapshots."""
    yield by_use(resource, context, "snapshot-gib-month")
    found = Inputs(resource.inputs).blocks("distributions")
    blocks = (UNKNOWN,) if isinstance(found, Unknown) else found
    for region in dict.fromkeys(or_unknown(text_at(block, "region")) for block in blocks):
        yield from path(resource, context, region, COPIED, "an image's distribution")


def _reserved_transcoding(resource: Resource, context: Context) -> Iterable[Fact]:
    """Slots that are committed to for a year, or by the minute (MediaConvert pricing)."""
    slots = integer_at(Inputs(resource.inputs), "reservationPlanSettings", "reservedSlots")
    if slots is None:
        yield by_use(resource, context, "mediaconvert-minute")
    else:
        yield charge(resource, context, "mediaconvert-slot-month", product(slots), "its reserved slots")


BUILDS: Final[Mapping[str, Reader]] = {
    "aws:amplify/app:App": _site,
    "aws:codebuild/fleet:Fleet": _fleet,
    "aws:codebuild/project:Project": _project,
    "aws:imagebuilder/distributionConfiguration:DistributionConfiguration": _distribution,
    "aws:mediaconvert/queue:Queue": _reserved_transcoding,
}
