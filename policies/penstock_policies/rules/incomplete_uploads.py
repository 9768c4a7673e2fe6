"""incomplete-uploads: parts of uploads that never ended go away.

Blocks a bucket without an enabled rule for the whole bucket that aborts incomplete uploads within `max_days`. A node that is
reclaimed while it writes a checkpoint leaves the parts that it has sent; they are billed like objects, and no listing shows them.
Allows clouds that drop such parts by themselves.
At `remediate` a lifecycle that is there and has no such rule gets one more; a bucket without a lifecycle still fails.
To fix: add a rule that aborts them to the bucket's lifecycle.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.change import Change
from penstock.resources.facts import Bucket, FactSet, LifecycleRule
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.values import Maybe, Unknown
from penstock.resources.remedies import lifecycle_of, uploads_aborted
from penstock_policies.judging import all_of, any_of
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import ABORT_UPLOADS, said

NAME: Final = "incomplete-uploads"

_DAYS: Final = 7
"""How long a remediated lifecycle leaves an upload to end, where the limit is not shorter."""


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
    aborts = _aborted(rules, limit)
    if aborts is True:
        return verdict(Outcome.PASS, f"a rule aborts incomplete uploads within {limit:g} days")
    fix = said(ABORT_UPLOADS, bucket)
    if isinstance(aborts, Unknown):
        message = f"whether a rule aborts incomplete uploads within {limit:g} days is not known before the deployment"
        return verdict(Outcome.UNDETERMINED, message, fix)
    message = f"no enabled rule for the whole bucket aborts incomplete uploads; limit: {limit:g} days"
    return verdict(Outcome.FAIL, message, fix)


def remediate(resource: Resource, facts: FactSet, config: Config) -> Iterable[Change]:  # noqa: ARG001 - the inputs say it all
    """One more rule in the lifecycle that the resource holds."""
    rules = lifecycle_of(resource)
    if isinstance(rules, Unknown) or _aborted(rules, config["max_days"]) is not False:
        return ()
    return uploads_aborted(resource, days=min(_DAYS, int(config["max_days"])))


def _aborted(rules: Iterable[LifecycleRule], limit: float) -> Maybe[bool]:
    return any_of(all_of([rule.enabled, rule.whole_bucket, _aborts(rule, limit)]) for rule in rules)


def _aborts(rule: LifecycleRule, limit: float) -> Maybe[bool]:
    days = rule.abort_incomplete_days
    return days if isinstance(days, Unknown) else days is not None and days <= limit


RULE: Final = Rule(
    name=NAME,
    title="Incomplete uploads go away",
    description="Every bucket aborts uploads that never ended.",
    remediation="Add a rule that aborts incomplete uploads, for the whole bucket, to its lifecycle.",
    severity=Severity.LOW,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    remediate=remediate,
    config_schema={
        "max_days": {
            "type": "integer",
            "minimum": 1,
            "default": 30,
            "description": "Days after which an upload that has not ended must be gone.",
        }
    },
)
