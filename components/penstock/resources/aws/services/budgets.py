"""AWS Budgets: what the account, or what a filter lets in, may cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.aws.charges import Reader
from penstock.resources.facts import Budget, Fact, Free
from penstock.resources.reading.blocks import each_block
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_SUBSCRIBERS: Final = ("subscriberEmailAddresses", "subscriberSnsTopicArns")


def _budget(resource: Resource, context: Context) -> Iterable[Fact]:
    """A budget of usage or of reservations limits no cost, and is none."""
    inputs = Inputs(resource.inputs)
    base = context.base(resource)
    yield Free(**base)
    kind = inputs.text("budgetType")
    if isinstance(kind, Unknown):
        yield Budget(**base, notifies=UNKNOWN, limit=inputs.number("limitAmount"))
    elif kind == "COST":
        yield Budget(**base, notifies=_notifies(inputs), limit=inputs.number("limitAmount"))


def _notifies(inputs: Inputs) -> Maybe[bool]:
    """Whether a notification has a subscriber."""
    told = [_told(block) for block in each_block(inputs, "notifications")]
    if True in told:
        return True
    return UNKNOWN if UNKNOWN in told else False


def _told(notification: Maybe[Inputs]) -> Maybe[bool]:
    if isinstance(notification, Unknown):
        return UNKNOWN
    found = [notification.texts(name) for name in _SUBSCRIBERS]
    if any(isinstance(it, tuple) and it for it in found):  # an address that is not known yet is one
        return True
    return UNKNOWN if UNKNOWN in found else False


BUDGETS: Final[Mapping[str, Reader]] = {"aws:budgets/budget:Budget": _budget}
