"""Cost Management budgets: what a subscription, a resource group, or what a filter lets in, may cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.azure.charges import Reader, free
from penstock.resources.azure.places import base
from penstock.resources.facts import Budget, Fact
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value


def _budget(resource: Resource, context: Context) -> Iterable[Fact]:
    yield free(resource, context)
    inputs = Inputs(resource.inputs)
    yield Budget(**base(resource, context), notifies=_notifies(inputs), limit=inputs.number("amount"))


def _notifies(inputs: Inputs) -> Maybe[bool]:
    """Whether one of the named notifications is on; each must have somebody to tell, or Azure refuses it."""
    named = inputs.mapping("notifications")
    if isinstance(named, Unknown):
        return UNKNOWN
    states = [_enabled(it) for it in named.values()]
    if True in states:
        return True
    return UNKNOWN if UNKNOWN in states else False


def _enabled(notification: Value) -> Maybe[bool]:
    flag = Inputs(notification).flag("enabled") if isinstance(notification, Mapping) else UNKNOWN
    return False if flag is None else flag


BUDGETS: Final[Mapping[str, Reader]] = {
    "azure-native:consumption:Budget": _budget,
    "azure-native:costmanagement:Budget": _budget,
}
