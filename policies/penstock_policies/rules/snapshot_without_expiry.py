"""snapshot-without-expiry: copies of disks and databases go away some day.

Blocks snapshots that nothing deletes, and backup rules without a retention: a plan that backs up 1 TiB a day and forgets nothing
has a longer bill every month, and nobody dares to delete what nobody remembers.
Allows a rule or schedule that deletes after a time, and a single snapshot with the tag `expires`, a date on which whoever clears up
may delete it; the rule does not look at who that is.
To fix: give the rule a retention (`lifecycle.deleteAfter`), or the snapshot the tag.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Snapshots
from penstock.resources.reading.values import Unknown
from penstock.terms import Tag
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import tag

NAME: Final = "snapshot-without-expiry"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:  # noqa: ARG001 - a rule's shape
    """One verdict for each thing that keeps snapshots."""
    return (_judge(it) for it in facts.snapshots)


def _judge(kept: Snapshots) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(kept.urn, NAME, kept.path, outcome, message, fix)

    fix = (
        f"set {kept.path}.deleteAfter to a number of days"
        if kept.path
        else f"add the {tag(kept, Tag.EXPIRES, 'a date')}"
    )
    if isinstance(kept.expires, Unknown):
        return verdict(Outcome.UNDETERMINED, f"whether {kept.what} expires is not known before the deployment", fix)
    if kept.expires:
        return verdict(Outcome.PASS, f"{kept.what}, with an end")
    return verdict(Outcome.FAIL, f"{kept.what} that nothing ever deletes; limit: an expiry", fix)


RULE: Final = Rule(
    name=NAME,
    title="Snapshots expire",
    description="What keeps copies of disks and databases also deletes them.",
    remediation="Give the backup rule a retention, or the snapshot the tag `expires`.",
    severity=Severity.LOW,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
