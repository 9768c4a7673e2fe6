"""Virtual machines, scale sets, and capacity reservations of Azure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.azure.charges import Reader, free, hourly
from penstock.resources.azure.data.disk_uses import used
from penstock.resources.azure.data.managed_disks import Deleted, storage_disks
from penstock.resources.azure.places import base
from penstock.resources.azure.references import identities
from penstock.resources.azure.schedules.autoscale_settings import limits
from penstock.resources.azure.type_tokens import CAPACITY_RESERVATION, DEDICATED_HOST, SCALE_SET, VIRTUAL_MACHINE
from penstock.resources.facts import Capacity, Fact, InstanceChoice, Node, Takes
from penstock.resources.machines.capacity_types import only_on_demand, unknown_capacity
from penstock.resources.machines.preference import at_most, taking_first
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at, blocks_at, integer_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.end_dates import ends_on
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, SecretDecimal, Unknown

from .licences import licence_of
from .nodes import DEDICATED, RESERVED, by_priority, choice, named_sizes, public_address, ranked_sizes, several_zones
from .startup import startup_references, startup_texts

_PROFILE: Final = "virtualMachineProfile"


def _machine(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    facts = base(resource, context)
    texts = startup_texts(inputs, "")
    yield from used(resource, context)
    yield Node(
        **facts,
        kind="instance",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(text_at(inputs, "hardwareProfile", "vmSize"), "hardwareProfile.vmSize", resource),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=_kept(by_priority(inputs.text("priority"), "priority"), inputs),
        disks=storage_disks(inputs.block("storageProfile"), _with_machine),
        public_address=public_address(inputs.block("networkProfile")),
        mentions=tuple(text for _, text in texts),
        identities=identities(resource, context, inputs),
        references=startup_references(resource, context, texts),
        service=_paid_elsewhere(inputs, inputs),
        licence=licence_of(inputs),
    )


def _with_machine(option: Maybe[str] | None) -> Maybe[bool]:
    """A machine's disks stay by default (`deleteOption`: Detach)."""
    return UNKNOWN if isinstance(option, Unknown) else option == "Delete"


def _paid_elsewhere(inputs: Inputs, profile: Inputs) -> str | None:
    """What has paid for the machine: a capacity reservation group or a dedicated host that it names."""
    if text_at(profile, "capacityReservation", "capacityReservationGroup", "id") is not None:
        return RESERVED
    on_host = any(text_at(inputs, name, "id") is not None for name in ("host", "hostGroup"))
    return DEDICATED if on_host else None


def _scale_set(resource: Resource, context: Context) -> Iterable[Fact]:
    """Uniform or Flexible. One without a size holds machines that are resources of their own."""
    inputs = Inputs(resource.inputs)
    given = inputs.block(_PROFILE)
    size = text_at(inputs, "sku", "name")
    if given is None and size is None:
        yield free(resource, context)
        return
    profile = given if isinstance(given, Inputs) else Inputs({})
    facts = base(resource, context)
    capacity = _kept(_mix(inputs, profile), profile)
    if isinstance(given, Unknown):
        capacity = replace(unknown_capacity(_PROFILE), kept_when_reclaimed=UNKNOWN)
    choices = choice(size, "sku.name", resource)
    if inputs.given("skuProfile"):
        choices, capacity = _instance_mix(resource, inputs, capacity)
    texts = startup_texts(profile, f"{_PROFILE}.")
    minimum, desired, maximum, begins = limits(resource, context, integer_at(inputs, "sku", "capacity"))
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choices,
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        begins=begins,
        capacity=capacity,
        several_zones=several_zones(inputs, "zones"),
        disks=storage_disks(block_at(given, "storageProfile"), _with_instance(capacity, profile)),
        public_address=public_address(block_at(given, "networkProfile")),
        mentions=tuple(text for _, text in texts),
        identities=identities(resource, context, inputs),
        references=startup_references(resource, context, texts),
        size_input=None
        if integer_at(inputs, "sku", "capacity") is None or resource.ignores("sku.capacity")
        else "sku.capacity",
        service=_paid_elsewhere(inputs, profile),
        licence=licence_of(profile),
    )


def _instance_mix(resource: Resource, inputs: Inputs, bought: Capacity) -> tuple[tuple[InstanceChoice, ...], Capacity]:
    """The sizes of an instance mix, and which of the on-demand ones comes: that of the lowest price by default; a prioritized one goes by
    ranks (Virtual Machine Scale Sets, Instance mix overview, Allocation strategies)."""
    path = "skuProfile.vmSizes"
    sizes, alike = ranked_sizes(blocks_at(inputs, "skuProfile", "vmSizes"), path, resource)
    said = text_at(inputs, "skuProfile", "allocationStrategy")
    said = plain(said).lower() if isinstance(said, str) else said
    if said == "prioritized":
        return sizes, taking_first(bought, alike)
    unranked = named_sizes(blocks_at(inputs, "skuProfile", "vmSizes"), path, "name", resource)
    takes = {None: Takes.CHEAPEST, "lowestprice": Takes.CHEAPEST, "capacityoptimized": Takes.ANY}
    return unranked, replace(bought, on_demand_takes=UNKNOWN if isinstance(said, Unknown) else takes.get(said, UNKNOWN))


def _mix(inputs: Inputs, profile: Inputs) -> Capacity:
    """By the profile's priority; a priority mix keeps some of a spot set's nodes on-demand (Regular).

    Spot Priority Mix: above the base count, the percentage is Regular. What a mix leaves out has no documented default.
    """
    capacity = by_priority(profile.text("priority"), f"{_PROFILE}.priority")
    mix = inputs.block("priorityMixPolicy")
    if mix is None or capacity.spot_percent == 0:
        return capacity
    path = "priorityMixPolicy"
    if isinstance(mix, Unknown) or isinstance(capacity.spot_percent, Unknown):
        return unknown_capacity(path)
    percent = mix.number("regularPriorityPercentageAboveBase")
    return Capacity(
        or_unknown(mix.integer("baseRegularPriorityCount")),
        _rest(percent) if isinstance(percent, Decimal) else UNKNOWN,
        f"{path}.regularPriorityPercentageAboveBase",
    )


def _kept(capacity: Capacity, profile: Inputs) -> Capacity:
    """By `evictionPolicy`: Deallocate is the default, and a deallocated machine keeps its disks (Use Azure Spot Virtual Machines, Eviction policy)."""
    if capacity.spot_percent == 0:
        return capacity
    policy, billing = profile.text("evictionPolicy"), profile.block("billingProfile")
    capacity = at_most(capacity, billing.raw("maxPrice") if isinstance(billing, Inputs) else billing)
    return replace(capacity, kept_when_reclaimed=UNKNOWN if isinstance(policy, Unknown) else policy != "Delete")


def _rest(percent: Decimal) -> Decimal:
    rest = 100 - percent
    return SecretDecimal(rest) if isinstance(percent, SecretDecimal) else rest


def _with_instance(capacity: Capacity, profile: Inputs) -> Deleted:
    """A scale set's disks go with an instance by default; a spot one that is only deallocated (the default) keeps them."""
    eviction = profile.text("evictionPolicy")

    def deleted(option: Maybe[str] | None) -> Maybe[bool]:
        if isinstance(option, Unknown) or isinstance(eviction, Unknown) or isinstance(capacity.spot_percent, Unknown):
            return UNKNOWN
        return option in (None, "Delete") and (capacity.spot_percent == 0 or eviction == "Delete")

    return deleted


def _reservation(resource: Resource, context: Context) -> Iterable[Fact]:
    """Held machines bill as on-demand ones whether or not anything runs on them (On-demand capacity reservation)."""
    inputs = Inputs(resource.inputs)
    facts = base(resource, context)
    count = or_unknown(integer_at(inputs, "sku", "capacity"))
    yield Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(text_at(inputs, "sku", "name"), "sku.name", resource),
        minimum=count,
        desired=count,
        maximum=count,
        capacity=only_on_demand("sku"),
        public_address=False,
        reservation_ends=_reserved_to_an_end(inputs),
    )


def _reserved_to_an_end(inputs: Inputs) -> Maybe[bool]:
    """A block reservation has a `scheduleProfile` (CapacityReservations, api-version 2025-11-01); any other stays until deleted."""
    end = text_at(inputs, "scheduleProfile", "end")
    return False if end is None else ends_on(end)


def _dedicated_host(resource: Resource, context: Context) -> Iterable[Fact]:
    """A whole machine, at a price of its own by its type (`NVASv4-Type1`), whether or not machines run on it (Azure Dedicated Hosts,
    Pricing). How large a host of a type is, no table says."""
    name = text_at(Inputs(resource.inputs), "sku", "name")
    facts = base(resource, context)
    yield Node(
        **facts,
        kind="instance",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(UNKNOWN if name is None else name, "sku.name", resource),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=only_on_demand("sku"),
        public_address=False,
        service="dedicated-host",
    )
    kind = plain(name).lower() if isinstance(name, str) else "of-a-type-not-known"
    yield hourly(resource, context, f"dedicated-host-{kind}-hour")


MACHINES: Final[Mapping[str, Reader]] = {
    CAPACITY_RESERVATION: _reservation,
    DEDICATED_HOST: _dedicated_host,
    SCALE_SET: _scale_set,
    VIRTUAL_MACHINE: _machine,
}
