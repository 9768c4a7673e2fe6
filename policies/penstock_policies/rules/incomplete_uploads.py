"""incomplete-uploads: parts of uploads that never ended go away.

Blocks a bucket without an enabled rule for the whole bucket that aborts incomplete uploads within `max_days`. A node that is
reclaimed while it writes a checkpoint leaves the parts that it has sent; they are billed like objects, and no listing shows them.
Allows clouds that drop such parts by themselves.
To fix: add abortIncompleteMultipartUpload to the bucket's lifecycle.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import Bucket, FactSet
from penstock.resources.stored import LifecycleRule
from penstock.resources.values import Maybe, Unknown
from penstock_policies.judging import all_of, any_of
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict

NAME: Final = "incomplete-uploads"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each bucket."""
    return (_judge(bucket, config["max_days"]) for bucket in facts.buckets)


def _judge(bucket: Bucket, limit: float) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(bucket.urn, NAME, "lifecycleRules", outcome, message, fix)

    if bucket.uploads_expire:
        return verdict(Outcome.NOT_APPLICABLE, "the cloud drops incomplete uploads by itself")
    rules = bucket.lifecycle
    if isinstance(rules, Unknown):
        message = "its lifecycle rules are not known before the deployment"
        return verdict(Outcome.UNDETERMINED, message, "write the rules, and their bucket, as plain values")
    aborts = any_of(all_of([rule.enabled, rule.whole_bucket, _aborts(rule, limit)]) for rule in rules)
    if aborts is True:
        return verdict(Outcome.PASS, f"a rule aborts incomplete uploads within {limit:g} days")
    fix = "abort incomplete multipart uploads after 7 days, in an enabled rule for the whole bucket"
    if isinstance(aborts, Unknown):
        message = f"whether a rule aborts incomplete uploads within {limit:g} days is not known before the deployment"
        return verdict(Outcome.UNDETERMINED, message, fix)
    message = f"no enabled rule for the whole bucket aborts incomplete uploads; limit: {limit:g} days"
    return verdict(Outcome.FAIL, message, fix)


def _aborts(rule: LifecycleRule, limit: float) -> Maybe[bool]:
    days = rule.abort_incomplete_days
    return days if isinstance(days, Unknown) else days is not None and days <= limit


RULE: Final = Rule(
    name=NAME,
    title="Incomplete uploads go away",
    description="Every bucket aborts uploads that never ended.",
    remediation="Add abortIncompleteMultipartUpload, for the whole bucket, to its lifecycle.",
    severity=Severity.LOW,
    scope="stack",
    check=check,
    config_schema={
        "max_days": {
            "type": "integer",
            "minimum": 1,
            "default": 30,
            "description": "Days after which an upload that has not ended must be gone.",
        }
    },
)
