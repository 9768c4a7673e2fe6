"""Where a resource lives: its `region`, else the region of its `zone` or `location`, else that of its cluster, for a pool, or of the zones
that it names, else its provider's.

Where a pool's `cluster` is an id, the provider takes its place from that (google_container_node_pool, extractNodePoolInformation).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.capture import Resource, provider_inputs
from penstock.resources.reading.context import Base, Context
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import Maybe, Unknown

from .labels import default_tags, from_labels
from .references import referred
from .type_tokens import CLUSTER, NODE_POOL

_ZONE: Final = regex(r"([a-z]+-[a-z]+\d+)-[a-z0-9]+")
"""`us-central1-a`, `us-central1-ai1a`; a region has no second dash after its number."""

_CLUSTER_ID: Final = regex(r"(?:locations|zones)/([a-z0-9-]+)/clusters/")


def base(resource: Resource, context: Context, own_tags: Mapping[str, Maybe[str]] | None = None) -> Base:
    """URN, cloud, region and tags; `own_tags` for a resource that writes its labels in a place of its own."""
    own = own_labels(resource) if own_tags is None else own_tags
    return {
        "urn": resource.urn,
        "cloud": resource.package,
        "region": region(resource, context),
        "tags": {**default_tags(provider(resource, context)), **own},
        "provider_region": _stated(provider(resource, context), ("region", "zone")),
    }


def own_labels(resource: Resource) -> Mapping[str, Maybe[str]]:
    """The resource's labels, under whichever name its type has them."""
    names = ("labels", "resourceLabels", "userLabels")
    return from_labels(next((it for name in names if (it := resource.inputs.get(name)) is not None), None))


def region(resource: Resource, context: Context) -> Maybe[str] | None:
    """A region (`europe-west4`), or a bucket's multi-region in lower case (`us`, `eur4`); None when nobody says."""
    inputs = Inputs(resource.inputs)
    own = _stated(inputs, ("region", "zone", "location"))
    if resource.type == NODE_POOL:
        own = _of_cluster(resource, context, own)
    if own is None:
        own = _of_zones(inputs)
    return _stated(provider(resource, context), ("region", "zone")) if own is None else own


def _of_cluster(resource: Resource, context: Context, own: Maybe[str] | None) -> Maybe[str] | None:
    """The region of a pool's cluster: the one in the cluster's id, else that of the program's cluster, else the pool's `own`."""
    value = Inputs(resource.inputs).raw("cluster")
    named = _CLUSTER_ID.search(plain(value)) if isinstance(value, str) else None
    if named is not None:
        return region_of(named[1])
    found = referred(resource, context, "cluster", value, (CLUSTER,))
    theirs = region(context.by_urn[found[0]], context) if len(found) == 1 else None
    return own if theirs is None or isinstance(theirs, Unknown) else theirs


def _of_zones(inputs: Inputs) -> Maybe[str] | None:
    """The region of the first zone that a list of them names."""
    for name in ("nodeLocations", "distributionPolicyZones"):
        zones = inputs.texts(name)
        known = () if isinstance(zones, Unknown) else [it for it in zones if isinstance(it, str)]
        if known:
            return region_of(known[0])
    return None


def provider(resource: Resource, context: Context) -> Inputs:
    """The settings of the resource's provider; empty when they are not known."""
    return Inputs(provider_inputs(resource, context.by_urn, context.capture.config))


def _stated(inputs: Inputs, names: tuple[str, ...]) -> Maybe[str] | None:
    return next((region_of(text) for name in names if (text := inputs.text(name)) is not None), None)


def region_of(place: Maybe[str]) -> Maybe[str]:
    """The region that a region, a zone, or the URL of either means."""
    if isinstance(place, Unknown):
        return place
    name = short(place)
    lower = plain(name).lower()
    zone = _ZONE.fullmatch(lower)
    return masked_like(name, zone[1] if zone else lower)


def is_zone(place: str) -> bool:
    """Whether `place` is one zone."""
    return _ZONE.fullmatch(plain(short(place)).lower()) is not None


def short(link: str) -> str:
    """The name at the end of a resource's URL or path: `zones/us-central1-a/machineTypes/n1-standard-4` -> `n1-standard-4`."""
    return masked_like(link, plain(link).rpartition("/")[2])
