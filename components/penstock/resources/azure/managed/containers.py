"""Container Instances, Container Apps with their environments, and standby pools.

GPUs of a container app come with the workload profile of its environment; container instances name theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.azure.charges import Reader, by_use, charge
from penstock.resources.azure.machines.nodes import choice
from penstock.resources.azure.places import base
from penstock.resources.azure.references import referred
from penstock.resources.azure.transfers.egress import to_internet
from penstock.resources.facts import Fact, InstanceChoice, NodeTemplate, Unread
from penstock.resources.machines.capacity_types import Words, by_word, on_demand
from penstock.resources.machines.rented import Sizes
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
from penstock.resources.reading.charges import product
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

from .rented_machines import rented

_ENVIRONMENT: Final = "azure-native:app:ManagedEnvironment"

_GPU_PROFILES: Final = {
    "consumption-gpu-nc8as-t4": "Standard_NC8as_T4_v3",
    "consumption-gpu-nc24-a100": "Standard_NC24ads_A100_v4",
    "nc24-a100": "Standard_NC24ads_A100_v4",
    "nc48-a100": "Standard_NC48ads_A100_v4",
    "nc96-a100": "Standard_NC96ads_A100_v4",
}
"""Workload profile with GPUs -> the VM size whose vCPUs, memory and GPUs it has (Workload profiles in Azure Container Apps, 2025-11-04)."""

_GENERAL: Final = regex(r"consumption|flex|flexible|(?:d|e|dc)\d+", re.IGNORECASE)
"""Profiles without GPUs (the same page): Consumption, Flexible, D4 to D32, E4 to E32, and DC4 to DC96 for confidential computing. That
a program may write Flex for Flexible is an assumption."""

_MOST_REPLICAS: Final = 10
"""`maxReplicas` of an app that says none; the least is 0 (Set scaling rules in Azure Container Apps)."""

_PROFILES: Final = (
    "azure-native:containerinstance:CGProfile",
    "azure-native:containerinstance:ContainerGroupProfile",
)

_PRIORITIES: Final = Words(("Spot",), ("Regular",))


def _environment(resource: Resource, context: Context) -> Iterable[Fact]:
    """Its profiles: dedicated ones bill for their machines, between a minimum and a maximum; others by what runs."""
    yield by_use(resource, context, "container-apps-vcpu-second")
    for index, block in enumerate(each_block(Inputs(resource.inputs), "workloadProfiles")):
        where = f"workloadProfiles[{index}].workloadProfileType"
        kind = text_at(block, "workloadProfileType")
        least, most = integer_at(block, "minimumCount"), integer_at(block, "maximumCount")
        if isinstance(kind, str) and _general(kind):
            if plain(kind).lower() != "consumption":
                key = f"container-apps-{plain(kind).lower()}-hour"
                hours = product(HOURS_PER_MONTH, or_default(least, 0))
                yield charge(resource, context, key, hours, "730 h of the least that it keeps")
            continue
        if isinstance(kind, str) and _by_replica(kind):
            choices = choice(_size_of(kind), where, resource)
            yield NodeTemplate(**base(resource, context), choices=choices, capacity=on_demand(where))
            continue
        yield rented(
            resource,
            context,
            choice(_size_of(kind), where, resource),
            (or_default(least, 0), None, or_unknown(most)),
            service="container-apps",
            capacity=on_demand(where),
            part=where.rpartition(".")[0],
            public=False,
        )


def _general(kind: str) -> bool:
    return _GENERAL.fullmatch(plain(kind)) is not None


def _by_replica(kind: str) -> bool:
    """Whether a profile with GPUs starts a machine for each replica of an app, and none by itself (Serverless GPUs)."""
    return plain(kind).lower().startswith("consumption-gpu")


def _size_of(kind: Maybe[str] | None) -> Maybe[str]:
    """The VM size of a profile; its own name for a profile that is not known here."""
    if kind is None or isinstance(kind, Unknown):
        return UNKNOWN
    return masked_like(kind, _GPU_PROFILES.get(plain(kind).lower(), plain(kind)))


def _app(resource: Resource, context: Context) -> Iterable[Fact]:
    """Replicas of an app: those that always run bill for their vCPUs, idle or not; others by use."""
    inputs = Inputs(resource.inputs)
    template = inputs.block("template")
    least, most = (integer_at(template, "scale", name) for name in ("minReplicas", "maxReplicas"))
    yield from _replicas(resource, context, inputs, (or_default(least, 0), None, or_default(most, _MOST_REPLICAS)))


def _job(resource: Resource, context: Context) -> Iterable[Fact]:
    """Runs of a job: none until it is started, then as many at once as its parallelism or its scale says."""
    inputs = Inputs(resource.inputs)
    yield from _replicas(resource, context, inputs, (0, None, UNKNOWN))


def _replicas(resource: Resource, context: Context, inputs: Inputs, sizes: Sizes) -> Iterable[Fact]:
    template = inputs.block("template")
    containers = (*each_block(template, "containers"), *each_block(template, "initContainers"))
    gpus = [number_at(it, "resources", "gpu") for it in containers]
    cores = [or_default(number_at(it, "resources", "cpu"), Decimal(0)) for it in containers]
    profile = _profile(resource, context, inputs)
    if any(it is not None and it != 0 for it in gpus) or _accelerates(inputs.text("workloadProfileName"), profile):
        yield rented(
            resource,
            context,
            choice(UNKNOWN if profile is None else _size_of(profile), "workloadProfileName", resource),
            sizes,
            service="container-apps",
            capacity=on_demand("workloadProfileName"),
            public=False,
        )
        return
    total = _sum(cores)
    hours = product(HOURS_PER_MONTH, sizes[0], total)
    most = "not known" if isinstance(sizes[2], Unknown) else sizes[2]
    basis = f"730 h of the least; up to {most} replicas of {_shown(total)} vCPUs by use"
    yield charge(resource, context, "container-apps-vcpu-hour", hours, basis)


def _sum(figures: Iterable[Maybe[Decimal]]) -> Maybe[Decimal]:
    total = Decimal(0)
    for figure in figures:
        if isinstance(figure, Unknown):
            return UNKNOWN
        total += figure
    return total


def _shown(figure: Maybe[Decimal]) -> str:
    return "not known" if isinstance(figure, Unknown) else f"{figure:f}"


def _accelerates(name: Maybe[str] | None, profile: Maybe[str] | None) -> bool:
    """Whether a replica gets a GPU without asking for one, by its profile: each of serverless GPUs does. Of a profile that is not in the
    program, its name may say so."""
    if isinstance(profile, str):
        return _by_replica(profile)
    return isinstance(name, str) and _NAMED_GPU.search(plain(name)) is not None


_NAMED_GPU: Final = regex(r"gpu|(?<![a-z0-9])(?:t4|a100|h100)(?![a-z0-9])", re.IGNORECASE)


def _profile(resource: Resource, context: Context, inputs: Inputs) -> Maybe[str] | None:
    """The type of the profile that the app names, of the environment that it runs in; None of one that is not in the program."""
    name = inputs.text("workloadProfileName")
    for given in ("environmentId", "managedEnvironmentId"):
        for urn in referred(resource, context, given, inputs.raw(given), (_ENVIRONMENT,)):
            for block in each_block(Inputs(context.by_urn[urn].inputs), "workloadProfiles"):
                if isinstance(name, str) and text_at(block, "name") == name:
                    return or_unknown(text_at(block, "workloadProfileType"))
    return None


def _sessions(resource: Resource, context: Context) -> Iterable[Fact]:
    """Sessions that wait to be used bill as those in use do (Container Apps pricing, Dynamic sessions)."""
    inputs = Inputs(resource.inputs)
    containers = each_block(inputs, "customContainerTemplate", "containers")
    cores = [or_unknown(number_at(it, "resources", "cpu")) for it in containers]
    total = _sum(cores)
    ready = or_default(integer_at(inputs, "scaleConfiguration", "readySessionInstances"), 0)
    hours = product(HOURS_PER_MONTH, ready, total)
    yield charge(resource, context, "container-apps-session-vcpu-hour", hours, "730 h of those that wait")


def _component(resource: Resource, context: Context) -> Iterable[Fact]:
    """A managed Java component: half a vCPU for each replica (Managed Java components in Azure Container Apps)."""
    scale = block_at(Inputs(resource.inputs), "properties", "scale")
    least, most = integer_at(scale, "minReplicas"), integer_at(scale, "maxReplicas")
    hours = product(HOURS_PER_MONTH, or_default(least, 1))
    upper = "not known" if most is None or isinstance(most, Unknown) else most
    yield charge(resource, context, "container-apps-component-hour", hours, f"730 h of the least; up to {upper}")


def _instances(resource: Resource, context: Context) -> Iterable[Fact]:
    """A container group: what its containers ask for, all the time that it is there. A public address is in its price."""
    inputs = Inputs(resource.inputs)
    containers = each_block(inputs, "containers")
    word = or_default(inputs.text("priority"), "Regular")
    for index, it in enumerate(containers):
        choices = _accelerated(resource, it, index)
        if choices:
            yield rented(
                resource,
                context,
                choices,
                (1, 1, 1),
                service="container-instances",
                capacity=by_word(word, "priority", _PRIORITIES),
                part=f"containers[{index}]",
            )
    hours = product(HOURS_PER_MONTH, _cores(containers))
    yield charge(
        resource, context, f"container-instances{_kind_of(inputs)}-vcpu-hour", hours, "730 h of what it asks for"
    )
    address = text_at(inputs, "ipAddress", "type")
    if address == "Public":
        yield from to_internet(resource, context, "a container group with a public address")


def _cores(containers: Iterable[Maybe[Inputs]]) -> Maybe[Decimal]:
    """The vCPUs of a group: its containers' requests, or the limit of a container that may take more."""
    return _sum(map(_most_cores, containers))


def _most_cores(container: Maybe[Inputs]) -> Maybe[Decimal]:
    asked = [number_at(container, "resources", name, "cpu") for name in ("requests", "limits")]
    known = [it for it in asked if isinstance(it, Decimal)]
    return UNKNOWN if not known or any(isinstance(it, Unknown) for it in asked) else max(known)


def _accelerated(resource: Resource, container: Maybe[Inputs], index: int) -> tuple[InstanceChoice, ...]:
    """The GPUs of one container, by names of Container Instances' own (K80, P100, V100)."""
    for name in ("requests", "limits"):
        gpu = block_at(container, "resources", name, "gpu")
        if gpu is not None:
            count = integer_at(gpu, "count")
            where = f"containers[{index}].resources.{name}.gpu"
            return (InstanceChoice(UNKNOWN, where, resource.urn, or_unknown(text_at(gpu, "sku")), or_unknown(count)),)
    return ()


def _profile_of_group(resource: Resource, context: Context) -> Iterable[Fact]:
    """What container groups may be made from, which starts none by itself."""
    containers = each_block(Inputs(resource.inputs), "containers")
    choices = tuple(choice for index, it in enumerate(containers) for choice in _accelerated(resource, it, index))
    if choices:
        yield NodeTemplate(**base(resource, context), choices=choices)
    cores = _shown(_cores(containers))
    sku = _kind_of(Inputs(resource.inputs))
    yield charge(resource, context, f"container-instances{sku}-vcpu-hour", None, f"by use, {cores} vCPUs each")


def _groups(resource: Resource, context: Context) -> Iterable[Fact]:
    """So many container groups of a profile, all the time (NGroups of Azure Container Instances). Of a profile that is not in the program
    nobody knows what it asks for."""
    inputs = Inputs(resource.inputs)
    count = or_unknown(integer_at(inputs, "elasticProfile", "desiredCount"))
    found: list[Maybe[Inputs]] = []
    for block in each_block(inputs, "containerGroupProfiles"):
        value = None if isinstance(block, Unknown) else text_at(block, "resource", "id")
        urns = referred(resource, context, "containerGroupProfiles", UNKNOWN if value is None else value, _PROFILES)
        found += [it for urn in urns for it in each_block(Inputs(context.by_urn[urn].inputs), "containers")]
    if not found:
        yield Unread(**base(resource, context), type=resource.type, name=resource.name)
        return
    choices = tuple(choice for index, it in enumerate(found) for choice in _accelerated(resource, it, index))
    if choices:
        where = "elasticProfile.desiredCount"
        yield rented(
            resource,
            context,
            choices,
            (count, count, count),
            service="container-instances",
            capacity=on_demand(where),
        )
    hours = product(HOURS_PER_MONTH, _cores(found), count)
    yield charge(resource, context, "container-instances-vcpu-hour", hours, "730 h of what its profile asks for, each")


def _kind_of(inputs: Inputs) -> str:
    """`-confidential` and the like; nothing for the standard sku, which is the default (ContainerGroupSku)."""
    sku = inputs.text("sku")
    return "" if sku in (None, "Standard") else "-not-known" if isinstance(sku, Unknown) else f"-{plain(sku).lower()}"


def _standby(resource: Resource, context: Context) -> Iterable[Fact]:
    """Container groups that are kept running, so that one is there at once (Standby pools for Azure Container Instances)."""
    most = integer_at(Inputs(resource.inputs), "elasticityProfile", "maxReadyCapacity")
    hours = product(HOURS_PER_MONTH, or_unknown(most))
    yield charge(resource, context, "container-instances-standby-group-hour", hours, "730 h of each that is kept ready")


CONTAINERS: Final[Mapping[str, Reader]] = {
    _ENVIRONMENT: _environment,
    "azure-native:app:ContainerApp": _app,
    "azure-native:app:ContainerAppsSessionPool": _sessions,
    "azure-native:app:JavaComponent": _component,
    "azure-native:app:Job": _job,
    **dict.fromkeys(_PROFILES, _profile_of_group),
    "azure-native:containerinstance:ContainerGroup": _instances,
    "azure-native:containerinstance:NGroup": _groups,
    "azure-native:standbypool:StandbyContainerGroupPool": _standby,
}
