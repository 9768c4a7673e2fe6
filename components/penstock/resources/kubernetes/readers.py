"""Kubernetes: type token -> reader, one small file per family, and the types that cost nothing.

An object of a type that is in neither is a custom resource: without a price, and judged by the pods inside it and by the machines and
accelerators that it names (Kueue, Ray, Kubeflow, Volcano, KServe, Crossplane, ACK, Cluster API and whatever comes next).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Fact, Free, Unread
from penstock.resources.reading.blocks import each_block
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs

from .claims import CLAIMS
from .contents import contents
from .free import FREE
from .gke import GKE
from .home import base, home
from .karpenter import KARPENTER
from .manifests import CHARTS, DELIVERED, manifests
from .network import NETWORK
from .workloads import WORKLOADS, pods

_OBJECTS: Final[Mapping[str, Reader]] = {**WORKLOADS, **KARPENTER, **GKE, **NETWORK, **CLAIMS, **DELIVERED}


def _listed(reader: Reader) -> Reader:
    """The reader of a list of objects."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        items = Inputs(resource.inputs).raw("items")
        for item in items if isinstance(items, list | tuple) else ():
            if isinstance(item, Mapping):
                yield from reader(replace(resource, inputs=item), context)

    return read


def custom(resource: Resource, context: Context) -> Iterable[Fact]:
    """An object of a type that nobody knows."""
    here = home(resource, context)
    yield Unread(**base(resource, here), type=resource.type, name=resource.name)
    yield from pods(resource, context, here)
    if not _only_refuses(resource):
        yield from contents(resource, here)


_POLICIES: Final = regex(r"kubernetes:(?:(?:constraints|templates)\.gatekeeper\.sh|(kyverno\.io))/")


def _only_refuses(resource: Resource) -> bool:
    """Whether it says what objects may be, and makes none: a constraint of Gatekeeper, or a policy of Kyverno all of whose rules validate
    (one may also generate or mutate objects). What it names is what it allows or forbids."""
    match = _POLICIES.match(resource.type)
    if match is None or match[1] is None:
        return match is not None
    rules = tuple(each_block(Inputs(resource.inputs).block("spec"), "rules"))
    return bool(rules) and all(
        isinstance(it, Inputs) and it.given("validate") and not it.given("generate") and not it.given("mutate")
        for it in rules
    )


def _free(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**base(resource, home(resource, context)))


def _reader_of(token: str) -> Reader:
    return READERS.get(token) or (_free if token in FREE else custom)


READERS: Final[Mapping[str, Reader]] = {
    **_OBJECTS,
    **{f"{token}List": _listed(reader) for token, reader in _OBJECTS.items() if not token.endswith("Patch")},
    **CHARTS,
    **manifests(_reader_of),
}
