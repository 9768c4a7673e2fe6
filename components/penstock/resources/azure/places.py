"""Where a resource lives: its own `location`, its parent's for a part of another resource, else the provider's `location`,
else its resource group's (pulumi-azure-native, provider.go, getDefaultLocation).

A part has no location: it is named under its parent, in the parent's own service (`factoryName`, `jobName`, `namespaceName`; Azure
Resource Manager, Set name and type for child resources).

Azure takes `West Europe` for `westeurope`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.reading.capture import Resource, provider_inputs
from penstock.resources.reading.context import Base, Context, tags_of
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Maybe

from . import type_tokens as types
from .references import referred

_PARENTS: Final = {
    types.AGENT_POOL: ("resourceName", types.CLUSTER),
    types.BATCH_POOL: ("accountName", types.BATCH_ACCOUNT),
    types.BLOB_CONTAINER: ("accountName", types.STORAGE_ACCOUNT),
    types.BLOB_SERVICE: ("accountName", types.STORAGE_ACCOUNT),
    types.FILE_SHARE: ("accountName", types.STORAGE_ACCOUNT),
    types.MANAGEMENT_POLICY: ("accountName", types.STORAGE_ACCOUNT),
    "azure-native:eventhub:DisasterRecoveryConfig": ("namespaceName", "azure-native:eventhub:Namespace"),
    "azure-native:redis:LinkedServer": ("name", "azure-native:redis:Redis"),
    "azure-native:redis:RedisLinkedServer": ("name", "azure-native:redis:Redis"),
    "azure-native:servicebus:DisasterRecoveryConfig": ("namespaceName", "azure-native:servicebus:Namespace"),
    "azure-native:sql:FailoverGroup": ("serverName", "azure-native:sql:Server"),
    "azure-native:cosmosdb:CassandraDataCenter": ("clusterName", "azure-native:cosmosdb:CassandraCluster"),
}
"""Type without a location of its own -> (the input that names its parent, the parent's type)."""


def base(resource: Resource, context: Context, own_tags: Mapping[str, Maybe[str]] | None = None) -> Base:
    """URN, cloud, region and tags; `own_tags` for a resource that writes its tags in a place of its own."""
    return {
        "urn": resource.urn,
        "cloud": resource.cloud,
        "region": region(resource, context),
        "tags": tags_of(resource.inputs.get("tags")) if own_tags is None else own_tags,
        "provider_region": _of_provider(resource, context),
    }


def _of_provider(resource: Resource, context: Context) -> Maybe[str] | None:
    """The `location` of the provider, in which a resource is that names none."""
    fixed = Inputs(provider_inputs(resource, context.by_urn, context.capture.config)).text("location")
    return None if fixed is None else region_of(fixed)


def region(resource: Resource, context: Context) -> Maybe[str] | None:
    """A region (`westeurope`); `UNKNOWN` when only a resource that is not in the program says it."""
    inputs = Inputs(resource.inputs)
    own = inputs.text("location")
    if own is not None:
        return _of_group(resource, context) if own is UNKNOWN else region_of(own)
    parent = _PARENTS.get(resource.type)
    if parent is not None:
        found = referred(resource, context, parent[0], inputs.raw(parent[0]), parent[1:])
        return region(context.by_urn[found[0]], context) if found else UNKNOWN
    whole = _whole(resource, context)
    if whole is not resource and Inputs(whole.inputs).given("location"):
        return region(whole, context)
    inputs = Inputs(whole.inputs)
    fixed = _of_provider(whole, context)
    if fixed is not None:
        return fixed
    group = inputs.raw("resourceGroupName")
    found = referred(whole, context, "resourceGroupName", group, (types.RESOURCE_GROUP,))
    place = Inputs(context.by_urn[found[0]].inputs).text("location") if found else None
    if place is not None:
        return region_of(place)
    return None if group is None else UNKNOWN


def _of_group(resource: Resource, context: Context) -> Maybe[str] | None:
    """Of a location that is made of a resource group's (`group.location`), the group's, which the provider decides where it states none."""
    found = context.sources(resource, "location", (types.RESOURCE_GROUP,))
    return region(context.by_urn[found[0]], context) if len(found) == 1 and found[0] != resource.urn else UNKNOWN


def _whole(resource: Resource, context: Context) -> Resource:
    """What a resource is a part of, or a part of a part; itself where it is none."""
    seen = {resource.urn}
    while "location" not in resource.inputs:
        owner = _owner(resource, context)
        if owner is None or owner.urn in seen:
            break
        resource = owner
        seen.add(owner.urn)
    return resource


def _owner(resource: Resource, context: Context) -> Resource | None:
    """The resource of the program and of the same service under whose name it is: which says no more names than the part does."""
    kinds = tuple(it for it in context.types_below(f"{resource.type.rpartition(':')[0]}:") if it != resource.type)
    named = _named(resource)
    for key in named if kinds else ():
        for urn in referred(resource, context, key, Inputs(resource.inputs).raw(key), kinds):
            if len(_named(context.by_urn[urn])) <= len(named):
                return context.by_urn[urn]
    return None


def _named(resource: Resource) -> list[str]:
    return sorted(key for key in resource.inputs if key.endswith("Name") and key != "resourceGroupName")


def region_of(location: Maybe[str]) -> Maybe[str]:
    """The region's name as the API and the catalog spell it."""
    return masked_like(location, plain(location).replace(" ", "").lower()) if isinstance(location, str) else location
