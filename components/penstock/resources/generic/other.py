"""Types that no reader knows, of any provider: without a price, and judged by what they name.

A machine of one of the three clouds is judged by its size. Of another provider (CoreWeave, RunPod, Lambda, OCI, DigitalOcean,
Databricks, ...) nobody here knows the machines: where an input names an accelerator, how large its machine is is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.capture import Resource
from penstock.resources.charges import Reader
from penstock.resources.context import Context
from penstock.resources.facts import Fact, InstanceChoice, NodeTemplate, Unread
from penstock.resources.inputs import plain
from penstock.resources.named import leaves
from penstock.resources.values import UNKNOWN, Unknown

from .commands import machines
from .unseen import unseen

_CLOUDS: Final = frozenset({"aws", "aws-native", "azure-native", "gcp", "google-native"})
"""Packages of the clouds whose machines are known by name."""

_ACCELERATOR: Final = re.compile(
    r"(?<![a-z0-9])(?:[abhlv]\d{2,3}s?|g[bh]\d{3}|mi\d{3}x?|rtx[ _-]?\w+|tesla|nvidia|gpu|tpu|gaudi\d?|trainium\d?|inferentia\d?)(?![a-z])",
    re.IGNORECASE,
)
_COUNTS: Final = re.compile(r"(?:.*_)?(?:gpus?|accelerators?|tpus?)(?:_?(?:count|type|types|name|size|kind|id|ids))?")
"""Inputs, in lower case with `_` between words, that ask for accelerators, or are blocks of such inputs."""

_PLACES: Final = frozenset(
    {
        *("class", "flavor", "flavour", "hardware", "instance", "kind", "machine", "model", "node"),
        *("plan", "platform", "pool", "preset", "product", "profile", "shape", "size", "sku"),
        *("slug", "tier", "type"),
    }
)
"""Words in the name of an input that chooses a machine: an accelerator in another, such as a name or a query, asks for nothing."""

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MOST_TEXT: Final = 200
"""Characters; the name of a machine has fewer."""

_NONE: Final = (None, False, 0, "", "0", "none", "false")


def other(resource: Resource, context: Context) -> Iterable[Fact]:
    """A resource of a type that nobody knows."""
    yield Unread(**context.base(resource), type=resource.type, name=resource.name)
    found = tuple(machines(resource, context))
    yield from found
    if not found and resource.package not in _CLOUDS:
        paths = [path for path, key, value in leaves(resource.inputs) if _asks(path, key, value)]
        choices = tuple(InstanceChoice(UNKNOWN, path, resource.urn, UNKNOWN, UNKNOWN) for path in paths)
        if choices:
            yield NodeTemplate(**context.base(resource), choices=choices)


def _asks(path: str, key: str, value: object) -> bool:
    """Whether an input asks for an accelerator: by its own name or that of a block around it, or by its text."""
    some = isinstance(value, Unknown) or value not in _NONE
    if some and any(_COUNTS.fullmatch(_words(part.partition("[")[0])) for part in path.split(".")):
        return True
    chooses = not _PLACES.isdisjoint(_words(key).split("_"))
    return chooses and isinstance(value, str) and _ACCELERATOR.search(plain(value)[:_MOST_TEXT]) is not None


def _words(key: str) -> str:
    return _HUMP.sub("_", key).lower().replace("-", "_")


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
