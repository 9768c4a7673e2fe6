"""Services that rent out Compute Engine types at a price of their own or for a fee on top.

Where a service may come with accelerators, its machines are nodes. A database or a build has none: what it bills is a line of
its own (`sized`), and the machine that it names stands beside it, so that its size is judged but nobody asks it for spot or hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from penstock.resources.facts import Base, Capacity, DiskShape, Fact, InstanceChoice, Node, NodeTemplate, Reference
from penstock.resources.gcp.charges import by_use, charge, product
from penstock.resources.gcp.machines.nodes import choice
from penstock.resources.gcp.places import base
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.machines.rented import rented_machines
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH


def rented(
    resource: Resource,
    context: Context,
    choices: tuple[InstanceChoice, ...],
    *,
    service: str | None,
    minimum: Maybe[int] = 1,
    maximum: Maybe[int] | None = None,
    kind: str = "group",
    part: str = "",
    region: Maybe[str] | None = None,
    capacity: Capacity | None = None,
    disks: tuple[DiskShape, ...] = (),
    public_address: Maybe[bool] = UNKNOWN,
    templates: tuple[str, ...] = (),
    template_unresolved: bool = False,
    identities: tuple[str, ...] = (),
    references: tuple[Reference, ...] = (),
    reservation_ends: Maybe[bool] | None = None,
) -> Node:
    """Nodes of a service. `maximum` None: they are always `minimum`. `part`: which of several groups of the resource they are.
    `region`: where they are, if not where the resource is."""
    fixed = maximum is None or maximum == minimum
    most = minimum if maximum is None else maximum
    return rented_machines(
        resource,
        placed(resource, context, region),
        choices,
        (minimum, minimum if fixed else None, most),
        service=service,
        capacity=only_on_demand(choices[0].path if choices else "") if capacity is None else capacity,
        kind=kind,
        part=part,
        disks=disks,
        public_address=public_address,
        templates=templates,
        template_unresolved=template_unresolved,
        identities=identities,
        references=references,
        reservation_ends=reservation_ends,
    )


def placed(resource: Resource, context: Context, region: Maybe[str] | None) -> Base:
    """Of something that is in `region`, if that is not None, whatever the resource's own."""
    facts = base(resource, context)
    if region is not None:
        facts["region"] = region
    return facts


def sized(
    resource: Resource,
    context: Context,
    sku: str,
    machine_type: Maybe[str] | None,
    path: str,
    *,
    count: Maybe[int] | None = 1,
    public_address: Maybe[bool] = UNKNOWN,
) -> Iterable[Fact]:
    """`count` machines, all month, as a line of the bill under their type's name, `alloydb-n2-highmem-8-hour`; and the machine.

    `count` None: billed by use. Nothing but the line when no type is given.
    """
    if isinstance(machine_type, str):
        machine_type = masked_like(machine_type, plain(machine_type).lower().replace("_", "-"))
        key = f"{sku}-{plain(machine_type)}-hour"
    else:
        key = f"{sku}-hour"
    if isinstance(machine_type, Unknown):
        yield charge(resource, context, key, UNKNOWN, "its machine type is not known")
    elif count is None:
        yield by_use(resource, context, key)
    else:
        yield charge(resource, context, key, product(HOURS_PER_MONTH, count), _basis(count))
    choices = choice(machine_type, path, resource)
    if choices:
        yield NodeTemplate(**base(resource, context), choices=choices, public_address=public_address)


def _basis(count: Maybe[int]) -> str:
    if isinstance(count, Unknown):
        return "how many is not known"
    return "730 h" if count == 1 else f"730 h x {count}"


def units(
    resource: Resource, context: Context, sku: str, *figures: Maybe[Decimal] | Maybe[int] | None, what: str
) -> Fact:
    """`figures` multiplied, of a unit that bills by the hour: vCPUs of a cache, nodes of a table. `what`: them, for people."""
    known = tuple(UNKNOWN if it is None else it for it in figures)
    return charge(resource, context, sku, product(HOURS_PER_MONTH, *known), f"730 h x {what}")
