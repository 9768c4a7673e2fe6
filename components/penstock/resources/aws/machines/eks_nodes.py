"""How EKS buys the nodes of a managed node group, and their root disk."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Capacity, DiskShape, Takes
from penstock.resources.machines.capacity_types import Words, by_word, on_demand
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_NODE_GROUP: Final = Words(("SPOT",), ("ON_DEMAND", "CAPACITY_BLOCK"))
"""`capacityType` of a managed node group (EKS API Reference, CreateNodegroup)."""


def managed_capacity(word: Maybe[str] | None) -> Capacity:
    """ "Managed node groups use the order of instance types passed in the API to determine which instance type to use first when
    fulfilling On-Demand capacity", and of spot the pools with the most capacity (EKS user guide, Managed node groups, Capacity types).
    On-Demand is what a group gets that says nothing (there: "By default, ...")."""
    bought = on_demand("capacityType", by_default=True) if word is None else by_word(word, "capacityType", _NODE_GROUP)
    return replace(bought, on_demand_takes=Takes.FIRST)


_NODE_GIB: Final = Decimal(20)
"""CreateNodegroup, `diskSize`: "The default disk size is 20 GiB for Linux and Bottlerocket. The default disk size is 50 GiB for
Windows." """

_NODE_DISK: Final = "gp2"
"""Of which type EKS makes it is not documented: gp2 by users' reports of 2021 (aws/containers-roadmap 1417) and of April 2026
(bottlerocket-os/bottlerocket 4799). It is also the dearer one, should EKS change to gp3."""


def node_disks(inputs: Inputs, template: Maybe[Inputs] | None) -> tuple[DiskShape, ...]:
    """The root disk that EKS gives a node; with a launch template, the disks are the template's."""
    if template is not None:
        return ()
    image, gib = inputs.text("amiType"), inputs.number("diskSize")
    if gib is None:
        windows = isinstance(image, Unknown) or (image is not None and "WINDOWS" in image)
        gib = UNKNOWN if windows else _NODE_GIB
    return (DiskShape(_NODE_DISK, gib, True),)
