"""Ways to the internet, and disks, that a cluster makes for an object: who bills them, and how much, is the cluster's matter, so
each is listed as without a price.

A Service of type LoadBalancer, an Ingress and a Gateway face the internet unless an annotation or a class says that they are internal
(AWS Load Balancer Controller, Service annotations; GKE, Internal load balancer; AKS, Internal load balancer).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.facts import Fact, Free, Path, Unread
from penstock.resources.facts.data import kept
from penstock.resources.reading.blocks import text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .home import NOWHERE, base, home

_INTERNAL: Final = {
    "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
    "service.beta.kubernetes.io/aws-load-balancer-internal": "true",
    "alb.ingress.kubernetes.io/scheme": "internal",
    "networking.gke.io/load-balancer-type": "internal",
    "cloud.google.com/load-balancer-type": "internal",
    "kubernetes.io/ingress.class": "gce-internal",
    "service.beta.kubernetes.io/azure-load-balancer-internal": "true",
}
"""Annotation -> the value, in lower case, that keeps a load balancer off the internet."""


_INSIDE: Final = (None, "ClusterIP", "NodePort", "ExternalName")
"""Types of a Service that make no load balancer. LoadBalancer is the only other that a cluster takes (ServiceSpec, `type`)."""


def _service(resource: Resource, context: Context) -> Iterable[Fact]:
    kind = text_at(Inputs(resource.inputs).block("spec"), "type")
    if kind in _INSIDE:
        yield Free(**base(resource, home(resource, context)))
    else:
        yield from _facing(resource, context)


def _facing(resource: Resource, context: Context) -> Iterable[Fact]:
    """A load balancer that the cluster makes, and the bytes that leave through it."""
    here = home(resource, context)
    facts = base(resource, here)
    yield Unread(**facts, type=resource.type, name=resource.name)
    if _internal(resource) is not True and here.cloud != NOWHERE:
        yield Path(
            **facts,
            source_region=here.region,
            target="internet",
            key="internet_gib",
            evidence="a load balancer that faces the internet",
        )


def _internal(resource: Resource) -> Maybe[bool]:
    metadata = Inputs(resource.inputs).block("metadata")
    annotations = metadata.block("annotations") if isinstance(metadata, Inputs) else metadata
    if annotations is None or isinstance(annotations, Unknown):
        return UNKNOWN if isinstance(annotations, Unknown) else False
    said = ((annotations.text(key), value) for key, value in _INTERNAL.items())
    return any(isinstance(text, str) and plain(text).lower() == value for text, value in said)


def _disk(resource: Resource, context: Context) -> Iterable[Fact]:
    facts = base(resource, home(resource, context))
    yield Unread(**facts, type=resource.type, name=resource.name)


def _snapshot(resource: Resource, context: Context) -> Iterable[Fact]:
    """It stays until somebody deletes it; the annotation or label `expires` says when that is."""
    facts = base(resource, home(resource, context))
    yield Unread(**facts, type=resource.type, name=resource.name)
    yield kept(facts, "a snapshot")


def _each(reader: Reader, *names: str) -> Mapping[str, Reader]:
    return {f"kubernetes:{name}{form}": reader for name in names for form in ("", "Patch")}


NETWORK: Final[Mapping[str, Reader]] = {
    **_each(_service, "core/v1:Service"),
    **_each(
        _facing,
        "extensions/v1beta1:Ingress",
        "networking.k8s.io/v1:Ingress",
        "networking.k8s.io/v1beta1:Ingress",
        *(f"gateway.networking.k8s.io/{version}:Gateway" for version in ("v1", "v1beta1")),
    ),
    **_each(_disk, "core/v1:PersistentVolume", "core/v1:PersistentVolumeClaim"),
    **_each(_snapshot, *(f"snapshot.storage.k8s.io/{version}:VolumeSnapshot" for version in ("v1", "v1beta1"))),
}
