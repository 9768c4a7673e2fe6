"""What comes with nodes: their disks, public addresses, and the fee of the service that runs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from penstock.catalog import UnitPrice
from penstock.cost.bounds.machines import IMAGE_GIB, PER_DISK_GIB, fee_at_most
from penstock.cost.prices import Held, Market, UnpricedError
from penstock.cost.services import unit_of
from penstock.cost.shapes import CostComponent, Range, Saving, UndeclaredUse
from penstock.cost.usage import Usage
from penstock.resources.facts import DiskShape, Node
from penstock.resources.facts.data import iops_tiers
from penstock.resources.reading.values import UNKNOWN, Maybe, known
from penstock.terms import HOURS_PER_MONTH

from .sizes import Profile, Sizes, node_hours

_FREE_PERFORMANCE: Final[Mapping[str, tuple[int, int]]] = {
    "gp3": (3000, 125),
    "disk-premium-v2": (3000, 125),
}
"""Disk kind -> IOPS and MiB/s that its GiB include (EBS User Guide, General Purpose SSD volumes; Azure managed disk types,
Premium SSD v2). Others include none."""

_IMAGE_DISKS: Final[Mapping[str, str]] = {"aws": "gp3"}
"""Cloud -> the kind at whose price a root disk is shown that the program leaves to the image: an image of AWS decides both its
size and its kind, gp2 or gp3, and gp3 is what AWS's own images have now."""

_UNKNOWN_KIND: Final = "the kind of a disk is not known yet"

PAID_ELSEWHERE: Final = frozenset({"capacity-reservation", "dedicated-host"})
"""Services that another resource of the program pays for: the machines themselves add nothing."""

TYPE_PREFIXES: Final[Mapping[str, str]] = {"sagemaker": "ml."}
"""Services that sell machines at prices of their own, which the catalog has under the type's name with this before it."""

OWN_PRICES: Final = frozenset({"low-priority"})
"""Services whose nodes that are not on-demand have prices of their own, which the catalog does not know."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a group, and why a price or quantity is missing. `per_node_hour`: USD of it that come with each node-hour;
    `fixed`: USD a month of it that are billed whether nodes run or not. `saving`: what the way that they are bought saves."""

    component: CostComponent | None = None
    use: UndeclaredUse | None = None
    per_node_hour: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)
    why: str = ""
    saving: Saving | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """The nodes of one group as what comes with them is billed. `spot`: every node is spot."""

    node: Node
    counted: Sizes
    market: Market
    spot: bool

    def parts(self, usage: Usage) -> Iterable[Part]:
        """Every line but the machines' own and the fee."""
        yield from self.disks(usage)
        address = self._public_address()
        if address is not False:
            basis = "counted, for it is not known whether a node gets one" if address is UNKNOWN else "one a node"
            yield self._by_node("public address", "public-ipv4-hour", HOURS_PER_MONTH, basis)

    def disks(self, usage: Usage) -> Iterable[Part]:
        """The disks alone."""
        for disk in self._disks():
            yield from self._disk(disk, usage)

    @property
    def takes_fee(self) -> bool:
        """Whether a managed service runs the nodes and bills for that."""
        free = {*PAID_ELSEWHERE, *OWN_PRICES, *TYPE_PREFIXES}
        return self.node.service is not None and not self.node.billed and self.node.service not in free

    def fee(self, on_demand: Range | None, held: Sequence[Held] | None) -> Iterable[Part]:
        """The fee of the managed service that runs the nodes: a share of the machine's `on_demand` USD per hour, or USD an hour for each
        node or vCPU. `held`: the machines that may come, each with what it is held to; one without a price is held to a multiple of it."""
        service = self.node.service or ""
        name, sku = f"{service} fee", f"{service}-fee"
        quantity = self._of_nodes(HOURS_PER_MONTH)
        most = None if held is None else max(fee_at_most(service, it.kind, it.bound.usd) for it in held)
        try:
            price = self.market.unit(sku)
            rate = self._rate(price, on_demand, held)
        except UnpricedError as error:
            yield Part(CostComponent(name, "node-hour", quantity, None, None, "", at_most=most), why=str(error))
            return
        share = price.unit == "share"
        basis = (
            f"{price.usd:.0%} of the on-demand price"
            if share
            else "by its vCPUs"
            if price.unit == "vCPU-hour"
            else "for each node"
        )
        spread = None if rate.floor == rate.ceiling else rate
        line = CostComponent(name, "node-hour", quantity, rate.expected, price.price_date, basis, spread)
        yield Part(line, per_node_hour=rate.expected)

    def _rate(self, price: UnitPrice, on_demand: Range | None, held: Sequence[Held] | None) -> Range:
        if price.unit == "share":
            if on_demand is None:
                raise UnpricedError(f"the {self.node.service} fee is a share of a price that is not known")
            return on_demand.times(price.usd)
        if price.unit != "vCPU-hour":
            return Range.of(price.usd)
        if held is None:
            raise UnpricedError(f"the {self.node.service} fee is by vCPUs, which are not known")
        vcpus = [it.kind.vcpus for it in held]
        return Range(*(Decimal(it) for it in (min(vcpus), max(vcpus), max(vcpus)))).times(price.usd)

    def _disks(self) -> tuple[DiskShape, ...]:
        """What the program says; where it says nothing, the root disk that the image brings."""
        said = self.node.disks or (self.node.template.disks if self.node.template else ())
        kind = _IMAGE_DISKS.get(self.node.cloud)
        if said or kind is None or self.node.service is not None or self.node.template_unresolved:
            return said
        return (DiskShape(kind, None),)

    def _disk(self, disk: DiskShape, usage: Usage) -> Iterable[Part]:
        if not known(disk.kind):
            tiered = disk.unit == "disk-month"
            decided = "decided by the image" if disk.gib is None else "not known yet"
            why = f"the size of a disk, which its tier follows, is {decided}" if tiered else _UNKNOWN_KIND
            yield self._of_unknown_kind(disk, why)
            return
        name = (
            f"{f'{disk.kind}'.removeprefix('disk-').removesuffix('-month')} disk"  # formatted first: a secret is masked
        )
        kept = "bills on when its node is gone" if disk.delete_with_node is False else ""
        if disk.unit == "disk-month":
            size = f"{disk.gib} GiB a node" if known(disk.gib) and disk.gib is not None else ""
            yield self._by_node(name, disk.kind, Decimal(1), joined(size, kept), always=self._outlives())
            return
        sku = f"{disk.kind}-gib-month"
        sized = disk.gib is not None and known(disk.gib)
        gib = disk.gib if sized else usage.of(self.node.urn, "disk_gib")
        if gib is None or not known(gib):
            yield self._undeclared_size(disk, name, sku)
            return
        basis = joined(f"{gib} GiB a node", kept)
        yield self._by_node(name, sku, gib, basis, always=self._outlives(), at_most=PER_DISK_GIB)
        yield from self._performance(disk, disk.kind)

    def _of_unknown_kind(self, disk: DiskShape, why: str) -> Part:
        """By its GiB, where nothing but them bills, it is never above the dearest kind's price; one that the image decides has the GiB that
        images have at most."""
        gib = IMAGE_GIB if disk.gib is None else disk.gib
        if not known(gib) or disk.iops is not None or disk.mibps is not None:
            return Part(why=why)
        quantity = Range.of(gib) if self._outlives() else self._of_nodes(gib)
        basis = f"{gib} GiB, as images have at most" if disk.gib is None else ""
        return Part(CostComponent("disk", "GiB-month", quantity, None, None, basis, at_most=PER_DISK_GIB), why=why)

    def _undeclared_size(self, disk: DiskShape, name: str, sku: str) -> Part:
        decided = "size decided by the image" if disk.gib is None else "size not known yet"
        why = "" if disk.gib is None else "the size of a disk is not known yet"
        try:
            price = self.market.unit(sku, spot=self.spot)
        except UnpricedError as error:
            return Part(why=joined(why, str(error)))
        use = UndeclaredUse(name, "GiB-month", price.usd, price.price_date, decided, "disk_gib")
        return Part(use=use, why=why)

    def _performance(self, disk: DiskShape, kind: str) -> Iterable[Part]:
        """IOPS and throughput above what the GiB include."""
        free_iops, free_mibps = _FREE_PERFORMANCE.get(kind, (0, 0))
        for word, figure, free in (("iops", disk.iops, free_iops), ("mibps", disk.mibps, free_mibps)):
            if figure is None or (known(figure) and figure <= free):
                continue
            if not known(figure):
                yield Part(why=f"the {word} of a disk are not known yet")
                continue
            basis = f"{figure} provisioned, {free} included" if free else f"{figure} provisioned"
            lines = iops_tiers(kind, figure - free) if word == "iops" else ((f"{kind}-mibps-month", 0, figure - free),)
            for sku, start, count in lines:
                name = f"{kind} {word}{f' above {start}' if start else ''}"
                each = Decimal(count if known(count) else 0)
                yield self._by_node(name, sku, each, basis, always=self._outlives())

    def _outlives(self) -> bool:
        """The disks of a single machine stay, and bill, while it is stopped."""
        return self.node.kind == "instance"

    def _by_node(
        self,
        name: str,
        sku: str,
        each: Decimal,
        basis: str,
        *,
        always: bool = False,
        at_most: Decimal | None = None,
    ) -> Part:
        """What is billed with each node: `each` units of `sku` for a month of it, by its hours or, `always`, whole.
        `at_most`: USD per unit that it is never above, where it has no price."""
        quantity = Range.of(each) if always else self._of_nodes(each)
        try:
            price = self.market.unit(sku, spot=self.spot)
        except UnpricedError as error:
            most = self.market.unit_at_most(sku) if at_most is None else at_most
            line = CostComponent(name, unit_of(sku), quantity, None, None, basis, at_most=most)
            return Part(line, why=str(error))
        component = CostComponent(
            name, price.unit, quantity, price.usd, price.price_date, basis, self._spread(sku, price)
        )
        if always:
            return Part(component, fixed=quantity.expected * price.usd)
        return Part(component, per_node_hour=each * price.usd / HOURS_PER_MONTH)

    def _spread(self, sku: str, price: UnitPrice) -> Range | None:
        """Of what comes with a spot node at a price of its own: that moves as the node's does, up to the standard price."""
        try:
            most = self.market.unit(sku).usd
        except UnpricedError:
            return None
        return Range(price.usd, price.usd, most) if most > price.usd else None

    def _of_nodes(self, each: Decimal) -> Range:
        """`each` for a month of a node, by the hours of the nodes: multiplied first, so that three nodes all month are three times it."""
        profiles: tuple[Profile, ...] = (self.counted.floor, self.counted.expected, self.counted.ceiling)
        return Range(*(node_hours(profile) * each / HOURS_PER_MONTH for profile in profiles))

    def _public_address(self) -> Maybe[bool]:
        if known(self.node.public_address) or self.node.template is None:
            return self.node.public_address
        return self.node.template.public_address


def joined(*texts: str) -> str:
    """What is not empty, once each."""
    return "; ".join(dict.fromkeys(text for text in texts if text))
