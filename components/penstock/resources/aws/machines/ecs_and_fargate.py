"""ECS services, Fargate, and pods that EKS runs on Fargate.

On Fargate a task bills its vCPUs and memory by the hour; on EC2 it bills nothing, for the machines of its group do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.aws.charges import Reader, by_use, charge, each_by_use, hourly, product
from penstock.resources.aws.transfers.data_addresses import references
from penstock.resources.aws.type_tokens import EKS_CLUSTER, ROLE, SCALABLE_TARGET
from penstock.resources.facts import Fact, Free, Node, Support, Worker
from penstock.resources.machines.capacity_types import Words, by_word, on_demand
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, flag_at, number_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.resources.reading.versions import version_of
from penstock.terms import HOURS_PER_MONTH

from .instance_requirements import selections
from .nodes import choice

_SERVICE: Final = "aws:ecs/service:Service"
_TASK: Final = "aws:ecs/taskDefinition:TaskDefinition"

_SIZE: Final = regex(r"(\d*\.?\d+)\s*(vcpu|gb)?", re.IGNORECASE)
"""Task sizes: `1024` or `1 vCPU`, `2048` (MiB) or `2 GB`."""

_FREE_EPHEMERAL_GIB: Final = 20
"""Fargate pricing: "20 GB of ephemeral storage is available for all Fargate tasks and pods by default"."""


def _service(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    task = _task_of(resource, context, inputs)
    on_fargate, on_spot = _launched_on(inputs, task)
    if on_fargate is False and on_spot is False:
        yield Free(**context.base(resource))
        return
    most: Maybe[int] | None = None
    if isinstance(on_fargate, Unknown) or isinstance(on_spot, Unknown):
        tasks = UNKNOWN
    elif on_fargate and on_spot:  # of a service on both, how many tasks are on which changes with each deployment
        tasks = None
    else:
        tasks, most = _tasks(resource, context, inputs)
    for prefix, used in (("fargate", on_fargate), ("fargate-spot", on_spot)):
        if used is not False:
            yield from _task_lines(resource, context, task, prefix, (tasks, most))
    public = flag_at(inputs, "networkConfiguration", "assignPublicIp")
    if public is not None and public is not False:
        count = UNKNOWN if isinstance(public, Unknown) else tasks
        hours = None if count is None else product(HOURS_PER_MONTH, count)
        yield charge(resource, context, "public-ipv4-hour", hours, "one a task")


def _task_of(resource: Resource, context: Context, inputs: Inputs) -> Inputs | None:
    value = inputs.raw("taskDefinition")
    found = () if value is None else context.referred(resource, "taskDefinition", value, (_TASK,))
    return Inputs(context.by_urn[found[0]].inputs) if len(found) == 1 else None


def _launched_on(inputs: Inputs, task: Inputs | None) -> tuple[Maybe[bool], Maybe[bool]]:
    """(Fargate, Fargate Spot). A service that says neither runs where its task definition can."""
    kind, strategies = inputs.text("launchType"), inputs.blocks("capacityProviderStrategies")
    if isinstance(kind, Unknown) or isinstance(strategies, Unknown):
        return UNKNOWN, UNKNOWN
    if strategies:
        names = [it if isinstance(it, Unknown) else it.text("capacityProvider") for it in strategies]
        return _any(names, "FARGATE"), _any(names, "FARGATE_SPOT")
    if kind is not None:
        return kind == "FARGATE", False
    runs_on = UNKNOWN if task is None else task.texts("requiresCompatibilities")
    if isinstance(runs_on, Unknown):
        return UNKNOWN, False
    return _any(runs_on, "FARGATE"), False


def _any(names: Iterable[Maybe[str] | None], wanted: str) -> Maybe[bool]:
    found = list(names)
    if wanted in found:
        return True
    return UNKNOWN if UNKNOWN in found else False


def _tasks(resource: Resource, context: Context, inputs: Inputs) -> tuple[Maybe[int], Maybe[int] | None]:
    """(how many tasks run, how many may). A service that says no number has none; one that Application Auto Scaling scales has what it says,
    but no fewer than the target's least, up to the target's most."""
    desired = or_default(inputs.integer("desiredCount"), 0)
    target = _scaled_by(resource, context, inputs)
    if target is None:
        return desired, None
    least, most = (or_unknown(target.integer(it)) for it in ("minCapacity", "maxCapacity"))
    if isinstance(desired, Unknown) or isinstance(least, Unknown):
        return UNKNOWN if isinstance(most, Unknown) else most, most
    return max(desired, least), most


def _scaled_by(resource: Resource, context: Context, inputs: Inputs) -> Inputs | None:
    """The target whose `resourceId` is computed from the service, or says its name: `service/cluster/name`."""
    name = inputs.text("name")
    for target in context.capture.resources:
        if target.type != SCALABLE_TARGET:
            continue
        said = Inputs(target.inputs).text("resourceId")
        ends = isinstance(said, str) and isinstance(name, str) and plain(said).endswith(f"/{plain(name)}")
        if ends or resource.urn in context.sources(target, "resourceId", (_SERVICE,)):
            return Inputs(target.inputs)
    return None


def _task_lines(
    resource: Resource,
    context: Context,
    task: Inputs | None,
    prefix: str,
    counts: tuple[Maybe[int] | None, Maybe[int] | None],
) -> Iterable[Fact]:
    """`counts`: how many tasks run, and how many may."""
    tasks, most = counts
    if task is not None and text_at(task, "runtimePlatform", "cpuArchitecture") == "ARM64":
        prefix = prefix.replace("fargate", "fargate-arm", 1)
    ephemeral = None if task is None else number_at(task, "ephemeralStorage", "sizeInGib")
    sizes: list[tuple[str, Maybe[Decimal]]] = [
        ("vcpu-hour", UNKNOWN if task is None else _size(task.text("cpu"), "vcpu")),
        ("gib-hour", UNKNOWN if task is None else _size(task.text("memory"), "gb")),
    ]
    if ephemeral is not None:
        extra = ephemeral if isinstance(ephemeral, Unknown) else max(Decimal(0), ephemeral - _FREE_EPHEMERAL_GIB)
        sizes.append(("storage-gib-hour", extra))
    for unit, size in sizes:
        if tasks is None:
            yield by_use(resource, context, f"{prefix}-{unit}")
        else:
            hours = product(HOURS_PER_MONTH, tasks, size)
            line = charge(resource, context, f"{prefix}-{unit}", hours, f"730 h x {tasks} tasks")
            yield line if most is None else replace(line, most=product(HOURS_PER_MONTH, most, size))


def _size(value: Maybe[str] | None, unit: str) -> Maybe[Decimal]:
    """vCPUs or GiB; a plain number is in 1/1024 of them."""
    match = _SIZE.fullmatch(plain(value).strip()) if isinstance(value, str) else None
    if match is None:
        return UNKNOWN
    if match[2] is None:
        return Decimal(match[1]) / 1024
    return Decimal(match[1]) if match[2].lower() == unit else UNKNOWN


def _task_definition(resource: Resource, context: Context) -> Iterable[Fact]:
    """It runs nothing by itself, but says what its tasks read."""
    base = context.base(resource)
    inputs = Inputs(resource.inputs)
    role, text = inputs.raw("taskRoleArn"), inputs.text("containerDefinitions")
    yield Free(**base)
    yield Worker(
        **base,
        identities=() if role is None else context.referred(resource, "taskRoleArn", role, (ROLE,)),
        references=()
        if text is None
        else references(resource, context, "containerDefinitions", (text,), "container definitions"),
    )


def _capacity_provider(resource: Resource, context: Context) -> Iterable[Fact]:
    """Of a group: the group's machines are its own. Managed instances are started by ECS, as many as tasks ask for."""
    inputs = Inputs(resource.inputs)
    managed = inputs.block("managedInstancesProvider")
    if managed is None:
        yield Free(**context.base(resource))
        return
    yield by_use(resource, context, "ecs-managed-instances-hour")
    path = "managedInstancesProvider.instanceLaunchTemplate"
    template = block_at(managed, "instanceLaunchTemplate")
    bought = text_at(template, "capacityOptionType")
    yield _unlimited(resource, context, template, path, bought)


_OPTIONS: Final = Words(("SPOT",), ("ON_DEMAND", "RESERVED"))
"""`capacityOptionType` of ECS's managed instances (pulumi-aws, ecs.CapacityProvider)."""


def _unlimited(
    resource: Resource, context: Context, template: Maybe[Inputs] | None, path: str, bought: Maybe[str] | None
) -> Node:
    """Machines that a service starts by itself: of any type that fits, without a limit that the program says."""
    base = context.base(resource)
    where = f"{path}.capacityOptionType"
    by_attributes = template is None or (isinstance(template, Inputs) and template.given("instanceRequirements"))
    return Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=() if by_attributes else choice(UNKNOWN, path, resource),
        requirements=by_attributes,
        selections=() if template is None else selections(resource),
        minimum=0,
        desired=None,
        maximum=UNKNOWN,
        capacity=on_demand(where) if bought is None else by_word(bought, where, _OPTIONS),
    )


def _cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    """The control plane. In Auto Mode EKS starts machines too, for a fee on top of theirs.

    One that is past its standard support costs six times as much, unless its policy is to be upgraded then (EKS user guide, Kubernetes
    version lifecycle; "the default value is EXTENDED").
    """
    inputs = Inputs(resource.inputs)
    plane, policy = hourly(resource, context, "eks-cluster-hour"), text_at(inputs, "upgradePolicy", "supportType")
    if policy != "STANDARD":
        version = UNKNOWN if isinstance(policy, Unknown) else version_of(resource, "version")
        plane = replace(plane, support=Support("eks", version, "eks-cluster-extended-hour"))
    yield plane
    automatic = flag_at(inputs, "computeConfig", "enabled")
    if automatic is not None and automatic is not False:
        yield by_use(resource, context, "eks-auto-mode-hour")
        yield _unlimited(resource, context, None, "computeConfig", None)


CONTAINERS: Final[Mapping[str, Reader]] = {
    EKS_CLUSTER: _cluster,
    _SERVICE: _service,
    _TASK: _task_definition,
    "aws:ecs/capacityProvider:CapacityProvider": _capacity_provider,
    "aws:ecs/expressGatewayService:ExpressGatewayService": each_by_use(
        "fargate-vcpu-hour", "fargate-gib-hour", "load-balancer-hour", "load-balancer-lcu-hour"
    ),
    "aws:eks/capability:Capability": each_by_use("eks-capability-hour"),
    "aws:eks/fargateProfile:FargateProfile": each_by_use("fargate-vcpu-hour", "fargate-gib-hour"),
}
