"""Figures that no cloud takes, a size of -1 GiB or a share of 120 %, are refused: what they would become is not known. Names of types
get the catalog's spelling.

Figures are left as they are where they mean something: a scheduled size of -1 stays as it is.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from penstock.resources.facts import Capacity, Charge, DiskShape, InstanceChoice, Node, NodeTemplate, Volume
from penstock.resources.facts.replaced import replaced
from penstock.resources.machines.type_names import spelled_choice
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

T = TypeVar("T", int, Decimal)


def _counted(figure: Maybe[T]) -> Maybe[T]:
    return UNKNOWN if isinstance(figure, Unknown) or figure < 0 else figure


def _counted_if_any(figure: Maybe[T] | None) -> Maybe[T] | None:
    return None if figure is None else _counted(figure)


def possible_node(node: Node) -> Node:
    """`node` with sizes, shares and disks that there can be."""
    return replaced(
        node,
        choices=_choices(node),
        minimum=_counted(node.minimum),
        desired=_counted_if_any(node.desired),
        maximum=_counted(node.maximum),
        begins=_counted_if_any(node.begins),
        capacity=_capacity(node.capacity),
        disks=tuple(map(_disk, node.disks)),
    )


def possible_template(template: NodeTemplate) -> NodeTemplate:
    """`template` with disks that there can be."""
    return replaced(template, choices=_choices(template), disks=tuple(map(_disk, template.disks)))


def _choices(fact: Node | NodeTemplate) -> tuple[InstanceChoice, ...]:
    return tuple(spelled_choice(fact.cloud, it) for it in fact.choices)


def possible_volume(volume: Volume) -> Volume:
    """`volume` with a size and IOPS that there can be."""
    return replaced(volume, gib=_counted_if_any(volume.gib), iops=_counted(volume.iops))


def possible_charge(charge: Charge) -> Charge:
    """`charge` for a quantity that there can be."""
    quantity = _counted_if_any(charge.quantity)
    return replaced(charge, quantity=quantity)


def _capacity(capacity: Capacity | None) -> Capacity | None:
    if capacity is None:
        return None
    share = capacity.spot_percent
    share = UNKNOWN if isinstance(share, Unknown) or not 0 <= share <= 100 else share
    return replaced(capacity, on_demand_base=_counted(capacity.on_demand_base), spot_percent=share)


def _disk(disk: DiskShape) -> DiskShape:
    return replaced(
        disk,
        gib=_counted_if_any(disk.gib),
        iops=_counted_if_any(disk.iops),
        mibps=_counted_if_any(disk.mibps),
    )
