"""What removes idle nodes: a limit of their run time, the autoscaler of a node pool, and that of a group that scales to 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from penstock.resources.facts import IdleStopper
from penstock.resources.gcp.places import base
from penstock.resources.reading.blocks import each_block, number_at, or_unknown, seconds
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, as_number, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

_IDLE: Final = timedelta(minutes=10)
"""After which the autoscaler of a GKE pool removes a node that no pod needs (Kubernetes Cluster Autoscaler, FAQ,
scale-down-unneeded-time), and that of a managed instance group acts on a lower figure (Compute Engine, Autoscaler decisions,
Stabilization period)."""


def of_run_time(resource: Resource, context: Context, limit: Value) -> Iterable[IdleStopper]:
    """The end that `maxRunDuration` gives each node, busy or not (Limit the run time of a VM; GKE, nodeConfig.maxRunDuration):
    a block of seconds, or `3600s`."""
    if limit is None:
        return
    if isinstance(limit, str):
        life = or_unknown(seconds(as_number(plain(limit).removesuffix("s"))))
    else:
        life = or_unknown(seconds(number_at(Inputs({"limit": limit}), "limit", "seconds")))
    stopper = _stopper(resource, context, (resource.urn,), life, life)
    yield replace(stopper, armed=UNKNOWN if isinstance(life, Unknown) else True)


def of_node_pool(resource: Resource, context: Context, inputs: Inputs) -> Iterable[IdleStopper]:
    """A pool's own: its autoscaler, and the limit of its nodes' run time."""
    if inputs.given("autoscaling"):
        yield _stopper(resource, context, (resource.urn,), _IDLE, None)
    config = inputs.block("nodeConfig")
    yield from of_run_time(resource, context, config.raw("maxRunDuration") if isinstance(config, Inputs) else None)


def of_autoscaler(
    resource: Resource, context: Context, policy: Maybe[Inputs] | None, groups: tuple[str, ...]
) -> Iterable[IdleStopper]:
    """An autoscaler that takes nodes away when less work waits for the whole group: only so can it go down to 0 (Compute Engine,
    Scale based on Monitoring metrics, Configure autoscaling for per-group metrics)."""
    per_group = [
        metric
        for metric in each_block(policy, "metrics")
        if isinstance(metric, Unknown) or metric.given("singleInstanceAssignment")
    ]
    mode = policy.text("mode") if isinstance(policy, Inputs) else UNKNOWN
    if per_group and groups and mode in (None, "ON", UNKNOWN):
        sure = mode is not UNKNOWN and UNKNOWN not in per_group
        yield _stopper(resource, context, groups, _IDLE if sure else UNKNOWN, None)


def _stopper(
    resource: Resource,
    context: Context,
    targets: tuple[str, ...],
    idle: Maybe[timedelta],
    life: Maybe[timedelta] | None,
) -> IdleStopper:
    return IdleStopper(
        **base(resource, context),
        mechanism="service",
        targets=targets,
        idle_duration=idle,
        expire_after=life,
        armed=True,
    )
