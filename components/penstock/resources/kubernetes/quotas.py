"""How many pods with accelerators a quota lets run at once: a namespace's ResourceQuota, and the ClusterQueue of Kueue that a job waits in.

A quota is told in accelerators of all pods together, so of one workload no more pods run than fit in it alone. A quota that counts only
some pods (`scopes`), one of a name that is not known, and a queue that may borrow without limit are no ceiling.

Sources: Kubernetes, Resource Quotas ("requests.nvidia.com/gpu"; of extended resources only `requests.` is counted); Kueue, ClusterQueue
("nominalQuota", "borrowingLimit": without it a queue of a cohort may borrow all that is unused), LocalQueue and Run a Kubernetes Job (label
`kueue.x-k8s.io/queue-name`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.blocks import each_block
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.quantity import quantity
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .demands import is_accelerator

_QUOTA: Final = "kubernetes:core/v1:ResourceQuota"
_NAMESPACE: Final = "kubernetes:core/v1:Namespace"
_KUEUE: Final = regex(r"kubernetes:kueue\.x-k8s\.io/v\w+:(LocalQueue|ClusterQueue)")
_QUEUE: Final = "kueue.x-k8s.io/queue-name"


def least_of(count: Maybe[int], most: Maybe[int] | None) -> Maybe[int]:
    """The smaller of a count and a ceiling; the ceiling where the count is not known."""
    if most is None or isinstance(most, Unknown):
        return count
    return most if isinstance(count, Unknown) else min(count, most)


def pods_within(resource: Resource, context: Context, each: Maybe[int]) -> int | None:
    """How many pods with `each` accelerators the quotas let run; None where none says."""
    if isinstance(each, Unknown) or each < 1:
        return None
    found = [*_of_namespace(resource, context), *_of_queue(resource, context)]
    return None if not found else int(min(found) // each)


def _of_namespace(resource: Resource, context: Context) -> Iterator[Decimal]:
    """Accelerators that the quotas of the workload's namespace allow."""
    mine = _namespace(resource, context)
    for quota in context.of_types(_QUOTA) if mine is not None else ():
        spec = Inputs(quota.inputs).block("spec")
        same = quota.provider == resource.provider and _namespace(quota, context) == mine
        if not same or not isinstance(spec, Inputs) or spec.given("scopes") or spec.given("scopeSelector"):
            continue
        hard = spec.block("hard")
        for name in hard.names() if isinstance(hard, Inputs) else ():
            number = quantity(hard.raw(name)) if isinstance(hard, Inputs) else UNKNOWN
            if is_accelerator(plain(name).removeprefix("requests.")) and isinstance(number, Decimal):
                yield number


def _namespace(resource: Resource, context: Context) -> str | None:
    """What tells an object's namespace from another: its name, or the program's own that it was computed from."""
    metadata = Inputs(resource.inputs).block("metadata")
    name = metadata.text("namespace") if isinstance(metadata, Inputs) else UNKNOWN
    if isinstance(name, str):
        return plain(name)
    if isinstance(name, Unknown):
        found = context.sources(resource, "metadata", (_NAMESPACE,))
        return found[0] if len(found) == 1 else None
    provider = context.by_urn.get(resource.provider or "")
    own = None if provider is None else Inputs(provider.inputs).text("namespace")
    return plain(own) if isinstance(own, str) else "default" if own is None else None


def _of_queue(resource: Resource, context: Context) -> Iterator[Decimal]:
    """Accelerators that the queue of the workload admits at once."""
    metadata = Inputs(resource.inputs).block("metadata")
    labels = metadata.block("labels") if isinstance(metadata, Inputs) else None
    name = labels.text(_QUEUE) if isinstance(labels, Inputs) else None
    mine = _namespace(resource, context)
    for local in _queues(context, "LocalQueue") if isinstance(name, str) and mine is not None else ():
        if (local.provider, _name(local), _namespace(local, context)) == (resource.provider, name, mine):
            spec = Inputs(local.inputs).block("spec")
            whole = spec.text("clusterQueue") if isinstance(spec, Inputs) else None
            for queue in _queues(context, "ClusterQueue"):
                if isinstance(whole, str) and (queue.provider, _name(queue)) == (resource.provider, whole):
                    yield from _admitted(Inputs(queue.inputs).block("spec"))


def _queues(context: Context, kind: str) -> Iterator[Resource]:
    for it in context.of_types(*context.types_below("kubernetes:kueue.x-k8s.io/")):
        match = _KUEUE.fullmatch(it.type)
        if match is not None and match[1] == kind:
            yield it


def _name(resource: Resource) -> Maybe[str] | None:
    metadata = Inputs(resource.inputs).block("metadata")
    return metadata.text("name") if isinstance(metadata, Inputs) else UNKNOWN


def _admitted(spec: Maybe[Inputs] | None) -> Iterator[Decimal]:
    """Accelerators of all flavours together, with what may be borrowed of each."""
    if not isinstance(spec, Inputs):
        return
    alone = all(spec.text(it) in (None, "") for it in ("cohort", "cohortName"))
    total = Decimal(0)
    some = False
    for group in each_block(spec, "resourceGroups"):
        for flavor in each_block(group, "flavors"):
            for it in each_block(flavor, "resources"):
                name = it.text("name") if isinstance(it, Inputs) else UNKNOWN
                if not isinstance(it, Inputs) or isinstance(name, Unknown):
                    return
                if name is None or not is_accelerator(plain(name)):
                    continue
                borrowed = Decimal(0) if alone else quantity(it.raw("borrowingLimit"))
                number = quantity(it.raw("nominalQuota"))
                if not isinstance(number, Decimal) or not isinstance(borrowed, Decimal):
                    return
                total, some = total + number + borrowed, True
    if some:
        yield total
