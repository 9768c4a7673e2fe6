"""Pods, and whatever makes them: deployments, jobs, services of models, and custom resources with pods inside.

A pod starts no machine by itself: it runs on a node, whose pool is judged where it is declared. What it asks of its node says how
large that node is, so its machines are a template's; where it names none and its cluster and so that cluster's pools are the program's own,
those are judged alone. Where the pod orders the node, because it says how that is bought or because the
cluster makes nodes for pods without a pool (GKE Autopilot, EKS Auto Mode), it starts machines like a group. A pod without accelerators
and without a machine's name costs nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final, cast

from penstock.resources.facts import Fact, Free, IdleStopper, Node, NodeTemplate, Reference, Worker
from penstock.resources.machines.capacity_types import on_demand
from penstock.resources.reading.blocks import integer_at, or_default, seconds
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Value
from penstock.terms import Tag

from .demands import Demand, demand
from .home import NOWHERE, Home, base, home
from .quotas import least_of, pods_within
from .references import pod_references

_DEEPEST: Final = 12
"""Levels of nested inputs that are looked into for pods; a Ray cluster's are at 5."""

_POD: Final = frozenset({"affinity", "containers", "initContainers", "nodeSelector"})
"""What a pod's spec has, one of these at least: a patch may have any alone."""

_ENDING: Final = frozenset({"Job", "CronJob", "Pod", "PodTemplate"})
"""Kinds whose pods end by themselves, and their nodes with them."""


def workload(resource: Resource, context: Context) -> Iterable[Fact]:
    """What the pods inside any object ask for and read."""
    here = home(resource, context)
    yield Free(**base(resource, here))
    yield from pods(resource, context, here)


def pods(resource: Resource, context: Context, here: Home) -> Iterator[Fact]:
    """The facts of each pod that is declared anywhere in the resource's inputs."""
    references: list[Reference] = []
    for path, pod in _pods("", resource.inputs, 0):
        asked = demand(pod, path, resource.urn, here.cloud)
        if asked.choices and (asked.named or not here.pools_are_here):
            yield from _machines(resource, context, here, asked)
        references += pod_references(resource, context, pod, path, known_place=here.cloud != NOWHERE)
    if references:
        yield Worker(**base(resource, here), references=tuple(references))


def _machines(resource: Resource, context: Context, here: Home, asked: Demand) -> Iterator[Fact]:
    if asked.anywhere and asked.capacity is None:
        for cloud, choices in asked.anywhere.items():
            yield NodeTemplate(**base(resource, Home(cloud)), choices=choices)
        return
    cloud = asked.cloud or here.cloud
    facts = base(resource, Home(cloud, here.region, here.makes_nodes))
    if cloud == NOWHERE or (asked.capacity is None and here.makes_nodes is not True):
        yield NodeTemplate(**facts, choices=asked.choices, capacity=asked.capacity)
        return
    inputs = Inputs(resource.inputs)
    ends = kind_of(inputs) in _ENDING
    count = _count(inputs)
    most = least_of(count, pods_within(resource, context, asked.accelerators))
    pool = facts["tags"].get(Tag.POOL)
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=pool if isinstance(pool, str) and pool else resource.name,
        choices=asked.choices,
        minimum=0 if ends else least_of(count, most),
        desired=None,
        maximum=most,
        capacity=asked.capacity or on_demand("nodeSelector", by_default=True),
    )
    if ends:  # its node is taken away when it has ended
        yield IdleStopper(
            **facts,
            mechanism="service",
            targets=(resource.urn,),
            idle_duration=timedelta(0),
            expire_after=seconds(_longest(inputs)),
        )


def _count(inputs: Inputs) -> Maybe[int]:
    """How many pods it may run at once: one unless it says more (Kubernetes API, DeploymentSpec.replicas, JobSpec.parallelism). How
    many nodes a DaemonSet's pods are on is the cluster's matter."""
    if kind_of(inputs) == "DaemonSet":
        return UNKNOWN
    path = ("spec", "jobTemplate", "spec", "parallelism") if kind_of(inputs) == "CronJob" else ("spec", "replicas")
    found = integer_at(inputs, *path)
    return or_default(integer_at(inputs, "spec", "parallelism") if found is None else found, 1)


def _longest(inputs: Inputs) -> Maybe[int] | None:
    """Seconds after which Kubernetes ends it (`activeDeadlineSeconds`)."""
    inner = integer_at(inputs, "spec", "jobTemplate", "spec", "activeDeadlineSeconds")
    return integer_at(inputs, "spec", "activeDeadlineSeconds") if inner is None else inner


def kind_of(inputs: Inputs) -> str:
    """The object's kind; empty when it is not known."""
    kind = inputs.text("kind")
    return plain(kind) if isinstance(kind, str) else ""


def _pods(path: str, value: Value, depth: int) -> Iterator[tuple[str, Inputs]]:
    """(path, spec) of every pod in `value`."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        block = cast("Mapping[str, Value]", value)
        if not _POD.isdisjoint(block):
            yield path, Inputs(block)
            return
        for key, inner in block.items():
            yield from _pods(f"{path}.{plain(key)}" if path else plain(key), inner, depth + 1)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for index, inner in enumerate(value):
            yield from _pods(f"{path}[{index}]", inner, depth + 1)


_KINDS: Final[Mapping[str, str]] = {
    "core": "Pod PodTemplate ReplicationController",
    "apps": "DaemonSet Deployment ReplicaSet StatefulSet",
    "batch": "CronJob Job",
    "extensions": "DaemonSet Deployment ReplicaSet",
    "node.k8s.io": "RuntimeClass",
}
"""API group -> kinds that make pods, or that give pods a node selector (Kubernetes, Runtime Class, Scheduling)."""

_VERSIONS: Final[Mapping[str, str]] = {
    "core": "v1",
    "apps": "v1 v1beta1 v1beta2",
    "batch": "v1 v1beta1 v2alpha1",
    "extensions": "v1beta1",
    "node.k8s.io": "v1 v1alpha1 v1beta1",
}

WORKLOADS: Final[Mapping[str, Reader]] = {
    f"kubernetes:{group}/{version}:{kind}{form}": workload
    for group, kinds in _KINDS.items()
    for version in _VERSIONS[group].split()
    for kind in kinds.split()
    for form in ("", "Patch")
}
"""Every version of pulumi-kubernetes; a patch changes an object that somebody else owns."""
