"""Where a resource lives: its `region`, else the region of its `zone` or `location`, else its provider's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from penstock.resources.capture import Resource, provider_inputs
from penstock.resources.context import Base, Context
from penstock.resources.inputs import Inputs, masked_like, plain
from penstock.resources.values import Maybe, Unknown

from .labels import default_tags, from_labels

_ZONE: Final = re.compile(r"([a-z]+-[a-z]+\d+)-[a-z0-9]+")
"""`us-central1-a`, `us-central1-ai1a`; a region has no second dash after its number."""


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
    own = _stated(Inputs(resource.inputs), ("region", "zone", "location"))
    if own is not None:
        return own
    return _stated(provider(resource, context), ("region", "zone"))


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
