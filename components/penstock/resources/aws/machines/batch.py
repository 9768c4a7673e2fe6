"""AWS Batch: compute environments start machines for jobs, towards limits that are told in vCPUs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock import catalog
from penstock.catalog import InstanceType
from penstock.regex import regex
from penstock.resources.aws.charges import Reader, maybe_by_use
from penstock.resources.aws.transfers.egress import cross_zone, several_zones
from penstock.resources.aws.type_tokens import INSTANCE_PROFILE
from penstock.resources.facts import Capacity, Fact, Free, IdleStopper, InstanceChoice, Node, Takes
from penstock.resources.machines.candidates import fitting_types, machines, most_machines
from penstock.resources.machines.capacity_types import Words, by_word, unknown_capacity
from penstock.resources.machines.preference import bidding
from penstock.resources.machines.rented import label
from penstock.resources.machines.selection import Room, Selection
from penstock.resources.reading.blocks import integer_at, or_default, or_unknown, seconds
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, tags_of
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .nodes import choice, templates

_X86: Final = ("m6i.*", "c6i.*", "r6i.*", "c7i.*")
_FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "default_x86_64": _X86,
    "default_arm64": ("m6g.*", "c6g.*", "r6g.*", "c7g.*"),
    "optimal": ("c4.*", "m4.*", "r4.*", "c5.*", "m5.*", "r5.*", *_X86),
}
"""Word that stands for a choice of Batch's own -> its families, none of which has accelerators. What `optimal` means has been changing since
November 2025, to what `default_x86_64` does (Batch API Reference, ComputeResource, `instanceTypes`)."""

_FAMILY: Final = regex(r"[a-z]+\d[a-z0-9-]*")
"""A family stands for every type of it (the same)."""

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
    choices, selections = _types(resource, block)
    choices = bidding(
        choices, percent=resources.raw("bidPercentage")
    )  # "the instance price of an On-Demand instance" in per cent
    kinds = kinds_of(choices, selections, base["region"])
    vcpus = same_vcpus(kinds)
    maximum, rooms = within_vcpus(
        or_unknown(resources.integer("maxVcpus")), kinds, last_over=_goes_over(kind, resources)
    )
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
        requirements=bool(selections),
        selections=selections,
        rooms=rooms,
        minimum=_nodes_for(or_default(UNKNOWN if block is UNKNOWN else resources.integer("minVcpus"), 0), vcpus),
        desired=None if desired is None else _nodes_for(desired, vcpus),
        maximum=maximum,
        capacity=_capacity(kind, resources if selections and not choices else None),
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


_PRICED: Final = ("BEST_FIT", "BEST_FIT_PROGRESSIVE")
"""Allocation strategies that prefer the types of the lowest price, of which the first is the default (the same, `allocationStrategy`); the
others take those of which there is most."""


def _capacity(kind: Maybe[str] | None, by_family: Inputs | None) -> Capacity:
    """`by_family`: the settings of an environment whose types Batch picks from whole families; of a list, a job may need the dearest."""
    path = f"{_PATH}.type"
    bought = unknown_capacity(path) if kind is None or isinstance(kind, Unknown) else by_word(kind, path, _TYPES)
    strategy = UNKNOWN if by_family is None else or_default(by_family.text("allocationStrategy"), _PRICED[0])
    if isinstance(strategy, Unknown) or plain(strategy) not in _PRICED:
        return bought
    return replace(bought, on_demand_takes=Takes.CHEAPEST, spot_takes=Takes.CHEAPEST)


def _types(resource: Resource, block: Maybe[Inputs] | None) -> tuple[tuple[InstanceChoice, ...], tuple[Selection, ...]]:
    """(types, families of which any may come). None listed stands for `optimal`."""
    path = f"{_PATH}.instanceTypes"
    listed = block.texts("instanceTypes") if isinstance(block, Inputs) else UNKNOWN
    if isinstance(listed, Unknown):
        return choice(UNKNOWN, path, resource), ()
    named: list[InstanceChoice] = []
    families: list[str] = []
    of_any: list[str] = []
    for index, it in enumerate(listed or ("optimal",)):
        word = plain(it) if isinstance(it, str) else ""
        if word in _FAMILIES:
            of_any += _FAMILIES[word]
        elif _FAMILY.fullmatch(word) and _is_family(word):
            families.append(f"{word}.*")
        else:
            named.append(InstanceChoice(it, f"{path}[{index}]", resource.urn))
    found = (Selection(resource.urn, path, allowed=tuple(families)),) if families else ()
    most = block.integer("maxVcpus") if isinstance(block, Inputs) else UNKNOWN
    return tuple(named), (
        *found,
        Selection(resource.urn, path, (None, _size(most)), allowed=tuple(of_any)),
    ) if of_any else found


def _size(most: Maybe[int] | None) -> Decimal | None:
    """The vCPUs of the largest machine that Batch picks of families of its own: as many as the environment may have, for it picks "that match
    the demand of your job queues", and a job that asks for more than `maxvCpus` is never placed (AWS Batch User Guide, Compute
    environment parameters; Jobs stuck in a RUNNABLE status). A machine of none of them has fewer than 2."""
    return Decimal(max(most, 2)) if isinstance(most, int) else None


def _is_family(word: str) -> bool:
    return any(name.startswith(f"{word}.") for name in catalog.load("aws").instance_type_names)


def kinds_of(
    choices: Iterable[InstanceChoice], selections: Iterable[Selection], region: Maybe[str] | None
) -> Sequence[InstanceType]:
    """Every type that may come; none where one is not known."""
    named = machines("aws", choices)
    fitting = [fitting_types(it, "aws", region) for it in selections]
    if named is None or not all(fitting):
        return ()
    return [*named, *(kind for kinds in fitting for kind in kinds)]


def _goes_over(kind: Maybe[str] | None, resources: Inputs) -> bool:
    """Whether the last machine may be larger than what is left: "With any allocation strategy except BEST_FIT using On-Demand (EC2) compute
    resources ... AWS Batch never exceeds maxvCpus by more than a single instance" (API Reference, ComputeResource); BEST_FIT is the default."""
    return kind != "EC2" or resources.text("allocationStrategy") not in (None, "BEST_FIT")


def within_vcpus(
    most: Maybe[int], kinds: Sequence[InstanceType], *, last_over: bool = True
) -> tuple[Maybe[int], tuple[Room, ...]]:
    """(machines at most, their room where they may be of several sizes) of what starts machines towards so many vCPUs. The last of one
    size alone counts whole: else there might be none."""
    if isinstance(most, Unknown) or not kinds:
        return 0 if most == 0 else UNKNOWN, ()
    alone = isinstance(same_vcpus(kinds), int) or all(kind.vcpus > most for kind in kinds)
    room = Room("vcpus", Decimal(most), last_over=last_over or alone)
    count = or_unknown(most_machines(kinds, (room,)))
    return count, () if isinstance(same_vcpus(kinds), int) else (room,)


def same_vcpus(kinds: Iterable[InstanceType]) -> Maybe[int]:
    """The vCPUs of a machine, if they are the same of each type that may come."""
    found = {kind.vcpus for kind in kinds}
    return found.pop() if len(found) == 1 else UNKNOWN


def _nodes_for(vcpus: Maybe[int], each: Maybe[int]) -> Maybe[int]:
    """Machines for so many vCPUs: the last one is started whole. Nothing is no machine of any type."""
    if isinstance(vcpus, Unknown) or vcpus <= 0:
        return UNKNOWN if isinstance(vcpus, Unknown) else 0
    return UNKNOWN if isinstance(each, Unknown) else -(-vcpus // each)


BATCH: Final[Mapping[str, Reader]] = {"aws:batch/computeEnvironment:ComputeEnvironment": _environment}
"""Compute environments; queues and job definitions are free."""
