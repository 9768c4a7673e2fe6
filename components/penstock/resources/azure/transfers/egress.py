"""Paths of bytes that resources move by themselves: copies to other regions, links between regions, ways to the internet.

A path whose two ends are known to be one region costs nothing and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from penstock.resources.azure.places import base, region, region_of
from penstock.resources.azure.references import referred
from penstock.resources.facts import Path
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import plain
from penstock.resources.reading.paths import RECEIVED, REPLICATED, SENT, Paths, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

_PAIRS: Final = (
    "eastus westus; eastus2 centralus; northcentralus southcentralus; westus2 westcentralus; canadacentral canadaeast;"
    "northeurope westeurope; uksouth ukwest; francecentral francesouth; germanywestcentral germanynorth;"
    "norwayeast norwaywest; switzerlandnorth switzerlandwest; swedencentral swedensouth; eastasia southeastasia;"
    "australiaeast australiasoutheast; australiacentral australiacentral2; japaneast japanwest; koreacentral koreasouth;"
    "centralindia southindia; southafricanorth southafricawest; uaenorth uaecentral"
)
_PAIR: Final = {
    one: other
    for pair in _PAIRS.split(";")
    for left, right in (pair.split(),)
    for one, other in ((left, right), (right, left))
} | {
    "westus3": "eastus",
    "brazilsouth": "southcentralus",
    "brazilsoutheast": "brazilsouth",
    "westindia": "southindia",
}
"""Region -> the one that geo-redundant services copy to (List of Azure regions, Paired region, 2025-03-21). Where a copy of a region
that has no pair goes is not known."""


_PATHS: Final = Paths(base)
path, to_internet = _PATHS.path, _PATHS.to_internet


def copies(
    resource: Resource, context: Context, places: Iterable[Region], evidence: str, *, key: str = REPLICATED
) -> Iterable[Path]:
    """One path to each of `places`, which are locations as a program writes them; each once."""
    targets = dict.fromkeys(None if it is None else region_of(it) for it in places)
    for target in targets:
        yield from path(resource, context, target, key, evidence)


def to_pair(resource: Resource, context: Context, evidence: str, *, sure: bool = True) -> Iterable[Path]:
    """A copy in the region that Azure pairs with the resource's own; `sure` False: whether there is one is not known."""
    own = base(resource, context)["region"]
    paired = _PAIR.get(plain(own)) if isinstance(own, str) else None
    yield from path(resource, context, UNKNOWN if paired is None or not sure else paired, REPLICATED, evidence)


def linked(
    resource: Resource, context: Context, other: Region, evidence: str, *, source: Region = None
) -> Iterable[Path]:
    """Both ways between the resource's region and `other`: each byte is billed where it leaves and where it comes in."""
    yield from path(resource, context, other, SENT, evidence, source=source)
    yield from path(resource, context, other, RECEIVED, evidence, source=source)


def place_of(resource: Resource, context: Context, name: str, value: Value, types: Sequence[str]) -> Maybe[str]:
    """Where the resource of `types` is that `value`, at the input `name`, means; an id itself names no region."""
    found = {region(context.by_urn[urn], context) for urn in referred(resource, context, name, value, types)}
    place = found.pop() if len(found) == 1 else UNKNOWN
    return UNKNOWN if place is None or isinstance(place, Unknown) else place
