"""Objects by which a cluster's controller (Crossplane, ACK, Config Connector) declares cloud resources: what they name is in the cloud.

Config Connector, Crossplane, ACK and Azure Service Operator each state the resource's own region in the object, and name other objects
by a reference (`bucketRef`). So an object stands where it says, and what it refers to where that one says.

Sources: Config Connector, resource reference (`spec.location`, `spec.*Ref`); Upbound providers (`spec.forProvider.region`, `*Ref`); ACK,
regional resources (`services.k8s.aws/region`); Azure Service Operator (`spec.location`, `reference`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from penstock.regex import regex
from penstock.resources.machines.named import leaves
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import Value

from .said import Said
from .words import Place, place_of

_OBJECTS: Final = regex(
    r"kubernetes:[\w.-]*?(?:(?P<gcp>cnrm\.cloud\.google\.com|gcp\.upbound\.io|gcp\.crossplane\.io)|aws\.upbound\.io|aws\.crossplane\.io|services\.k8s\.aws"
    r"|azure\.upbound\.io|azure\.crossplane\.io|(?<=\.)azure\.com)/[^:]*:(?P<kind>\w+)"
)
_RIGHTS: Final = regex(
    r"IAM|Policy|Role|Key|Secret|Certificate|DNS|Record|ServiceAccount|^Provider|^Composition|^Configuration|^Store|Network|Subnet|VPC|Firewall|Address|Route|Project|Folder"
    r"|Monitoring|Alert|SecurityGroup|ResourceGroup|Topic$|Queue|Service$|User|Group$|ManagedIdentity"
)
"""Kinds that move nothing by what they name."""

_REGION: Final = (("forProvider", "region"), ("forProvider", "location"), ("location",), ("region",))
_ANNOTATED: Final = "services.k8s.aws/region"
_REFERENCE: Final = regex(r"(?:^|\.)(\w+?)(?:Refs?|Reference)(?:\[\d+\])?\.(?:name|external)$")
_NO_DATA: Final = regex(
    r"role|kms|key|project|network|subnet|vpc|resourceGroup|folder|organization|serviceAccount|topic|secret|policy|securityGroup|identity|providerConfig",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_controlled(kind: str) -> bool:
    """Whether an object of this type declares a resource of a cloud that may hold or move data."""
    found = _OBJECTS.match(kind)
    return found is not None and _RIGHTS.search(found["kind"]) is None


def stated_place(resource: Resource) -> Place | None:
    """Where the resource that an object declares is, as the object says."""
    spec = resource.inputs.get("spec")
    for path in _REGION:
        text = _at(spec, path)
        if text:
            return _wide(resource.type, text) or place_of(text)
    metadata = resource.inputs.get("metadata")
    annotations = metadata.get("annotations") if isinstance(metadata, Mapping) else None
    text = _at(annotations, (_ANNOTATED,))
    return place_of(text) if text else None


def _wide(kind: str, text: str) -> Place | None:
    """A continent of Google Cloud."""
    found = _OBJECTS.match(kind)
    wide = found is not None and found["gcp"] and text.lower() in ("us", "eu", "asia")
    return Place("gcp", text.lower()) if wide else None


def _at(value: Value, path: tuple[str, ...]) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return plain(value) if isinstance(value, str) else ""


def places_by_name(context: Context) -> dict[str, Place]:
    """Where each object is that a reference may name; a name that two objects of different places have is none."""
    found: dict[str, Place | None] = {}
    for it in context.capture.resources:
        if it.package == "kubernetes" and is_controlled(it.type) and (place := stated_place(it)) is not None:
            for name in _names(it):
                found[name] = place if found.get(name, place) == place else None
    return {name: place for name, place in found.items() if place is not None}


def _names(resource: Resource) -> frozenset[str]:
    metadata = Inputs(resource.inputs).raw("metadata")
    spec = resource.inputs.get("spec")
    names = [_at(metadata, ("name",)), *(_at(spec, (it,)) for it in ("resourceID", "name", "azureName"))]
    names += [_at(spec, ("forProvider", "bucket")), _at(metadata, ("annotations", "crossplane.io/external-name"))]
    return frozenset(it for it in names if it)


def referred(resource: Resource, places: Mapping[str, Place]) -> Iterator[Said]:
    """The places of the objects that an object refers to."""
    for path, _, text in leaves(resource.inputs.get("spec")):
        found = _REFERENCE.search(path) if isinstance(text, str) else None
        if found is None or not isinstance(text, str) or _NO_DATA.search(found[1]):
            continue
        if (place := places.get(plain(text))) is not None:
            writes = re.search(r"dest|sink|target|replica", path, re.IGNORECASE) is not None
            yield Said(place, text, f"spec.{path}", writes=writes)


__all__ = ["is_controlled", "places_by_name", "referred", "stated_place"]
