"""tier-too-short: a colder class is worth its minimum.

Blocks a transition to a class that objects leave before its minimum days, when the days that are billed anyway cost more than the
class that they came from would have. Ten days in GLACIER_IR bill 90: as much as 16 days in STANDARD.
On Google Cloud an object's whole age counts to the minimum.
Allows a short stay that still saves money. Retrieval and requests are not counted, so what fails is dearer still.
To fix: expire the objects where they are, or let them stay in the colder class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from penstock import catalog
from penstock.catalog import StorageClass
from penstock.resources.facts import Bucket, FactSet, LifecycleRule
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict

NAME: Final = "tier-too-short"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:  # noqa: ARG001 - a rule's shape
    """One verdict for each class that a bucket's objects move to and leave again; one for a bucket without any."""
    for bucket in facts.buckets:
        if isinstance(bucket.lifecycle, Unknown):
            message = "its lifecycle rules are not known before the deployment"
            yield _verdict(bucket, Outcome.UNDETERMINED, message, "write the rules, and their bucket, as plain values")
            continue
        stays = [stay for group in _groups(bucket.lifecycle) for stay in _stays(bucket, group)]
        yield from (_judge(bucket, stay) for stay in stays)
        if not stays:
            yield _verdict(bucket, Outcome.NOT_APPLICABLE, "no object moves to a class and leaves it again")


def _verdict(bucket: Bucket, outcome: Outcome, message: str, fix: str = "") -> Verdict:
    return Verdict(bucket.urn, NAME, "lifecycleRules", outcome, message, fix)


def _groups(rules: Sequence[LifecycleRule]) -> Iterator[list[LifecycleRule]]:
    """Rules that act on the same objects: those of the whole bucket, and each other one with them."""
    active = [rule for rule in rules if rule.enabled is not False]
    whole = [rule for rule in active if rule.whole_bucket is True]
    yield whole
    yield from ([*whole, rule] for rule in active if rule.whole_bucket is not True and rule.transitions)


@dataclass(frozen=True, slots=True)
class _Stay:
    """Objects that move from class `before` to `into`, at the age `start`, stay there for `days`."""

    before: Maybe[str]
    into: Maybe[str]
    days: Maybe[int]
    start: int = 0


def _stays(bucket: Bucket, rules: Sequence[LifecycleRule]) -> Iterator[_Stay]:
    moves = [move for rule in rules for move in rule.transitions]
    ends = [rule.expire_days for rule in rules if rule.expire_days is not None]
    if any(isinstance(it, Unknown) for it in (*ends, *(move.days for move in moves))):
        yield from (_Stay(UNKNOWN, move.storage_class, UNKNOWN) for move in moves)
        return
    order = sorted(((days, move.storage_class) for move in moves if isinstance(days := move.days, int)), key=_first)
    last = min((end for end in ends if isinstance(end, int)), default=None)
    before: Maybe[str] = bucket.storage_class
    for index, (start, into) in enumerate(order):
        end = order[index + 1][0] if index + 1 < len(order) else last
        end = end if last is None or end is None else min(end, last)
        if end is not None and start < end:
            yield _Stay(before, into, end - start, start)
        before = into


def _first(move: tuple[int, Maybe[str]]) -> int:
    return move[0]


def _judge(bucket: Bucket, stay: _Stay) -> Verdict:
    before, into = _class(bucket, stay.before), _class(bucket, stay.into)
    if into is not None and into.minimum_days == 0:
        return _verdict(bucket, Outcome.PASS, f"{stay.into} has no minimum")
    if before is None or into is None or isinstance(stay.days, Unknown):
        message = "a class that objects move to, how long they stay, or its price is not known"
        return _verdict(bucket, Outcome.UNDETERMINED, message, "write classes and days as plain values")
    spent = stay.start if bucket.cloud == "gcp" else 0  # there an object's whole age counts
    billed = max(stay.days, into.minimum_days - spent)
    cold, warm = (_per_gib(it, days) for it, days in ((into, billed), (before, stay.days)))
    words = f"{stay.days} days in {stay.into} bill {billed}: {cold:.4f} $ per GiB, {warm:.4f} $ in {stay.before}"
    if cold <= warm or billed == stay.days:
        return _verdict(bucket, Outcome.PASS, words)
    fix = f"expire the objects in {stay.before}, or keep them in {stay.into} for {billed} days"
    return _verdict(bucket, Outcome.FAIL, f"{words}; limit: a class that saves", fix)


def _class(bucket: Bucket, name: Maybe[str]) -> StorageClass | None:
    if not isinstance(name, str) or not isinstance(bucket.region, str):
        return None
    try:
        return catalog.load(bucket.cloud).storage_class(str.__str__(name), str.__str__(bucket.region))
    except KeyError:
        return None


def _per_gib(kind: StorageClass, days: int) -> Decimal:
    return kind.gib_month * days / 30


RULE: Final = Rule(
    name=NAME,
    title="A colder class is worth its minimum",
    description="Objects that move to a class with a minimum stay long enough to save money.",
    remediation="Expire the objects where they are, or let them stay in the colder class.",
    severity=Severity.LOW,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
