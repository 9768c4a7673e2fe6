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
"""Inputs, in lower case with `_` between words, that ask for accelerators."""

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NONE: Final = (None, False, 0, "", "0", "none", "false")


def other(resource: Resource, context: Context) -> Iterable[Fact]:
    """A resource of a type that nobody knows."""
    yield Unread(**context.base(resource), type=resource.type, name=resource.name)
    found = tuple(machines(resource, context))
    yield from found
    if not found and resource.package not in _CLOUDS:
        paths = [path for path, key, value in leaves(resource.inputs) if _asks(key, value)]
        choices = tuple(InstanceChoice(UNKNOWN, path, resource.urn, UNKNOWN, UNKNOWN) for path in paths)
        if choices:
            yield NodeTemplate(**context.base(resource), choices=choices)


def _asks(key: str, value: object) -> bool:
    """Whether an input asks for an accelerator: by its own name, or by its text."""
    name = _HUMP.sub("_", key).lower().replace("-", "_")
    if _COUNTS.fullmatch(name) and (isinstance(value, Unknown) or value not in _NONE):
        return True
    return isinstance(value, str) and len(value) < 200 and _ACCELERATOR.search(plain(value)) is not None


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
    "pulumi-python:dynamic:Resource": opaque("__provider"),
    "pulumi-nodejs:dynamic:Resource": opaque("__provider"),
    "pulumiservice:index:DeploymentSettings": opaque("sourceContext"),
    "pulumiservice:index:DeploymentSchedule": opaque("pulumiOperation"),
}
