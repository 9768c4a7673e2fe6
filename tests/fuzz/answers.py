"""What a mutated program may be told instead of the failure of the one that it was made from.

The same failure, or that it cannot be determined. Another rule's word counts where it stops the same resource for the same
thing. What else is right is written out here, rule by rule and mutation by mutation, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from penstock_policies import Outcome

from .checking import AGAINST, Key
from .mutations import Mutated

OF_THE_STACK: Final = frozenset({"stack-budget", "duplicate-environment"})
"""Rules that speak of one resource for several: after a change it may be another one."""

_TYPE: Final = ("oversized-instance",)

ELSEWHERE: Final[Mapping[str, tuple[str, ...]]] = {
    "cross-zone-chatter": _TYPE,
    "eviction-keeps-disk": (*_TYPE, "silent-on-demand", "spot-required"),
    "internet-egress": _TYPE,
    "provisioned-iops-idle": ("unpriced-resource",),
    "schedule-fights-apply": ("schedule-required",),
    "single-basket": ("silent-on-demand", "spot-required"),
    "spot-notice-too-short": ("spot-without-checkpoint", "silent-on-demand"),
    "spot-without-checkpoint": ("silent-on-demand", "spot-required"),
    "stack-budget": ("unpriced-resource",),
    "wide-instance-requirements": _TYPE,
}
"""Rule -> rules that stop the resource in its place where it has no verdict any more (a sum, which always has one, may pass): a
type that is not known at all is told by the rule of size alone, a price by the rule of prices; a pool that is no longer spot by
those of spot; a schedule that reaches nothing by the one that wants it."""

_OF_WHAT_IS_UNREAD: Final = "unpriced-resource"
"""What speaks of a resource that is no longer of a kind that any reader knows, which no other rule does."""

_TEXT: Final = ("odd text", "other case", "nested JSON", "wrong type", "snake case")
_TAG: Final = (*_TEXT, "no tags", "null", "unknown", "deep", "extra key")
_EDGE: Final = (*_TEXT, "no dependencies", "deep", "no parent")


@dataclass(frozen=True, slots=True)
class Right:
    """After the mutations `how` of an input at one of the names `at` (empty: of anything), `rule` may have nothing to say of the
    resource; with `passes`, it may pass it."""

    rule: str
    reason: str
    how: tuple[str, ...]
    at: tuple[str, ...] = ()
    passes: bool = False


_TAGS: Final = ("tags", "labels", "defaultTags", "defaultLabels")

RIGHT: Final = (
    Right("cross-region-transfer", "the evidence of the reading is the edge that is gone", _EDGE),
    Right(
        "cross-region-transfer",
        "a text that is not known is no evidence that anything is read",
        ("unknown",),
        (
            "userData",
            "userDataBase64",
            "metadataStartupScript",
            "metadata",
            "customData",
            "osProfile",
            "containerProperties",
        ),
    ),
    Right(
        "cross-zone-chatter",
        "a list of one subnet is one zone, whatever stands in it",
        ("deep",),
        ("vpcZoneIdentifiers",),
        passes=True,
    ),
    Right(
        "duplicate-environment",
        "two groups that differ in anything are not the same",
        (*_TEXT, "no tags", "null", "no provider", "no dependencies", "odd number", "extra key"),
        passes=True,
    ),
    Right(
        "internet-egress", "whose machines, and which gateway, is said by the edge that is gone", ("no dependencies",)
    ),
    Right(
        "internet-egress",
        "of addresses that cannot be read, the subnet is taken to decide",
        (*_TEXT, "unknown", "deep"),
        ("networkInterfaces", "networkProfile"),
    ),
    Right("provider-region-mismatch", "without a provider nothing can differ from it", ("no provider",)),
    Right(
        "provider-region-mismatch",
        "a part is where its whole is, whose place is another now",
        (*_TEXT, "deep", "null", "unknown"),
        ("location", "zone", "region"),
        passes=True,
    ),
    Right(
        "provider-region-mismatch",
        "what it is a part of, and so where it is, is said by the edge that is gone",
        ("no dependencies",),
        passes=True,
    ),
    Right("schedule-fights-apply", "to ignore the size is how it is put right", ("ignored changes",), passes=True),
    Right("schedule-fights-apply", "a schedule of no group fights none", _EDGE),
    Right("soft-deleted-checkpoints", "what a bucket is for is said by its tag alone", _TAG, _TAGS, passes=True),
    Right("stack-budget", "each purpose has a budget of its own, and a tag says the purpose", _TAG, _TAGS, passes=True),
    Right(
        "stack-budget",
        "spot costs no more than the highest price that the program takes",
        ("odd number",),
        ("maxPrice", "spotMaxPrice", "spotPrice", "maxTotalPrice"),
        passes=True,
    ),
    Right("unpriced-resource", "a copy whose source is found has a price", ("cycle",), passes=True),
    Right(
        "unpriced-resource",
        "what may be spot is priced as on-demand, which has a price",
        (*_TEXT, "unknown", "deep", "odd number", "null"),
        ("instanceMarketOptions", "instancesDistribution"),
        passes=True,
    ),
)
"""The changes that really change what a program means."""


def lost(before: Mapping[Key, set[Outcome]], after: Mapping[Key, set[Outcome]], mutated: Mutated) -> Iterator[str]:
    """Each failure of the program that nothing answers after it was mutated."""
    against = {key for key, outcomes in after.items() if outcomes & AGAINST}
    rules = {rule for _, rule in against}
    for (urn, rule), outcomes in sorted(before.items()):
        if Outcome.FAIL not in outcomes or (urn, rule) in against or (rule in OF_THE_STACK and rule in rules):
            continue
        passes = Outcome.PASS in after.get((urn, rule), ())
        answered = any((urn, other) in against for other in ELSEWHERE.get(rule, ()))
        if answered and (not passes or rule in OF_THE_STACK):
            continue
        if (urn, rule) not in after and (urn, _OF_WHAT_IS_UNREAD) in against:
            continue
        if any(_holds(right, rule, mutated, passes=passes) for right in RIGHT):
            continue
        now = "/".join(sorted(after.get((urn, rule), ()))) or "nothing"
        yield f"{rule} failed {urn.rpartition('::')[2]}, and now says {now}"


def _holds(right: Right, rule: str, mutated: Mutated, *, passes: bool) -> bool:
    there = not right.at or any(name in right.at for name in mutated.path)
    return right.rule == rule and mutated.how in right.how and there and (right.passes or not passes)
