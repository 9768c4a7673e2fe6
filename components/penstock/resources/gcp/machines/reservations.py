"""Reservations, commitments and sole-tenant nodes of Compute Engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.facts import Fact, InstanceChoice, Node, NodeTemplate
from penstock.resources.gcp.charges import Reader, by_use
from penstock.resources.gcp.managed.rented_machines import rented
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import referred
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, each_block, integer_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.end_dates import ends_after, ends_on
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .nodes import accelerator, attached, choice

_PATH: Final = "specificReservation"


def _reservation(resource: Resource, context: Context) -> Iterable[Fact]:
    """Bills its machines whether or not they are used, at the price of running ones, until it is deleted (Reservations of
    Compute Engine zonal resources, Billing). A machine that runs in it bills nothing more; which do is not told here."""
    inputs = Inputs(resource.inputs)
    facts = base(resource, context)
    held = inputs.block(_PATH)
    count = held.integer("count") if isinstance(held, Inputs) else UNKNOWN
    size = UNKNOWN if count is None else count
    properties = held.block("instanceProperties") if isinstance(held, Inputs) else UNKNOWN
    if isinstance(properties, Inputs):
        accelerators = attached(properties.blocks("guestAccelerators"), "acceleratorType", "acceleratorCount")
        named = properties.text("machineType")
        kind = UNKNOWN if named is None else named
    else:  # not known, or those of a template that it copies
        accelerators, kind = (None, 0), UNKNOWN
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(kind, f"{_PATH}.instanceProperties.machineType", resource, accelerators),
        minimum=size,
        desired=size,
        maximum=size,
        capacity=only_on_demand(_PATH),
        public_address=False,
        reservation_ends=_ends(inputs),
    )


def _ends(inputs: Inputs) -> Maybe[bool]:
    """By `deleteAtTime` or `deleteAfterDuration`, at which Compute Engine deletes it."""
    date, seconds = inputs.text("deleteAtTime"), integer_at(inputs, "deleteAfterDuration", "seconds")
    answers = [False if date is None else ends_on(date), False if seconds is None else ends_after(seconds)]
    if True in answers:
        return True
    return UNKNOWN if UNKNOWN in answers else False


def _future(resource: Resource, context: Context) -> Iterable[Fact]:
    """Held from a date on, at the price of running machines, for as long as its time window says (Compute Engine, Future
    reservation requests, Billing). An aggregate one is of accelerators alone: TPUs, whose machine is not said."""
    inputs = Inputs(resource.inputs)
    ends = (
        block_at(inputs, "timeWindow", "endTime") is not None or block_at(inputs, "timeWindow", "duration") is not None
    )
    found = inputs.blocks("aggregateReservation")
    held: list[tuple[tuple[InstanceChoice, ...], Maybe[int]]] = []
    for block in (UNKNOWN,) if isinstance(found, Unknown) else found:
        path = "aggregateReservation.reservedResources"
        for each in each_block(block, "reservedResources"):
            part = UNKNOWN if isinstance(each, Unknown) else each.block("accelerator")
            kind, count = attached((or_unknown(part),), "acceleratorType", "acceleratorCount")
            held.append(((InstanceChoice(UNKNOWN, path, resource.urn, or_unknown(kind), 1),), count))
        family = text_at(block, "vmFamily")
        if family is not None:
            held.append((choice(family, "aggregateReservation.vmFamily", resource), UNKNOWN))
    path = "specificSkuProperties"
    properties = inputs.block(path)
    if properties is not None:
        machine = block_at(properties, "instanceProperties")
        kind = or_unknown(text_at(machine, "machineType"))
        accelerators = attached(each_block(machine, "guestAccelerators"), "acceleratorType", "acceleratorCount")
        choices = choice(kind, f"{path}.instanceProperties.machineType", resource, accelerators)
        held.append((choices, or_unknown(integer_at(properties, "totalCount"))))
    for choices, count in held:
        yield rented(
            resource, context, choices, service=None, minimum=count, public_address=False, reservation_ends=ends
        )


def _commitment(resource: Resource, context: Context) -> Iterable[Fact]:
    """Cores, memory and accelerators that bill for one year or three, used or not. It ends, unless it renews itself
    (Compute Engine, Resource-based committed use discounts). No machine is said, so none is judged but its accelerators."""
    inputs = Inputs(resource.inputs)
    yield by_use(resource, context, "commitment-month")
    renews = inputs.flag("autoRenew")
    ends = UNKNOWN if isinstance(renews, Unknown) else renews is not True
    for index, part in enumerate(each_block(inputs, "resources")):
        path = f"resources[{index}]"
        kind = text_at(part, "type")
        named = accelerator(text_at(part, "acceleratorType"))
        if named is None and not isinstance(kind, Unknown) and kind != "ACCELERATOR":
            continue
        choices = (InstanceChoice(UNKNOWN, f"{path}.acceleratorType", resource.urn, or_unknown(named), 1),)
        count = or_unknown(integer_at(part, "amount"))
        yield rented(
            resource, context, choices, service="commitment", minimum=count, public_address=False, reservation_ends=ends
        )


def _sole_template(resource: Resource, context: Context) -> Iterable[Fact]:
    """A whole host, `c3-node-176-352`, and what is attached to it. One that is chosen by its cores may be any."""
    inputs = Inputs(resource.inputs)
    named, where = inputs.text("nodeType"), "nodeType"
    cores = text_at(inputs, "nodeTypeFlexibility", "cpus")
    if named is None and cores is not None:
        named, where = UNKNOWN, "nodeTypeFlexibility"
    accelerators = attached(inputs.blocks("accelerators"), "acceleratorType", "acceleratorCount")
    yield NodeTemplate(
        **base(resource, context),
        choices=choice(UNKNOWN if named is None else named, where, resource, accelerators),
        capacity=only_on_demand(where),
    )


def _sole_group(resource: Resource, context: Context) -> Iterable[Fact]:
    """Hosts of a template, billed whether or not machines run on them (Compute Engine, Sole-tenancy pricing)."""
    inputs = Inputs(resource.inputs)
    name = "nodeTemplate"
    templates = referred(resource, context, name, inputs.raw(name), (_SOLE_TEMPLATE,))
    initial = or_default(inputs.integer("initialSize"), 0)
    policy = block_at(inputs, "autoscalingPolicy")
    mode = text_at(policy, "mode")
    fixed = policy is None or mode == "OFF"
    yield rented(
        resource,
        context,
        (),
        service="sole-tenant",
        minimum=initial if fixed else or_default(integer_at(policy, "minNodes"), 0),
        maximum=initial if fixed else or_unknown(integer_at(policy, "maxNodes")),
        capacity=only_on_demand(name),
        templates=templates,
        template_unresolved=not templates,
        public_address=False,
    )


_SOLE_TEMPLATE: Final = "gcp:compute/nodeTemplate:NodeTemplate"

RESERVED: Final[Mapping[str, Reader]] = {
    "gcp:compute/futureReservation:FutureReservation": _future,
    "gcp:compute/nodeGroup:NodeGroup": _sole_group,
    _SOLE_TEMPLATE: _sole_template,
    "gcp:compute/regionCommitment:RegionCommitment": _commitment,
    "gcp:compute/reservation:Reservation": _reservation,
}
