"""Paths of bytes that resources move by themselves: to other regions, and to the internet.

A path whose two ends are known to be one place costs nothing and is left out. A multi-region (`us`, `eu`, `asia`) is a place of
its own: what is copied to it leaves its region.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Path
from penstock.resources.gcp.places import base, region_of
from penstock.resources.gcp.references import referred
from penstock.resources.gcp.type_tokens import BUCKETS
from penstock.resources.reading.blocks import or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.paths import Paths, Region
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

_PLACE: Final = regex(r"(?:^|/)(?:locations|regions|zones)/([a-z0-9-]+)(?:/|$)")
"""In a resource's name or URL: `projects/p/locations/europe-west4/clusters/c`."""


_PATHS: Final = Paths(base)
path, to_internet = _PATHS.path, _PATHS.to_internet


def to_places(
    resource: Resource,
    context: Context,
    places: Maybe[Sequence[Maybe[str]]] | None,
    key: str,
    evidence: str,
    *,
    source: Region = None,
) -> Iterable[Path]:
    """A path to each of `places`: regions, zones or multi-regions, each named once."""
    named = (UNKNOWN,) if isinstance(places, Unknown) else places or ()
    for target in dict.fromkeys(region_of(place) for place in named):
        yield from path(resource, context, target, key, evidence, source=source)


def place_in(value: Value) -> Maybe[str]:
    """The region that the name or URL of a resource says; `UNKNOWN` when it says none."""
    found = _PLACE.search(plain(value).lower()) if isinstance(value, str) else None
    return UNKNOWN if found is None or not isinstance(value, str) else region_of(masked_like(value, found[1]))


def region_meant(resource: Resource, context: Context, name: str, value: Value, types: Sequence[str]) -> Maybe[str]:
    """Where the resource of `types` is that `value`, at the input `name`, means: in the program, else by its own name."""
    found = {base(context.by_urn[urn], context)["region"] for urn in referred(resource, context, name, value, types)}
    return or_unknown(found.pop()) if len(found) == 1 else place_in(value)


def bucket_region(resource: Resource, context: Context, name: str, value: Value) -> Maybe[str]:
    """Where the bucket is that `value` names, `gs://bucket/folder` or `bucket`; `UNKNOWN` for one outside of the program."""
    if isinstance(value, str):
        bare = plain(value).removeprefix("gs://").partition("/")[0]
        return region_meant(resource, context, name, masked_like(value, bare), BUCKETS)
    return region_meant(resource, context, name, UNKNOWN, BUCKETS)
