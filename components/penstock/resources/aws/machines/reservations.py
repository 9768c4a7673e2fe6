"""Capacity reservations, capacity blocks and dedicated hosts of EC2: paid for whether anything runs on them or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock import catalog
from penstock.resources.aws.charges import Reader, charge, hourly
from penstock.resources.facts import Fact, Node, NodeTemplate
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.end_dates import ends_on
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .nodes import choice


def _reservation(resource: Resource, context: Context) -> Iterable[Fact]:
    """Bills its instances at the on-demand price from its creation to its end, also when nothing runs in it.

    An instance that runs in it bills nothing more (EC2 user guide, Capacity Reservation pricing and billing); which of the
    program's do is not told here, so both are counted.
    """
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    count = or_unknown(inputs.integer("instanceCount"))
    yield Node(
        **base,
        kind="group",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=choice(or_unknown(inputs.text("instanceType")), "instanceType", resource),
        minimum=count,
        desired=count,
        maximum=count,
        capacity=only_on_demand("instanceType"),
        public_address=False,
        reservation_ends=_ends(inputs),
    )


def _ends(inputs: Inputs) -> Maybe[bool]:
    """By `endDateType`: an unlimited one "remains active until you explicitly cancel it" (EC2 API Reference,
    CreateCapacityReservation); so does one without a date."""
    kind, date = inputs.text("endDateType"), inputs.text("endDate")
    if isinstance(kind, str) and plain(kind) != "limited":
        return False
    if date is None:
        return False if kind is None else UNKNOWN
    return UNKNOWN if isinstance(kind, Unknown) else ends_on(date)


def _block(resource: Resource, context: Context) -> Iterable[Fact]:
    """Paid in full when it is bought, at the price of its offering; what that is, only AWS knows."""
    yield charge(resource, context, "capacity-block", UNKNOWN, "the price and the machines of its offering")
    yield NodeTemplate(**context.base(resource), choices=choice(UNKNOWN, "capacityBlockOfferingId", resource))


def _host(resource: Resource, context: Context) -> Iterable[Fact]:
    """A whole machine, whichever of its family's instances run on it: as large as the largest of them. It has a price of its own, by the
    family, and what runs on it bills nothing more (EC2 user guide, Dedicated Hosts pricing and billing)."""
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    name = inputs.text("instanceType")
    family = inputs.text("instanceFamily") if name is None else name
    path = "instanceFamily" if name is None else "instanceType"
    yield Node(
        **base,
        kind="instance",
        name=resource.name,
        label=label(resource, base["tags"]),
        choices=choice(_whole(or_unknown(family)), path, resource),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=only_on_demand(path),
        public_address=False,
        service="dedicated-host",
    )
    if isinstance(family, str):
        yield hourly(resource, context, f"dedicated-host-{plain(family).partition('.')[0]}-hour")
    else:
        yield charge(resource, context, "dedicated-host-hour", UNKNOWN, "its instance family is not known")


def _whole(name: Maybe[str]) -> Maybe[str]:
    """The largest type of a family, or of a type's family; the name itself of a family that the catalog has not."""
    if isinstance(name, Unknown):
        return name
    book = catalog.load("aws")
    family = f"{plain(name).partition('.')[0]}."
    kinds = [kind for it in book.instance_type_names if it.startswith(family) and (kind := book.instance_type(it))]
    largest = max(kinds, key=lambda kind: (kind.vcpus, kind.gpu_count, kind.name), default=None)
    return name if largest is None else masked_like(name, largest.name)


RESERVED: Final[Mapping[str, Reader]] = {
    "aws:ec2/capacityBlockReservation:CapacityBlockReservation": _block,
    "aws:ec2/capacityReservation:CapacityReservation": _reservation,
    "aws:ec2/dedicatedHost:DedicatedHost": _host,
}
