"""Inputs that remediation may change, on every cloud: the change itself, not whether a rule wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, as_list
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from . import azure
from .aws import remedies as on_aws
from .azure import remedies as on_azure
from .change import Change
from .facts import Bucket, BucketPart, LifecycleRule
from .gcp import remedies as on_gcp
from .read import CLOUDS

_DELETED_WITH_NODE: Final = {
    **on_aws.DELETED_WITH_NODE,
    **on_azure.DELETED_WITH_NODE,
    **on_gcp.DELETED_WITH_NODE,
}
_BY_CAPACITY: Final = {**on_aws.BY_CAPACITY, **on_azure.BY_CAPACITY}
_LIFECYCLES: Final = {**on_aws.LIFECYCLES, **on_gcp.LIFECYCLES}


def deleted_with_node(resource: Resource) -> tuple[Change, ...]:
    """So that a spot machine that is taken back goes with its disks; nothing where the resource says neither."""
    return _changes(_DELETED_WITH_NODE, resource)


def by_capacity(resource: Resource) -> tuple[Change, ...]:
    """So that spot nodes come from the deepest pools, and not from the cheapest alone."""
    return _changes(_BY_CAPACITY, resource)


def _changes(table: Mapping[str, Callable[[Inputs], Iterable[Change]]], resource: Resource) -> tuple[Change, ...]:
    (resource,) = azure.spelled(Capture(project="", stack="", resources=(resource,))).resources
    found = table.get(resource.type)
    return () if found is None else tuple(found(Inputs(resource.inputs)))


def lifecycle_of(resource: Resource) -> Maybe[tuple[LifecycleRule, ...]]:
    """The rules of a lifecycle that the resource itself holds; `UNKNOWN` where it holds none, or they cannot be read."""
    inputs, found = Inputs(resource.inputs), _LIFECYCLES.get(resource.type)
    if found is None or as_list(inputs.raw(found[0])) in (UNKNOWN, [], ()):
        return UNKNOWN
    reader = CLOUDS[resource.package][0][resource.type]
    facts = reader(resource, Context(Capture(project="", stack="", resources=(resource,)), complete=False))
    rules = next((it.lifecycle for it in facts if isinstance(it, Bucket | BucketPart)), None)
    return UNKNOWN if rules is None else rules


def uploads_aborted(resource: Resource, *, days: int) -> tuple[Change, ...]:
    """One more rule in a lifecycle that the resource holds, for the whole bucket: incomplete uploads go after `days`."""
    name, rule = _LIFECYCLES[resource.type]
    rules = as_list(Inputs(resource.inputs).raw(name))
    return () if isinstance(rules, Unknown) else (Change((name, len(rules)), rule(days)),)
