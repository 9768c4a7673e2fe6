"""Azure Machine Learning: compute clusters, compute instances and managed endpoints.

It adds no price of its own to that of the machines, but load balancers, and a disk that an instance keeps also while it is
stopped (Azure Machine Learning, Plan to manage costs). Low-priority nodes have a price of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from penstock.resources.azure.charges import Reader, charge, free
from penstock.resources.azure.machines.nodes import LOW_PRIORITY, by_priority, choice, own_stopper
from penstock.resources.azure.places import base
from penstock.resources.azure.references import decoded, identities
from penstock.resources.azure.schedules.autoscale_settings import limits
from penstock.resources.azure.schedules.cron import iana, weekly
from penstock.resources.azure.type_tokens import COMPUTE, ONLINE_DEPLOYMENT
from penstock.resources.facts import Capacity, Charge, Fact, Node, Scaling, SizeChange, Unread
from penstock.resources.machines.capacity_types import Words, on_demand, only_on_demand
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, blocks_at, integer_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_JOB: Final = "azure-native:machinelearningservices:Job"

_OTHERS: Final = frozenset({"AKS", "Kubernetes", "VirtualMachine", "HDInsight", "Databricks", "SynapseSpark"})
"""Computes that are attached: resources of their own, with a price of their own."""

_SERVING_SIZE: Final = "Standard_F4s_v2"
"""`instanceType` of a managed deployment that names none (pulumi-azure-native, ManagedOnlineDeployment)."""

_IDLE: Final = "PT120S"
"""`nodeIdleTimeBeforeScaleDown` of a cluster that says none (CLI (v2) compute cluster YAML schema: 120 seconds)."""

_LOW: Final = Words(("LowPriority",), ("Dedicated",))
"""`vmPriority` of a cluster (VmPriority)."""

_INSTANCE_DISK: Final = "disk-p10-lrs-month"
_BALANCER: Final = "azure-ml-load-balancer-day"
_NODES_PER_BALANCER: Final = 50
_DAYS_PER_MONTH: Final = Decimal(365) / 12


def _compute(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    outer = inputs.block("properties")
    kind = text_at(outer, "computeType")
    inner = block_at(outer, "properties")
    if kind == "AmlCompute":
        yield from _cluster(resource, context, inputs, inner)
    elif kind == "ComputeInstance":
        yield from _instance(resource, context, inputs, inner)
    elif isinstance(kind, str) and kind in _OTHERS:
        yield free(resource, context)
        yield from _made_for_it(resource, context, inner)
    else:
        yield Unread(**base(resource, context), type=resource.type, name=resource.name)
        if isinstance(kind, Unknown):  # it may be a cluster of anything
            yield from _cluster(resource, context, inputs, UNKNOWN)


def _made_for_it(resource: Resource, context: Context, inner: Maybe[Inputs] | None) -> Iterable[Fact]:
    """An AKS cluster that is not there yet is made, of so many machines of `agentVmSize` (pulumi-azure-native, AKSSchema)."""
    size = text_at(inner, "agentVmSize")
    if size is not None:
        facts = base(resource, context)
        count = or_unknown(integer_at(inner, "agentCount"))
        yield Node(
            **facts,
            kind="group",
            name=resource.name,
            label=label(resource, facts["tags"]),
            choices=choice(size, "properties.properties.agentVmSize", resource),
            minimum=count,
            desired=count,
            maximum=count,
            capacity=on_demand("properties.properties.agentVmSize"),
        )


def _cluster(resource: Resource, context: Context, inputs: Inputs, inner: Maybe[Inputs] | None) -> Iterable[Fact]:
    facts = base(resource, context)
    path = "properties.properties"
    capacity = by_priority(text_at(inner, "vmPriority"), f"{path}.vmPriority", _LOW)
    lowest = integer_at(inner, "scaleSettings", "minNodeCount")
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(or_unknown(text_at(inner, "vmSize")), f"{path}.vmSize", resource),
        minimum=0 if lowest is None else lowest,
        desired=None,
        maximum=or_unknown(integer_at(inner, "scaleSettings", "maxNodeCount")),
        capacity=capacity,
        public_address=_public(inner),
        identities=identities(resource, context, inputs),
        service=LOW_PRIORITY if capacity.spot_percent == 100 else None,
    )
    yield _balancers(resource, context, integer_at(inner, "scaleSettings", "maxNodeCount"))
    idle = text_at(inner, "scaleSettings", "nodeIdleTimeBeforeScaleDown")
    stopper = own_stopper(resource, context, _IDLE if idle is None else idle)
    yield replace(stopper, expire_after=_longest_job(resource, context, inputs))


def _longest_job(resource: Resource, context: Context, inputs: Inputs) -> Maybe[timedelta] | None:
    """The longest that a job of the program may run on the cluster (CommandJobLimits, `timeout`: "After which the job is cancelled").
    None where one may run for ever, or the program has no job for it."""
    name, lives = inputs.text("computeName"), list[Maybe[timedelta]]()
    for job in context.of_types(_JOB):
        compute = text_at(Inputs(job.inputs), "properties", "computeId")
        named = isinstance(compute, str) and isinstance(name, str) and plain(compute).rpartition("/")[2] == plain(name)
        if named or (compute is UNKNOWN and resource.urn in job.property_dependencies.get("properties", ())):
            limit = text_at(Inputs(job.inputs), "properties", "limits", "timeout")
            if limit is None:
                return None
            lives.append(own_stopper(resource, context, limit).idle_duration)
    known = [life for life in lives if isinstance(life, timedelta)]
    return None if not lives else max(known) if len(known) == len(lives) else UNKNOWN


def _public(inner: Maybe[Inputs] | None) -> Maybe[bool]:
    """Nodes have a public address unless the program says that they have none; whose bill it is on is not known."""
    flag = inner if inner is None or isinstance(inner, Unknown) else inner.flag("enableNodePublicIp")
    return False if flag is False else UNKNOWN


def _instance(resource: Resource, context: Context, inputs: Inputs, inner: Maybe[Inputs] | None) -> Iterable[Fact]:
    facts = base(resource, context)
    yield Node(
        **facts,
        kind="instance",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(or_unknown(text_at(inner, "vmSize")), "properties.properties.vmSize", resource),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=only_on_demand("properties.properties.vmSize"),
        mentions=_setup(inner),
        public_address=_public(inner),
        identities=identities(resource, context, inputs),
    )
    yield charge(resource, context, _INSTANCE_DISK, 1, "1 disk, also while it is stopped")
    yield _balancers(resource, context, 1)
    idle = text_at(inner, "idleTimeBeforeShutdown")
    if idle is not None:
        yield own_stopper(resource, context, idle)
    schedules = blocks_at(inner, "schedules", "computeStartStop")
    for schedule in (UNKNOWN,) if isinstance(schedules, Unknown) else schedules:
        change = _change(schedule)
        if change is not None:
            yield Scaling(**facts, target=resource.urn, change=change)


def _setup(inner: Maybe[Inputs] | None) -> tuple[Maybe[str], ...]:
    """The texts of the scripts that it runs when it is created and when it starts."""
    places = (("setupScripts", "scripts", name, "scriptData") for name in ("creationScript", "startupScript"))
    texts = (decoded(text_at(inner, *place)) for place in places)
    return tuple(text for text in texts if text is not None)


def _balancers(resource: Resource, context: Context, nodes: Maybe[int] | None) -> Charge:
    """One for every 50 nodes of a cluster at its largest, one for an instance; both until they are deleted."""
    if nodes is None or isinstance(nodes, Unknown):
        return charge(resource, context, _BALANCER, UNKNOWN, "how many nodes is not known")
    count = -(-nodes // _NODES_PER_BALANCER)
    return charge(resource, context, _BALANCER, count * _DAYS_PER_MONTH, f"{count} x 365 / 12 days")


def _change(schedule: Maybe[Inputs]) -> SizeChange | None:
    """A start or a stop; None for one that is off."""
    if isinstance(schedule, Unknown):
        return SizeChange(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN)
    if schedule.text("status") == "Disabled":
        return None
    action = schedule.text("action")
    nodes: Maybe[int] = 1 if action == "Start" else 0 if action == "Stop" else UNKNOWN
    cron, recurrence = schedule.block("cron"), schedule.block("recurrence")
    if cron is not None:
        times, zone = or_unknown(text_at(cron, "expression")), text_at(cron, "timeZone")
    else:
        frequency, interval = text_at(recurrence, "frequency"), integer_at(recurrence, "interval")
        regular = frequency in ("Day", "Week") and interval in (None, 1)
        times = weekly(block_at(recurrence, "schedule"), "weekDays") if regular else UNKNOWN
        zone = text_at(recurrence, "timeZone")
    return SizeChange(times, iana(zone, "Etc/UTC"), nodes, nodes, nodes)


def _online_deployment(resource: Resource, context: Context) -> Iterable[Fact]:
    """A managed one has machines of its own: as many as its sku says, as its scale settings let it have, or as an autoscale setting of
    Azure Monitor does that has it as its target (Azure Machine Learning, Autoscale online endpoints)."""
    inputs = Inputs(resource.inputs)
    properties = inputs.block("properties")
    kind = text_at(properties, "endpointComputeType")
    if kind == "Kubernetes":
        yield free(resource, context)
        return
    facts = base(resource, context)
    size = text_at(properties, "instanceType")
    count = integer_at(inputs, "sku", "capacity")
    scale = block_at(properties, "scaleSettings")
    minimum, desired, maximum = _serving(scale, or_unknown(count))
    begins = count if desired is None else None
    if text_at(scale, "scaleType") in (None, "Default"):
        minimum, desired, maximum, begins = limits(resource, context, count)
    path = "properties.instanceType"
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(_SERVING_SIZE if size is None else size, path, resource),
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        begins=begins,
        capacity=_managed(kind, path),
        public_address=False,
        identities=identities(resource, context, inputs),
    )


def _managed(kind: Maybe[str] | None, path: str) -> Capacity:
    found = only_on_demand(path)
    return replace(found, on_demand_base=UNKNOWN, spot_percent=UNKNOWN) if isinstance(kind, Unknown) else found


def _serving(scale: Maybe[Inputs] | None, count: Maybe[int]) -> tuple[Maybe[int], Maybe[int] | None, Maybe[int]]:
    kind = text_at(scale, "scaleType")
    if isinstance(kind, Unknown):
        return UNKNOWN, UNKNOWN, UNKNOWN
    if kind != "TargetUtilization":
        return count, count, count
    lowest = integer_at(scale, "minInstances")
    return 1 if lowest is None else lowest, None, or_unknown(integer_at(scale, "maxInstances"))


def _on_compute(name: str) -> Reader:
    """A reader of what runs on a compute of the workspace, named by `name`; on none, its machines are counted by no input."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        if text_at(Inputs(resource.inputs), "properties", name) is not None:
            yield free(resource, context)
        else:
            yield Unread(**base(resource, context), type=resource.type, name=resource.name)

    return read


MACHINE_LEARNING: Final[Mapping[str, Reader]] = {
    COMPUTE: _compute,
    ONLINE_DEPLOYMENT: _online_deployment,
    "azure-native:machinelearningservices:BatchDeployment": _on_compute("compute"),
    _JOB: _on_compute("computeId"),
}
