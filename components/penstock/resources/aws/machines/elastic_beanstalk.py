"""Elastic Beanstalk: an Auto Scaling group at EC2's price, set by options of a namespace and a name.

Options and their defaults: Elastic Beanstalk developer guide, General options for all environments. An environment's own options come
before those of its configuration template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.aws.charges import Reader
from penstock.resources.aws.managed.rented_machines import rented, unknown
from penstock.resources.facts import Capacity, Fact, Free, InstanceChoice, Takes
from penstock.resources.machines.capacity_types import on_demand, unknown_capacity
from penstock.resources.reading.blocks import or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .nodes import choice

_TEMPLATE: Final = "aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate"
_TYPES: Final = ("aws:ec2:instances InstanceTypes", "aws:autoscaling:launchconfiguration InstanceType")
_SMALLEST: Final = "t3.micro"
"""An environment that names no type gets one of the smallest, which one varies by account and region."""

_Option = tuple[str, Inputs]
"""(where it stands in the inputs of its resource, its block)."""


def _environment(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    template = inputs.raw("templateName")
    found = () if template is None else context.referred(resource, "templateName", template, (_TEMPLATE,))
    options = _options(resource)
    for urn in found:
        below = _options(context.by_urn[urn])
        options = None if options is None or below is None else {**below, **options}
    if options is None or (template is not None and not found):
        choices, sizes = unknown("settings", resource), (UNKNOWN, None, UNKNOWN)
        yield rented(resource, context, choices, sizes, service=None, capacity=unknown_capacity("settings"))
        return
    single = _text(options, "aws:elasticbeanstalk:environment EnvironmentType") == "SingleInstance"
    least, most = (1, 1) if single else (_whole(options, "MinSize", 1), _whole(options, "MaxSize", 4))
    yield rented(
        resource,
        context,
        _choices(options, resource),
        (least, None, most),
        service=None,
        capacity=_capacity(options, single=single),
        public_address=_flag(options, "aws:ec2:vpc AssociatePublicIpAddress"),
    )


def _template(resource: Resource, context: Context) -> Iterable[Fact]:
    """It starts nothing: the environment that names it does."""
    yield Free(**context.base(resource))


def _options(resource: Resource) -> dict[str, _Option] | None:
    """`namespace name` -> option; None when a list, a namespace or a name is not known."""
    blocks = Inputs(resource.inputs).blocks("settings")
    found: dict[str, _Option] = {}
    for index, block in enumerate((UNKNOWN,) if isinstance(blocks, Unknown) else blocks):
        space, name = (
            (UNKNOWN, UNKNOWN) if isinstance(block, Unknown) else (block.text("namespace"), block.text("name"))
        )
        if isinstance(block, Unknown) or not isinstance(space, str) or not isinstance(name, str):
            return None
        found[f"{plain(space)} {plain(name)}"] = (f"settings[{index}].value", block)
    return found


def _text(options: Mapping[str, _Option], key: str) -> Maybe[str] | None:
    found = options.get(key)
    return None if found is None else found[1].text("value")


def _whole(options: Mapping[str, _Option], name: str, default: int) -> Maybe[int]:
    found = options.get(f"aws:autoscaling:asg {name}")
    return default if found is None else or_unknown(found[1].integer("value"))


def _flag(options: Mapping[str, _Option], key: str) -> Maybe[bool]:
    found = options.get(key)
    return UNKNOWN if found is None else or_unknown(found[1].flag("value"))


def _choices(options: Mapping[str, _Option], resource: Resource) -> tuple[InstanceChoice, ...]:
    """Types in a list by commas; the newer of the two options counts where both are given."""
    for key in _TYPES:
        text = _text(options, key)
        if isinstance(text, Unknown):
            return unknown(options[key][0], resource)
        if text is not None:
            names = (name.strip() for name in plain(text).split(","))
            return tuple(InstanceChoice(masked_like(text, it), options[key][0], resource.urn) for it in names if it)
    return choice(_SMALLEST, "settings", resource)


def _capacity(options: Mapping[str, _Option], *, single: bool) -> Capacity:
    """On-demand unless `EnableSpot`; then spot above a base, by default 0 % on-demand for one instance and 70 % for several. On-demand ones
    are of the first type, as in any Auto Scaling group that says nothing; spot ones by capacity ("Capacity optimized (default)", Elastic
    Beanstalk developer guide, Spot Instance allocation strategy)."""
    path = "settings"
    enabled = _text(options, "aws:ec2:instances EnableSpot")
    if enabled is None or isinstance(enabled, Unknown) or plain(enabled).lower() != "true":
        bought = unknown_capacity(path) if isinstance(enabled, Unknown) else on_demand(path)
        return replace(bought, on_demand_takes=Takes.FIRST)
    base = options.get("aws:ec2:instances SpotFleetOnDemandBase")
    share = options.get("aws:ec2:instances SpotFleetOnDemandAboveBasePercentage")
    percent = None if share is None else share[1].number("value")
    above = Decimal(0 if single else 70) if percent is None else percent
    return Capacity(
        0 if base is None else or_unknown(base[1].integer("value")),
        above if isinstance(above, Unknown) else Decimal(100) - above,
        path,
        by_default=percent is None,
        on_demand_takes=Takes.FIRST,
    )


BEANSTALK: Final[Mapping[str, Reader]] = {
    _TEMPLATE: _template,
    "aws:elasticbeanstalk/environment:Environment": _environment,
}
