"""Cloud Billing budgets: what a billing account, or what a filter lets in, may cost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.budget import Budget
from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Fact, Free
from penstock.resources.inputs import Inputs
from penstock.resources.values import UNKNOWN, Maybe, Unknown

from .charges import Reader
from .places import base


def _budget(resource: Resource, context: Context) -> Iterable[Fact]:
    yield Free(**base(resource, context))
    yield Budget(**base(resource, context), notifies=_notifies(Inputs(resource.inputs)))


def _notifies(inputs: Inputs) -> Maybe[bool]:
    """Whether a topic or a channel is told, or, by default, the account's administrators of a threshold that is crossed."""
    rule, thresholds = inputs.block("allUpdatesRule"), inputs.blocks("thresholdRules")
    if isinstance(rule, Unknown):
        return UNKNOWN
    if rule is not None and (rule.given("pubsubTopic") or rule.texts("monitoringNotificationChannels") != ()):
        return True
    silent = None if rule is None else rule.flag("disableDefaultIamRecipients")
    if silent is True or thresholds == ():
        return False
    return UNKNOWN if isinstance(silent, Unknown) or isinstance(thresholds, Unknown) else True


BUDGETS: Final[Mapping[str, Reader]] = {"gcp:billing/budget:Budget": _budget}
