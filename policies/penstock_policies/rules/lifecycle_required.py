"""lifecycle-required: nothing is kept for ever by accident.

Blocks a bucket without an enabled rule for the whole bucket that expires objects or moves them to a cheaper class, or, when it
keeps versions, without one that expires old ones. A training job writes a checkpoint every few minutes; old versions are billed
and no listing shows them. Incomplete uploads have a rule of their own, incomplete-uploads.
Buckets for checkpoints and scratch must expire: a cheaper class only hides them. A bucket for the system's own files
(`penstock:use: system`) is small and may keep them.
To fix: add a lifecycle configuration for the whole bucket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from penstock.resources.facts import Bucket, FactSet, LifecycleRule
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import Use
from penstock_policies.judging import all_of, any_of, for_each
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict

NAME: Final = "lifecycle-required"
SYSTEM: Final = "system"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each bucket."""
    for bucket in facts.buckets:
        uses = (None, *Use, SYSTEM) if isinstance(bucket.use, Unknown) else (bucket.use,)
        yield for_each(uses, lambda use, it=bucket: _judge(it, use, config), "the bucket's use")


def _judge(bucket: Bucket, use: str | None, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(bucket.urn, NAME, "lifecycleRules", outcome, message, fix)

    rules = bucket.lifecycle
    if isinstance(rules, Unknown):
        message = "its lifecycle rules are not known before the deployment"
        return verdict(Outcome.UNDETERMINED, message, "write the rules, and their bucket, as plain values")
    needs = _needs(bucket, use, rules, config)
    missing = [need for need in needs if need.met is False]
    unsure = [need for need in needs if isinstance(need.met, Unknown)]
    if missing:
        message = f"no enabled rule for the whole bucket that {_listed(missing)}; limit for {_words(use)}: one each"
        return verdict(Outcome.FAIL, message, "; ".join(need.fix for need in missing))
    if unsure:
        message = f"whether a rule {_listed(unsure)} is not known before the deployment"
        return verdict(Outcome.UNDETERMINED, message, "; ".join(need.fix for need in unsure))
    if not needs:
        return verdict(Outcome.NOT_APPLICABLE, "the system's own files are small and may stay")
    return verdict(Outcome.PASS, f"a rule {_listed(needs)}")


@dataclass(frozen=True, slots=True)
class _Need:
    """What some rule of the bucket must do, how to add it, and whether one does."""

    what: str
    fix: str
    met: Maybe[bool]


def _needs(bucket: Bucket, use: str | None, rules: Sequence[LifecycleRule], config: Config) -> list[_Need]:
    expires = _some(rules, lambda rule: _given(rule.expire_days))
    moves = _some(rules, lambda rule: any_of(_given(it.storage_class) for it in rule.transitions))
    old = _some(rules, lambda rule: _given(rule.noncurrent_expire_days))
    versions = _Need("expires old versions", "expire noncurrent versions after some days", old)
    if use in config["must_expire"]:
        objects = _Need("expires objects", "expire objects after some days", expires)
    else:
        fix = "expire objects, or move them to a cheaper class, after some days"
        objects = _Need("expires or moves objects", fix, any_of([expires, moves]))
    needs = [] if use == SYSTEM else [objects]
    if bucket.versioned is False:
        return needs
    kept = UNKNOWN if isinstance(bucket.versioned, Unknown) and versions.met is False else versions.met
    return [*needs, replace(versions, met=kept)]


def _some(rules: Sequence[LifecycleRule], does: Callable[[LifecycleRule], Maybe[bool]]) -> Maybe[bool]:
    """Whether an enabled rule for the whole bucket does it."""
    return any_of(all_of([rule.enabled, rule.whole_bucket, does(rule)]) for rule in rules)


def _given(value: Maybe[int] | Maybe[str] | None) -> Maybe[bool]:
    return UNKNOWN if isinstance(value, Unknown) else value is not None


def _listed(needs: Iterable[_Need]) -> str:
    return " and ".join(need.what for need in needs)


def _words(use: str | None) -> str:
    known = {*Use, SYSTEM}
    return f"a bucket for {use}" if use in known else "any bucket"


RULE: Final = Rule(
    name=NAME,
    title="Every bucket has a lifecycle",
    description="Buckets expire their objects, or move them to a cheaper class, and let old versions go.",
    remediation="Add a lifecycle configuration whose rules are enabled and cover the whole bucket.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "must_expire": {
            "type": "array",
            "items": {"type": "string", "enum": [*Use]},
            "default": [Use.CHECKPOINT.value, Use.SCRATCH.value],
            "description": "Uses (tag `penstock:use`) whose objects must expire; a cheaper class is not enough.",
        }
    },
)
