"""spot-notice-too-short: a save fits into the notice that comes before a reclaim.

Blocks spot nodes that say (tag `penstock:save-within-seconds`) that a save takes longer than the cloud's notice. The last save
is then cut off each time, and what was done since the one before is bought again; a cut-off file may also be the only one.
Notices: AWS 2 minutes (EC2 user guide, Spot Instance interruption notices), Google Cloud 30 s (Compute Engine, Spot VMs,
Preemption process), Azure 30 s (Scheduled Events, Preempt). A lifecycle hook cannot make them longer.
Allows on-demand nodes, and nodes that say nothing: spot-without-checkpoint asks whether they save at all.
To fix: save asynchronously or in shards, or buy on-demand.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.inputs import as_number
from penstock.resources.reading.values import UNKNOWN, Maybe, SecretText, Unknown
from penstock.terms import Tag
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import tag

NAME: Final = "spot-notice-too-short"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    return [_judge(node, config) for node in facts.nodes]


def _judge(node: Node, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, "tags", outcome, message, fix)

    share = node.capacity.spot_percent if node.capacity is not None else 0
    text = node.tags.get(Tag.SAVE_SECONDS)
    if share == 0:
        return verdict(Outcome.NOT_APPLICABLE, "not spot")
    if text is None:
        return verdict(Outcome.NOT_APPLICABLE, "it does not say how long a save takes")
    known = config["notice_seconds"].get(node.cloud)
    if known is None:
        return verdict(Outcome.NOT_APPLICABLE, f"no notice of {node.cloud} is known")
    notice = Decimal(str(known))
    limit = f"limit for spot on {node.cloud}: the {notice} s of its notice"
    seconds = _seconds(text)
    if isinstance(seconds, Unknown):
        message = (
            f"how long a save takes is not known: {tag(node, Tag.SAVE_SECONDS)} is no number of seconds yet; {limit}"
        )
        return verdict(Outcome.UNDETERMINED, message, 'write the seconds as a plain number ("90")')
    took = "a secret time" if isinstance(text, SecretText) else f"{seconds} s"
    message = f"a save takes {took}; {limit}"
    if seconds <= notice:
        return verdict(Outcome.PASS, message)
    fix = f"make a save fit into {notice} s (asynchronously, or in shards), or buy on-demand"
    return verdict(Outcome.UNDETERMINED if isinstance(share, Unknown) else Outcome.FAIL, message, fix)


def _seconds(text: Maybe[str]) -> Maybe[Decimal]:
    number = text if isinstance(text, Unknown) else as_number(text)
    return number if isinstance(number, Decimal) and number >= 0 else UNKNOWN


RULE: Final = Rule(
    name=NAME,
    title="A save fits into the reclaim notice",
    description="Spot nodes that say how long a save takes can finish one before they are reclaimed.",
    remediation="Save asynchronously or in shards, or buy on-demand.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "notice_seconds": {
            "type": "object",
            "propertyNames": {"enum": ["aws", "gcp", "azure"]},
            "additionalProperties": {"type": "number", "minimum": 0},
            "default": {"aws": 120, "gcp": 30, "azure": 30},
            "description": "Cloud -> seconds between the notice and the reclaim.",
        }
    },
)
