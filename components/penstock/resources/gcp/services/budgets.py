"""Cloud Billing budgets: what a billing account, or what a filter lets in, may cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Budget, Fact, Free
from penstock.resources.gcp.charges import Reader
from penstock.resources.gcp.places import base
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown


def _budget(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**base(resource, context))
    inputs = Inputs(resource.inputs)
    yield Budget(**base(resource, context), notifies=_notifies(inputs), limit=_limit(inputs))


def _limit(inputs: Inputs) -> Maybe[Decimal] | None:
    """None for one of last period's amount."""
    amount = inputs.block("amount")
    given = amount if amount is None or isinstance(amount, Unknown) else amount.block("specifiedAmount")
    return given if given is None or isinstance(given, Unknown) else given.number("units")


def _notifies(inputs: Inputs) -> Maybe[bool]:
    """Whether anybody is told: a topic of every change; people of a threshold that is crossed, which by default are the
    account's administrators (Cloud Billing Budget API reference, `NotificationsRule`)."""
    rule, thresholds = inputs.block("allUpdatesRule"), inputs.blocks("thresholdRules")
    if isinstance(rule, Unknown):
        return UNKNOWN
    if rule is not None and rule.given("pubsubTopic"):
        return True
    if thresholds == ():
        return False
    people = True if rule is None else _people(rule)
    return UNKNOWN if people is True and isinstance(thresholds, Unknown) else people


def _people(rule: Inputs) -> Maybe[bool]:
    silent = rule.flag("disableDefaultIamRecipients")
    project = rule.flag("enableProjectLevelRecipients")
    channels = rule.texts("monitoringNotificationChannels")
    if silent in (None, False) or project is True or (isinstance(channels, tuple) and channels):
        return True
    return UNKNOWN if any(isinstance(it, Unknown) for it in (silent, project, channels)) else False


BUDGETS: Final[Mapping[str, Reader]] = {"gcp:billing/budget:Budget": _budget}
