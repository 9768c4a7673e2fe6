"""Types of any provider that no reader knows: without a price, and judged by what they name.

A machine of one of the three clouds is judged by its size. Of another provider (CoreWeave, RunPod, Lambda, OCI, DigitalOcean,
Databricks, ...) nobody here knows the machines: where an input names an accelerator or a large machine, how large it is is not known, and
what it costs is not either (`large`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from penstock.regex import regex
from penstock.resources.facts import Fact, InstanceChoice, NodeTemplate, Unread
from penstock.resources.machines.named import leaves
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import plain
from penstock.resources.reading.values import UNKNOWN, Unknown

from .commands import machines
from .large import is_quiet, large_choice, large_figures, large_fleet, large_hardware, large_machines, words
from .unseen import unseen

_CLOUDS: Final = frozenset({"aws", "azure-native", "gcp"})
"""Packages each of whose types somebody has looked at: what they ask for is read, or is nothing."""

_ACCELERATOR: Final = regex(
    r"(?<![a-z0-9])(?:\d{1,2}x[-_ ]?)?(?:[abhlv]\d{2,3}s?|g[bh]\d{3}|mi\d{3}x?|rtx[ _-]?\w+|tesla|nvidia|gpu|tpu|gaudi\d?|trainium\d?|inferentia\d?)(?![a-z])",
    re.IGNORECASE,
)
_COUNTS: Final = regex(
    r"(?:.*_)?(?:gpus?|accelerators?|tpus?)(?:_?(?:count|type|types|name|size|kind|id|ids|capabilit(?:y|ies)|requirements?|specs?|config))?"
)
"""Inputs, in lower case with `_` between words, that ask for accelerators, or are blocks of such inputs."""

_PLACES: Final = frozenset(
    {
        *("class", "flavor", "flavour", "hardware", "instance", "kind", "machine", "model", "node"),
        *("plan", "platform", "pool", "preset", "product", "profile", "shape", "size", "sku"),
        *("slug", "tier", "type"),
    }
)
"""Words in the name of an input that chooses a machine: an accelerator in another, such as a name or a query, asks for nothing."""

_MOST_TEXT: Final = 200
"""Characters; the name of a machine has fewer."""

_NONE: Final = (None, False, 0, "", "0", "none", "false")


def other(resource: Resource, context: Context) -> Iterable[Fact]:
    """A resource of a type that nobody knows."""
    found = tuple(machines(resource, context))
    asked = () if found or resource.package in _CLOUDS else tuple(_asked(resource))
    large = [it.path for fact in found for it in fact.choices if large_choice(fact.cloud, it)]
    large += [it.path for it in asked]
    first = next(iter(large), None) or next(_many(resource, context), "")
    yield Unread(**context.base(resource), type=resource.type, name=resource.name, large=first)
    yield from found
    if asked:
        yield NodeTemplate(**context.base(resource), choices=asked)


def _many(resource: Resource, context: Context) -> Iterator[str]:
    yield from large_figures(resource)
    if resource.package not in _CLOUDS:
        yield from large_hardware(resource)
        yield from large_fleet(resource, context.of_types(resource.type))


def _asked(resource: Resource) -> Iterator[InstanceChoice]:
    """The accelerators and the large machines that the inputs ask for."""
    paths = [path for path, key, value in leaves(resource.inputs) if _asks(path, key, value)]
    for path in paths:
        yield InstanceChoice(UNKNOWN, path, resource.urn, UNKNOWN, UNKNOWN)
    for path in large_machines(resource):
        if path not in paths:
            yield InstanceChoice(UNKNOWN, path, resource.urn)


def _asks(path: str, key: str, value: object) -> bool:
    """Whether an input asks for an accelerator: by its own name or that of a block around it, or by its text."""
    if is_quiet(path):
        return False
    some = isinstance(value, Unknown) or value not in _NONE
    if some and any(_COUNTS.fullmatch(words(part.partition("[")[0].rpartition("/")[2])) for part in path.split(".")):
        return True
    chooses = not _PLACES.isdisjoint(words(key).split("_"))
    return chooses and isinstance(value, str) and _ACCELERATOR.search(plain(value)[:_MOST_TEXT]) is not None


def opaque(path: str) -> Reader:
    """A reader of what brings anything by the input at `path`, which no program can be seen to declare."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield from other(resource, context)
        yield unseen(resource, context, path)

    return read


OPAQUE: Final[Mapping[str, Reader]] = {
    "aws:servicecatalog/provisionedProduct:ProvisionedProduct": opaque("provisioningParameters"),
    "gcp:deploymentmanager/deployment:Deployment": opaque("target"),
    "google-native:config/v1:Deployment": opaque("terraformBlueprint"),
    "google-native:deploymentmanager/v2:Deployment": opaque("target"),
    "pulumiservice:index:DeploymentSettings": opaque("sourceContext"),
    "pulumiservice:index:DeploymentSchedule": opaque("pulumiOperation"),
}
