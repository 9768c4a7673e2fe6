"""What removes idle nodes: the autoscaler of a node pool, and a scale-in rule of an autoscale setting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.azure.machines.nodes import own_stopper
from penstock.resources.azure.places import base
from penstock.resources.facts import IdleStopper
from penstock.resources.reading.blocks import each_block, number_at, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_UNNEEDED: Final = "10m"
"""`scaleDownUnneededTime` of a cluster that says none: "The default is '10m'" (ManagedClusterPropertiesAutoScalerProfile)."""

_MINUTES: Final = regex(r"\d{1,4}m")
_OF_NODES: Final = regex(
    r"/providers/(?:microsoft\.(?:compute|insights|operationalinsights|servicebus)/|microsoft\.storage/.*/queueservices)|^[^/]*$",
    re.IGNORECASE,
)
"""Whose metrics say what nodes do, or what waits for them: machines, what they report themselves, and queues."""
_BELOW: Final = frozenset({"LessThan", "LessThanOrEqual"})


def of_node_pool(resource: Resource, context: Context, pool: Inputs, cluster: Resource | None) -> Iterable[IdleStopper]:
    """The cluster's autoscaler, where the pool has it on."""
    scaled = pool.flag("enableAutoScaling")
    if scaled is None or scaled is False:
        return
    said = None if cluster is None else text_at(Inputs(cluster.inputs), "autoScalerProfile", "scaleDownUnneededTime")
    after = _UNNEEDED if said is None else said
    known = isinstance(after, str) and isinstance(scaled, bool) and _MINUTES.fullmatch(plain(after))
    yield own_stopper(resource, context, f"PT{plain(after).upper()}" if known and isinstance(after, str) else UNKNOWN)


def of_autoscale_setting(resource: Resource, context: Context, targets: tuple[str, ...]) -> Iterable[IdleStopper]:
    """The rules that decrease the count when a figure is low, one stopper for each."""
    inputs = Inputs(resource.inputs)
    enabled = inputs.flag("enabled")
    rules = [rule for profile in each_block(inputs, "profiles") for rule in each_block(profile, "rules")]
    for rule in rules if targets and enabled is not None and enabled is not False else ():
        armed = _takes_away(rule)
        if armed is not False:
            found = own_stopper(resource, context, _window(rule))
            yield IdleStopper(
                **base(resource, context),
                mechanism="autoscale rule",
                targets=targets,
                idle_duration=found.idle_duration,
                armed=UNKNOWN if isinstance(enabled, Unknown) else armed,
            )


def _takes_away(rule: Maybe[Inputs]) -> Maybe[bool]:
    direction, operator = text_at(rule, "scaleAction", "direction"), text_at(rule, "metricTrigger", "operator")
    if isinstance(direction, Unknown) or isinstance(operator, Unknown):
        return UNKNOWN
    threshold = number_at(rule, "metricTrigger", "threshold")
    if isinstance(threshold, Decimal) and (threshold < 0 or (threshold == 0 and operator == "LessThan")):
        return False  # no use of a node is below 0
    watched = text_at(rule, "metricTrigger", "metricResourceUri")
    if isinstance(watched, str) and not _OF_NODES.search(plain(watched)):
        return False  # how much another service does says nothing about a node
    return direction == "Decrease" and operator in _BELOW


def _window(rule: Maybe[Inputs]) -> Maybe[str]:
    text = text_at(rule, "metricTrigger", "timeWindow")
    return UNKNOWN if text is None else text
