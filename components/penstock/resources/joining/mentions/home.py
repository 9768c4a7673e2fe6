"""The region of the resource that names a place: its own, its cluster's, or its provider's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from penstock.regex import regex
from penstock.resources.azure import places as azure
from penstock.resources.eks.place import stack_region
from penstock.resources.gcp import places as gcp
from penstock.resources.kubernetes.home import NOWHERE, home
from penstock.resources.reading.capture import Resource, provider_inputs
from penstock.resources.reading.context import Context, leaves
from penstock.resources.reading.inputs import Inputs, masked_like, plain
from penstock.resources.reading.values import Maybe, Unknown, Value

from .words import OTHER_CLOUDS, SHAPE, Place, place_of, word_of

_CLOUD_OF: Final = {
    "aws": "aws",
    "aws-native": "aws",
    "awsx": "aws",
    "eks": "aws",
    "gcp": "gcp",
    "google-native": "gcp",
    "azure-native": "azure",
    "azure": "azure",
    "azure-classic": "azure",
}
_OWN: Final = ("region", "location", "cloudRegion", "providerRegionName", "awsRegion", "zone")
_AKS: Final = regex(r"\.([a-z0-9]+)\.azmk8s\.io", re.IGNORECASE)
_CLUSTERS: Final = (
    "aws:eks/cluster:Cluster",
    "eks:index:Cluster",
    "gcp:container/cluster:Cluster",
    "azure-native:containerservice:ManagedCluster",
)
"""Types of clusters, of which the only one of a program is where its objects are put, when nothing else says so."""


def home_of(resource: Resource, context: Context) -> Place | None:
    """None: nobody knows, or it is nowhere (a command, a service of another provider)."""
    package = resource.package
    if package == "kubernetes":
        return _of_object(resource, context)
    cloud = _CLOUD_OF.get(package)
    if cloud == "gcp":
        return _placed(cloud, gcp.region(resource, context))
    if package == "azure-native":
        return _placed(cloud, azure.region(resource, context))
    if package == "eks":
        return _placed("aws", stack_region(context))
    if cloud is not None:
        region = context.base(resource)["region"]
        return _placed(cloud, Inputs(resource.inputs).text("location") if region is None else region)
    return _of_another(resource, context)


def _placed(cloud: str | None, region: Maybe[str] | None) -> Place | None:
    """A region that is no region's name (`global`) is none."""
    if cloud is None:
        return None
    if not isinstance(region, str):
        return Place(cloud)
    name = plain(region).lower()
    if name == "global":
        return None
    return place_of(name) or Place(cloud, masked_like(region, name))


def _of_object(resource: Resource, context: Context) -> Place | None:
    """An object's cluster; else the region in its provider's kubeconfig; else, where that is not known, the only cluster's of the
    program."""
    here = home(resource, context)
    if here.cloud != NOWHERE:
        return _placed(here.cloud, here.region)
    inputs = provider_inputs(resource, context.by_urn, context.capture.config)
    said = _first_place(inputs.get(name) for name in ("kubeconfig", "context", "cluster")) or _in_name(inputs)
    if said is not None or not isinstance(inputs.get("kubeconfig"), Unknown):
        return said
    found = {home_of(it, context) for it in context.of_types(*_CLUSTERS)}
    return found.pop() if len(found) == 1 else None


def _in_name(inputs: Mapping[str, Value]) -> Place | None:
    """The region of Azure in the name of a context: `aks-eastus-prod`. Any other region has a shape."""
    texts = (inputs.get(name) for name in ("context", "cluster"))
    words = (word for it in texts if isinstance(it, str) for word in re.split(r"[-_./:@]", plain(it)))
    return next((it for word in words if (it := place_of(word)) is not None), None)


def _first_place(values: Iterable[Value]) -> Place | None:
    for value in values:
        for text in leaves(value):
            words = plain(text)
            for match in SHAPE.finditer(words):
                if (place := place_of(match[0])) is not None:
                    return place
            if found := _AKS.search(words):
                return place_of(found[1].lower())
    return None


def _of_another(resource: Resource, context: Context) -> Place | None:
    """A resource of another provider: where its own inputs, else its provider's, say that it is; of another cloud, in its own words."""
    if resource.package in OTHER_CLOUDS:
        return _of_other_cloud(resource, context)
    settings = provider_inputs(resource, context.by_urn, context.capture.config)
    for source in (resource.inputs, settings):
        place = _stated(source)
        if place is not None:
            return place
    return _first_place((settings,)) or _tenant((settings, resource.inputs)) or _workspace(resource, context)


def family_place(resource: Resource, context: Context) -> Place | None:
    """Where a resource of a service that is on a cloud is, when nothing of its own says so: where the only one of the program's
    resources of that service is that states its place, such as the workspace, the destination or the deployment."""
    stated = {_stated(it.inputs) for it in context.capture.resources if it.package == resource.package and it.custom}
    found = {it for it in stated if it is not None}
    return found.pop() if len(found) == 1 else None


def _of_other_cloud(resource: Resource, context: Context) -> Place:
    cloud = OTHER_CLOUDS[resource.package]
    for source in (resource.inputs, provider_inputs(resource, context.by_urn, context.capture.config)):
        inputs = Inputs(source)
        for name in _OTHER_OWN:
            text = inputs.text(name)
            if isinstance(text, str) and (place := word_of(cloud, plain(text))) is not None:
                return Place(cloud, masked_like(text, place.region or ""))
    return Place(cloud)


_OTHER_OWN: Final = ("region", "regionId", "location", "zone", "availabilityZone", "datacenter")


def _tenant(sources: Iterable[Mapping[str, Value]]) -> Place | None:
    """Where a tenant of a service is by its own name: an account of Snowflake, the host of a workspace of Databricks."""
    for source in sources:
        for text in leaves(source):
            words = plain(text)[:_MOST_NAME].lower()
            if found := _LOCATOR.search(words):
                return place_of(found[1].replace("-", "")) or place_of(found[1]) or Place(found[2])
            if found := _WORKSPACE_HOST.search(words):
                return Place("azure" if found[1] else "gcp" if found[2] else "aws")
    return None


_MOST_NAME: Final = 300
_LOCATOR: Final = regex(r"(?<![\w@.])\w+\.([a-z]{2,}-?[a-z0-9-]{3,20})\.(aws|azure|gcp)(?![\w-])")
_WORKSPACE_HOST: Final = regex(r"(\.azuredatabricks\.net)|(\.gcp\.databricks\.com)|\.cloud\.databricks\.com")
_AZURE_WORKSPACE: Final = "azure-native:databricks:Workspace"


def _workspace(resource: Resource, context: Context) -> Place | None:
    """The only workspace of a program, where what its provider declares is put when nothing else says so."""
    if resource.package != "databricks":
        return None
    found = {home_of(it, context) for it in context.of_types(_AZURE_WORKSPACE)}
    return found.pop() if len(found) == 1 else None


def _stated(source: Mapping[str, Value]) -> Place | None:
    inputs = Inputs(source)
    for name in _OWN:
        text = inputs.text(name)
        place = place_of(plain(text)) if isinstance(text, str) else None
        if place is not None:
            return place
    return None


_SETTINGS: Final = {
    "aws": ("aws:region", "aws-native:region"),
    "gcp": ("gcp:region", "gcp:zone"),
    "azure": ("azure-native:location", "azure:location"),
}


def stack_place(context: Context, cloud: str) -> Place | None:
    """The region that the stack's config states for a cloud."""
    for name in _SETTINGS.get(cloud, ()):
        value = context.capture.config.get(name)
        if isinstance(value, str) and (place := place_of(plain(value))) is not None:
            return place
    return None
