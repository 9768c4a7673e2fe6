"""A price, or why there is none: the one place where an estimate meets the catalog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from penstock.catalog import Catalog, InstanceType, InternetTier, StorageClass, UnitPrice
from penstock.cost.bounds.machines import accelerator_at_most, known_prices, licence_at_most, machine_at_most
from penstock.cost.bounds.units import unit_at_most
from penstock.resources.facts import InstanceChoice
from penstock.resources.machines.candidates import machine_of
from penstock.resources.reading.values import Maybe, Unknown, known
from penstock.terms import CapacityType

CatalogOf: TypeAlias = Callable[[str], Catalog]
"""Cloud -> its catalog; raises KeyError for a cloud that has none."""


class UnpricedError(Exception):
    """There is no price; the message says of what and where, for people."""


@dataclass(frozen=True, slots=True)
class Hourly:
    """A node's price in USD per hour. `estimated`: not a quoted price."""

    instance_type: str
    usd: Decimal
    day: date
    estimated: bool


@dataclass(frozen=True, slots=True)
class Bound:
    """USD per hour that a node is held to which has no price; `words`: of what, and why, for people."""

    usd: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Held:
    """A machine that may come, and what it is held to."""

    kind: InstanceType
    bound: Bound


class Market:
    """The catalog of one cloud and region. Every question raises UnpricedError when there is no price."""

    def __init__(self, catalog_of: CatalogOf, cloud: str, region: Maybe[str] | None) -> None:
        self._catalog_of = catalog_of
        self._cloud = cloud
        self.region = region

    def hourly(self, choice: InstanceChoice, capacity_type: CapacityType) -> Hourly:
        """The price of one node, with the accelerators that are attached to it."""
        instance_type = choice.instance_type
        if not known(instance_type):
            raise UnpricedError("its instance type is not known yet")
        catalog, region = self._place()
        offering = catalog.offering(instance_type, region)
        usd = offering.hourly(capacity_type) if offering else None
        if offering is None or usd is None:
            raise UnpricedError(f"no {capacity_type} price of {instance_type} in {region}")
        spot = capacity_type is CapacityType.SPOT
        day = (offering.spot_date or offering.price_date) if spot else offering.price_date
        node = Hourly(instance_type, usd, day, estimated=spot and offering.spot_basis == "estimated")
        return node if choice.accelerator is None else self._with_accelerators(node, choice, spot=spot)

    def hourly_at_most(self, choice: InstanceChoice, licence: str = "") -> Bound | None:
        """What one node is held to, on-demand, with what is attached to it and a `licence`: its price here, else the dearest of its type
        anywhere, else what its size lets it cost. None where there is no such bound."""
        kind = self.machine(choice)
        try:
            here = self.hourly(choice, CapacityType.ON_DEMAND)
            found = Bound(here.usd, f"{here.instance_type} at its on-demand price")
        except UnpricedError:
            found = None if kind is None else self._elsewhere(kind, choice)
        if found is None or not licence:
            return found
        fee = None if kind is None else licence_at_most(kind, licence)
        return None if fee is None else Bound(found.usd + fee, f"{found.words}, with {licence} by its vCPUs")

    def _elsewhere(self, kind: InstanceType, choice: InstanceChoice) -> Bound | None:
        catalog, attached, count = self._catalog_of(self._cloud), choice.accelerator, choice.accelerator_count
        usd, name = machine_at_most(catalog, kind), choice.instance_type
        if usd is not None and attached is not None and known(attached) and known(count):
            each = accelerator_at_most(catalog, str.__str__(attached))
            usd = None if each is None else usd + count * each
            name = f"{name} with {count} x {attached}"
        if usd is None:
            return None
        if not known_prices(catalog, kind.name):
            return Bound(usd, f"{name} at what its size lets it cost, for no region has a price of it")
        place = self.region
        why = f"it has none in {place}" if place is not None and known(place) else "its region is not known"
        return Bound(usd, f"{name} at the dearest price known, for {why}")

    def machine(self, choice: InstanceChoice) -> InstanceType | None:
        """The hardware of a choice, with what is attached to it; None when it is not known."""
        try:
            kind = machine_of(self._catalog_of(self._cloud), choice)
        except KeyError:
            return None
        return None if isinstance(kind, Unknown) else kind

    def _with_accelerators(self, node: Hourly, choice: InstanceChoice, *, spot: bool) -> Hourly:
        name, count = choice.accelerator, choice.accelerator_count
        if name is None or not known(name) or not known(count):
            raise UnpricedError("its accelerators are not known yet")
        each = self.unit(f"gpu-{name}-{'spot-' if spot else ''}hour")
        label = f"{node.instance_type} with {count} x {name}"
        return Hourly(label, node.usd + count * each.usd, min(node.day, each.price_date), node.estimated)

    def unit(self, sku: str, *, spot: bool = False) -> UnitPrice:
        """The price of one unit of a small service. `spot`: what comes with a spot node has a price of its own on some clouds."""
        catalog, region = self._place()
        price = (catalog.unit_price(_spot(sku), region) if spot else None) or catalog.unit_price(sku, region)
        if price is None:
            raise UnpricedError(f"no price of {sku} in {region}")
        return price

    def unit_at_most(self, sku: str) -> Decimal | None:
        """USD that a unit is never above, where it has no price here; None where there is no such bound."""
        try:
            catalog = self._catalog_of(self._cloud)
        except KeyError:
            return None
        return unit_at_most(catalog, self.region if self.region is not None and known(self.region) else "", sku)

    def storage(self, storage_class: str) -> StorageClass:
        """The price and the traps of an object-store class."""
        catalog, region = self._place()
        found = catalog.storage_class(storage_class, region)
        if found is None:
            raise UnpricedError(f"no price of storage class {storage_class} in {region}")
        return found

    def transfer(self, target: Maybe[str] | None) -> UnitPrice:
        """The price of a GiB that goes from here to `target`, a region."""
        if target is None or not known(target):
            raise UnpricedError("the region that the bytes go to is not known")
        catalog, region = self._place()
        price = catalog.transfer(region, target)
        if price is None:
            raise UnpricedError(f"no price of transfer from {region} to {target}")
        return price

    def internet(self) -> Sequence[InternetTier]:
        """The tiers of transfer to the internet, from 0 GiB up."""
        catalog, region = self._place()
        tiers = catalog.internet_tiers(region)
        if not tiers:
            raise UnpricedError(f"no price of transfer from {region} to internet")
        return tiers

    def _said_by(self) -> str:
        return f" ({_SAID_BY[self._cloud]})" if self._cloud in _SAID_BY else ""

    def _place(self) -> tuple[Catalog, str]:
        if self.region is None:
            raise UnpricedError(f"the program does not say its region{self._said_by()}")
        if not known(self.region):
            raise UnpricedError(f"its region is not known yet{self._said_by()}")
        try:
            return self._catalog_of(self._cloud), self.region
        except KeyError as error:
            raise UnpricedError(f"the catalog has no prices of {self._cloud}") from error


_SAID_BY: Final = {
    "aws": "its region, its provider's or aws:region",
    "azure": "its location, its resource group's or azure-native:location",
    "gcp": "its location, zone or region, its cluster's or gcp:region",
}
"""Cloud -> what says where a resource is."""


def _spot(sku: str) -> str:
    """`public-ipv4-hour` -> `public-ipv4-spot-hour`, `local-ssd-gib-month` -> `local-ssd-spot-gib-month`."""
    unit = "-gib-month" if sku.endswith("-gib-month") else "-hour"
    return f"{sku.removesuffix(unit)}-spot{unit}"
