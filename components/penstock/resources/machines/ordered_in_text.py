"""Machines that a text orders when something runs it: user data, a startup script, a document, the body of a request.

The text may be packed: base64, gzip, one inside the other, as launch templates and cloud-init take it. An order is a call that
starts machines (`aws ec2 run-instances`, `gcloud compute instances create`, `az vm create`, and the same by an SDK), with the types
that its text names, or any type when it names none: a shell can put a name together from parts. Text of a resource that starts no
machines itself orders also what it assigns to a type (`machineType: a3-highgpu-8g`): only something that passes it on can want that.
A text that merely names a type, such as a test of the machine's own, orders nothing.

Sources: AWS CLI and boto3 references (`ec2`, `sagemaker`), gcloud reference (`compute`, `container node-pools`, `tpus`), Compute
Engine API (`instances.insert`), Azure CLI reference (`vm`, `vmss`, `aks nodepool`, `ml compute`, `batch pool`).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final, cast

from penstock.regex import regex
from penstock.resources.facts import InstanceChoice, NodeTemplate, Unread
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import masked_like, plain
from penstock.resources.reading.values import UNKNOWN, Value

from .counted_in_text import many
from .named import choices_in

_CALLS: Final = {
    "aws": regex(
        r"(?<![\w:.-])(?:run-instances|request-spot-(?:instances|fleet)|create-fleet|create-(?:training|processing)-job"
        r"|create-notebook-instance|create-endpoint-config)(?![\w-])"
        r"|\.(?:run_instances|create_instances|request_spot_(?:instances|fleet)|create_fleet|create_(?:training|processing)_job"
        r"|create_notebook_instance|create_endpoint_config|runInstances|createFleet)\s*\(|\b(?:RunInstances|CreateFleet)Command\b"
    ),
    "gcp": regex(
        r"\bcompute\s+(?:instances|instance-templates|tpus\s+\S+)\s+(?:bulk\s+)?create\b|\bcontainer\s+node-pools\s+create\b"
        r"|\binstances(?:\(\))?\.(?:insert|bulkInsert)\b|\bnodes(?:\(\))?\.create\b|\bai\s+custom-jobs\s+create\b"
    ),
    "azure": regex(
        r"\baz\s+(?:vm|vmss|aks\s+nodepool|ml\s+compute|batch\s+pool)\s+(?:create|add)\b|\bNew-Az(?:Vm|Vmss)\b"
        r"|\bvirtual_machine(?:s|_scale_sets)\.begin_create_or_update\b|\bvirtualMachine(?:s|ScaleSets)\.beginCreateOrUpdate",
        re.IGNORECASE,
    ),
}
"""Cloud -> the calls that start machines. What follows a colon is a permission of a policy (`ec2:RunInstances`), not a call."""

_INTEGRATED: Final = regex(
    r"\baws-sdk:(?:ec2:(?:runInstances|createFleet|requestSpot(?:Instances|Fleet))"
    r"|sagemaker:create(?:TrainingJob|ProcessingJob|TransformJob|NotebookInstance|EndpointConfig))\b"
    r"|\bstates:::sagemaker:create(?:TrainingJob|ProcessingJob|TransformJob|EndpointConfig)\b"
)
"""Calls that a state machine or a schedule makes itself, by an ARN; the type is then anywhere in the resource, or computed there."""

_ASSIGNED: Final = regex(
    r"\b\w*?(?:instance|machine)[-_]?types?|\bvm[-_]?(?:size|sku)s?\b|\bworker_accelerator\b", re.IGNORECASE
)
"""What a type is assigned to, as the name of an input or a word in a text."""

_ABOUT: Final = frozenset({"dimensions", "condition", "conditions", "filter", "filters", "costFilters", "validate"})
"""Inputs in which a type says what is meant, and asks for nothing."""

_PARTS: Final = regex(r"[.\[]")

_OF_POLICIES: Final = frozenset({"Version", "Id", "Statement"})
_OF_STATEMENTS: Final = frozenset(
    {
        *("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"),
        *("Resource", "NotResource", "Condition"),
    }
)

_LEAST_PACKED: Final = 32
_PACKED: Final = regex(rf"[A-Za-z0-9+/_-]{{{_LEAST_PACKED},}}={{0,2}}")
_MOST_TEXT: Final = 1 << 20
_DEEPEST: Final = 4


def ordered(
    resource: Resource,
    context: Context,
    found_leaves: Iterable[tuple[str, str, Value]],
    *,
    starts_machines: bool,
    told: bool = False,
) -> Iterator[NodeTemplate | Unread]:
    """What the resource's texts, among its leaves, order, one template for each cloud, and that they order many, where they do.

    `starts_machines`: whether the resource's reader has told of machines already; then only calls count. `told`: or that they
    may be many.
    """
    found: dict[str, dict[InstanceChoice, None]] = {}
    integrated: list[str] = []
    large = ""
    every = tuple(found_leaves)
    texts = [(path, key, value) for path, key, value in every if isinstance(value, str)]
    texts = [it for it in texts if _asks(it[0])]
    for path, key, value in texts:
        for cloud, choice, text in _orders(path, key, value, resource, starts_machines=starts_machines):
            found.setdefault(cloud, {})[choice] = None
            beside = text if text != plain(value) or not _is_assigned(key) else _figures(every)
            large = large or (path if many(cloud, choice, beside) else "")
        if _may_order(value) and _INTEGRATED.search(value):
            integrated.append(path)
    for path, words in _arguments(texts):
        for cloud, choice, text in _orders(path, "", words, resource, starts_machines=True):
            found.setdefault(cloud, {})[choice] = None
            large = large or (path if many(cloud, choice, text) else "")
    if integrated and "aws" not in found:
        found["aws"] = {InstanceChoice(UNKNOWN, path, resource.urn, unseen=True): None for path in integrated}
    for cloud, choices in sorted(found.items()):
        base = context.base(resource)
        base["cloud"] = cloud
        yield NodeTemplate(**base, choices=tuple(choices))
    if large and not told:
        why = f"its {large} orders many machines when it runs, and how long they stay is not said"
        yield Unread(**context.base(resource), type=resource.type, name=resource.name, large=large, why=why)


def _figures(found_leaves: Iterable[tuple[str, str, Value]]) -> str:
    """The figures of a resource's own inputs, as a text would write them."""
    return "\n".join(f"{key}: {value}" for _, key, value in found_leaves if isinstance(value, int | float | str))


def _orders(
    path: str, key: str, value: str, resource: Resource, *, starts_machines: bool
) -> Iterator[tuple[str, InstanceChoice, str]]:
    """(cloud, what may come, the text that orders it)."""
    assigned = not starts_machines and _is_assigned(key)
    if not assigned and not _may_order(plain(value)):
        return
    for text in _unpacked(plain(value)):
        if _is_policy(text):
            continue
        calls = [cloud for cloud, call in _CALLS.items() if call.search(text)]
        if not calls and not assigned and (starts_machines or not _ASSIGNED.search(text)):
            continue
        choices = list(choices_in(key if assigned else "", path, masked_like(value, text), resource))
        yield from ((cloud, choice, text) for cloud, choice in choices)
        for cloud in calls:
            if all(named != cloud for named, _ in choices):
                yield cloud, InstanceChoice(UNKNOWN, path, resource.urn, unseen=True), text


@lru_cache(maxsize=8192)
def _asks(path: str) -> bool:
    """Whether what stands there may ask for something."""
    return _ABOUT.isdisjoint(_PARTS.split(path))


@lru_cache(maxsize=8192)
def _is_assigned(key: str) -> bool:
    """Whether an input of that name takes a type."""
    return _ASSIGNED.fullmatch(key) is not None


def _may_order(text: str) -> bool:
    """The quick question, which most texts are dismissed by: whether anything may be packed in it, or one of the words stands in it
    without which there is no call and no assignment."""
    if len(text) >= _LEAST_PACKED:
        return True
    words = text.casefold()
    return (
        "instance" in words
        or "create" in words
        or "machine" in words
        or "vm" in words
        or "fleet" in words
        or "add" in words
        or "worker_accelerator" in words
    )


def _is_policy(text: str) -> bool:
    """Whether a text is a policy of IAM or of an organisation: its conditions say which machines it allows or forbids (IAM, JSON policy
    elements reference)."""
    if not text.lstrip().startswith("{") or '"Statement"' not in text:
        return False
    try:
        policy: object = json.loads(text)
    except ValueError:
        return False
    if not isinstance(policy, dict):
        return False
    block = cast("dict[str, object]", policy)
    found = block.get("Statement")
    statements = cast("list[object]", found) if isinstance(found, list) else [found]
    return block.keys() <= _OF_POLICIES and all(
        isinstance(it, dict) and "Effect" in it and cast("dict[str, object]", it).keys() <= _OF_STATEMENTS
        for it in statements
    )


def _arguments(texts: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """(path, words) of every list of texts: a command by its arguments, one text each."""
    for path, items in groupby(texts, lambda it: it[0].rpartition("[")[0] if it[0].endswith("]") else ""):
        words = [value for _, _, value in items]
        if path and len(words) > 1:
            yield path, " ".join(words)


def _unpacked(text: str) -> Iterator[str]:
    """The text, and every text that is packed inside it."""
    pending = [(text[:_MOST_TEXT], 0)]
    while pending:
        item, depth = pending.pop()
        yield item
        if depth < _DEEPEST:
            inner = (opened(match[0]) for match in _PACKED.finditer(item))
            pending += [(it, depth + 1) for it in inner if it is not None]


def opened(packed: str) -> str | None:
    """The text in base64; None when it is none."""
    try:
        data = base64.urlsafe_b64decode(packed.replace("+", "-").replace("/", "_"))
        if data.startswith(b"\x1f\x8b"):
            data = zlib.decompressobj(wbits=31).decompress(data, _MOST_TEXT)
        return data.decode("utf-8")
    except (binascii.Error, ValueError, zlib.error):
        return None
