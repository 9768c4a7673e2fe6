"""AWS Batch: compute environments start machines for jobs, towards limits that are told in vCPUs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from penstock import catalog
from penstock.resources.blocks import integer_at, or_default, or_unknown, seconds
from penstock.resources.capacities import Words, by_word, unknown_capacity
from penstock.resources.capture import Resource
from penstock.resources.context import Context, tags_of
from penstock.resources.facts import Capacity, Fact, Free, IdleStopper, InstanceChoice, Node
from penstock.resources.inputs import Inputs, plain
from penstock.resources.values import UNKNOWN, Maybe, Unknown

from .charges import Reader, maybe_by_use
from .nodes import choice, label, templates
from .paths import cross_zone, several_zones
from .types import INSTANCE_PROFILE

_ANY: Final = frozenset({"optimal", "default_x86_64", "default_arm64"})
"""Words that stand for whatever general type fits (Batch user guide, compute resources, `instanceTypes`)."""

_PATH: Final = "computeResources"
_JOB_DEFINITION: Final = "aws:batch/jobDefinition:JobDefinition"

_IDLE: Final = timedelta(minutes=20)
"""An instance is terminated after its last job, unless a delay keeps it, of 20 minutes at least (API Reference, ComputeScalingPolicy,
minScaleDownDelayMinutes); pulumi-aws has no input for one, so that an idle instance stays for less."""


def _environment(resource: Resource, context: Context) -> Iterable[Fact]:
    """An unmanaged environment starts nothing: its machines are a group's. Fargate has none, and bills by the job."""
    inputs = Inputs(resource.inputs)
    if inputs.text("type") == "UNMANAGED":
        yield Free(**context.base(resource))
        return
    block = inputs.block(_PATH)
    resources = block if isinstance(block, Inputs) else Inputs({})
    kind = UNKNOWN if isinstance(block, Unknown) else resources.text("type")
    serverless = UNKNOWN if isinstance(kind, Unknown) else kind in ("FARGATE", "FARGATE_SPOT")
    prefix = "fargate-spot" if kind == "FARGATE_SPOT" else "fargate"
    for unit in ("vcpu-hour", "gib-hour"):
        yield from maybe_by_use(resource, context, f"{prefix}-{unit}", serverless, "its type is not known")
    if serverless is not True:
        yield from _machines(resource, context, block, kind)


def _machines(
    resource: Resource, context: Context, block: Maybe[Inputs] | None, kind: Maybe[str] | None
) -> Iterable[Fact]:
    base = context.base(resource)
    resources = block if isinstance(block, Inputs) else Inputs({})
    tags = {**base["tags"], **tags_of(UNKNOWN if block is UNKNOWN else resources.raw("tags"))}
    base["tags"] = tags
    choices, by_attributes = _types(resource, block)
    vcpus = vcpus_of(choices) if not by_attributes else UNKNOWN
    template = UNKNOWN if isinstance(block, Unknown) else resources.block("launchTemplate")
    names = ("launchTemplateId", "launchTemplateName")
    launched_from = templates(resource, context, _PATH, template, names)
    profile = resources.raw("instanceRole")
    desired = UNKNOWN if isinstance(block, Unknown) else resources.integer("desiredVcpus")
    yield Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, tags),
        choices=choices,
        requirements=by_attributes,
        minimum=nodes_for(or_default(UNKNOWN if block is UNKNOWN else resources.integer("minVcpus"), 0), vcpus),
        desired=None if desired is None else nodes_for(desired, vcpus),
        maximum=nodes_for(or_unknown(resources.integer("maxVcpus")), vcpus),
        capacity=_capacity(kind),
        templates=launched_from,
        template_unresolved=resources.given("launchTemplate") and not launched_from,
        identities=() if profile is None else context.referred(resource, _PATH, profile, (INSTANCE_PROFILE,)),
    )
    yield IdleStopper(
        **base, mechanism="service", targets=(resource.urn,), idle_duration=_IDLE, expire_after=_longest_job(context)
    )
    yield from cross_zone(resource, context, several_zones(resource, context, resources, _PATH, subnets="subnets"))


def _longest_job(context: Context) -> Maybe[timedelta] | None:
    """The longest that a job of the program may run, after which its machine is free to go. None where one may run for ever, or the
    program has no job definition."""
    definitions = [Inputs(it.inputs) for it in context.of_types(_JOB_DEFINITION)]
    limits = [seconds(integer_at(it, "timeout", "attemptDurationSeconds")) for it in definitions]
    if not limits or any(limit is None for limit in limits):
        return None
    known = [limit for limit in limits if isinstance(limit, timedelta)]
    return max(known) if len(known) == len(limits) else UNKNOWN


_TYPES: Final = Words(("SPOT", "FARGATE_SPOT"), ("EC2", "FARGATE"))
"""`type` of a compute environment (AWS Batch API Reference, ComputeResource)."""


def _capacity(kind: Maybe[str] | None) -> Capacity:
    path = f"{_PATH}.type"
    if kind is None or isinstance(kind, Unknown):
        return unknown_capacity(path)
    return by_word(kind, path, _TYPES)


def _types(resource: Resource, block: Maybe[Inputs] | None) -> tuple[tuple[InstanceChoice, ...], bool]:
    """(types, whether any that fits may come). None listed stands for `optimal`."""
    path = f"{_PATH}.instanceTypes"
    listed = block.texts("instanceTypes") if isinstance(block, Inputs) else UNKNOWN
    if isinstance(listed, Unknown):
        return choice(UNKNOWN, path, resource), False
    named = tuple(
        InstanceChoice(it, f"{path}[{index}]", resource.urn) for index, it in enumerate(listed) if it not in _ANY
    )
    return named, len(named) < len(listed) or not listed


def vcpus_of(choices: Iterable[InstanceChoice]) -> Maybe[int]:
    """The vCPUs of a machine, if they are the same of each type that may come."""
    found: set[int] = set()
    for each in choices:
        name = each.instance_type
        kind = None if isinstance(name, Unknown) else catalog.load("aws").instance_type(plain(name))
        if kind is None:
            return UNKNOWN
        found.add(int(kind.vcpus))
    return found.pop() if len(found) == 1 else UNKNOWN


def nodes_for(vcpus: Maybe[int], each: Maybe[int]) -> Maybe[int]:
    """Machines for so many vCPUs: the last one is started whole. Nothing is no machine of any type."""
    if isinstance(vcpus, Unknown) or vcpus <= 0:
        return UNKNOWN if isinstance(vcpus, Unknown) else 0
    return UNKNOWN if isinstance(each, Unknown) else -(-vcpus // each)


BATCH: Final[Mapping[str, Reader]] = {"aws:batch/computeEnvironment:ComputeEnvironment": _environment}
"""Compute environments; queues and job definitions are free."""
