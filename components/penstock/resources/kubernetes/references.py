"""What a pod reads: addresses of buckets, registries and file systems in its environment, its command and its volumes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from penstock.resources.aws.transfers.data_addresses import references as on_aws
from penstock.resources.azure.references import data_references as on_azure
from penstock.resources.facts import Reference
from penstock.resources.gcp.references import data_references as on_gcp
from penstock.resources.reading.blocks import each_block
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, leaves
from penstock.resources.reading.inputs import Inputs, plain

_TEXTS: Final = ("args", "command", "env")
"""Parts of a container that may name data."""


def pod_references(
    resource: Resource, context: Context, pod: Inputs, path: str, *, known_place: bool
) -> Iterator[Reference]:
    """What a pod's spec names as a source of data. Its images count where it is known where the pod runs: a registry is as often
    the same for clusters of every region."""
    texts = list(dict.fromkeys(_texts(pod, (*_TEXTS, "image") if known_place else _TEXTS)))
    for read in (on_aws, on_gcp, on_azure):
        yield from read(resource, context, path, texts, "pod")


def _texts(pod: Inputs, names: Sequence[str]) -> Iterator[str]:
    for kind in ("containers", "initContainers"):
        for container in each_block(pod, kind):
            if isinstance(container, Inputs):
                for name in names:
                    yield from _addresses(container, name)
    yield from _addresses(pod, "volumes")


def _addresses(block: Inputs, name: str) -> Iterator[str]:
    """Texts that may hold an address: one without a dot, a colon or a slash holds none."""
    yield from (text for text in leaves(block.raw(name)) if any(mark in plain(text) for mark in ".:/"))
