"""soft-deleted-checkpoints: what a job deletes stops billing.

Blocks soft delete on buckets for checkpoints and scratch: a deleted object is kept, and billed, for as long as it says. A job that
keeps its last three checkpoints of 500 GiB, one every half hour, pays with 7 days of soft delete for 336 of them. Google Cloud
turns it on, for 7 days, on every bucket that does not say otherwise.
Allows up to 7 days where no use is stated, and any number where `limits_days` has none for the use: datasets and outputs are
deleted by mistake, and seldom.
To fix: set the retention to 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import Bucket, FactSet
from penstock.resources.reading.values import Unknown
from penstock.terms import Use
from penstock_policies.judging import UNSTATED, for_each
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import SOFT_DELETE, SOFT_DELETE_INPUT, said

NAME: Final = "soft-deleted-checkpoints"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each bucket."""
    for bucket in facts.buckets:
        uses = (UNSTATED, *Use) if isinstance(bucket.use, Unknown) else (bucket.use or UNSTATED,)
        yield for_each(uses, lambda use, it=bucket: _judge(it, use, config), "the bucket's use")


def _judge(bucket: Bucket, use: str, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(bucket.urn, NAME, said(SOFT_DELETE_INPUT, bucket), outcome, message, fix)

    limit, days = config["limits_days"].get(str.__str__(use)), bucket.soft_delete_days
    if limit is None:
        return verdict(Outcome.NOT_APPLICABLE, "no limit for a bucket of this use")
    words = "a bucket whose use is not stated" if use == UNSTATED else f"a bucket for {use}"
    if isinstance(days, Unknown):
        message = (
            f"how long deleted objects are kept is not known before the deployment; limit for {words}: {limit:g} days"
        )
        return verdict(Outcome.UNDETERMINED, message, "write the retention as a plain value")
    if days == 0:
        return verdict(Outcome.PASS, "deleted objects are gone at once")
    message = f"deleted objects are kept and billed for {days} days; limit for {words}: {limit:g} days"
    if days <= limit:
        return verdict(Outcome.PASS, message)
    return verdict(Outcome.FAIL, message, said(SOFT_DELETE, bucket, days=limit, seconds=limit * 86400))


RULE: Final = Rule(
    name=NAME,
    title="Deleted checkpoints stop billing",
    description="Buckets whose objects come and go keep no deleted ones.",
    remediation="Set the retention of soft delete to 0 on buckets for checkpoints and scratch.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "limits_days": {
            "type": "object",
            "propertyNames": {"enum": [UNSTATED, *Use]},
            "additionalProperties": {"type": "number", "minimum": 0},
            "default": {UNSTATED: 7, Use.CHECKPOINT.value: 0, Use.SCRATCH.value: 0},
            "description": "Use (tag `penstock:use`, or `unstated`) -> days that a deleted object may be kept; a use without one is not judged.",
        }
    },
)
