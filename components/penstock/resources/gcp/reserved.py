"""Machines that are held for whoever asks for them: reservations of Compute Engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.capacities import only_on_demand
from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Fact, Node
from penstock.resources.inputs import Inputs
from penstock.resources.values import UNKNOWN, Maybe, Unknown

from .charges import Reader
from .nodes import attached, choice, label
from .places import base

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
    found = [inputs.raw(name) for name in ("deleteAtTime", "deleteAfterDuration")]
    if any(value is not None and not isinstance(value, Unknown) for value in found):
        return True
    return UNKNOWN if any(isinstance(value, Unknown) for value in found) else False


RESERVED: Final[Mapping[str, Reader]] = {"gcp:compute/reservation:Reservation": _reservation}
