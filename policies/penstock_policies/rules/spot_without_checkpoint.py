"""spot-without-checkpoint: work that can be interrupted is saved somewhere.

Blocks spot GPU nodes of training, evaluation or no stated purpose that have nowhere to save their work. A reclaim then loses
all since the start, and the same hours are bought again.
What counts as a place: a bucket of the program, tagged `penstock:use` checkpoint or output, that the nodes are given access to.
What the job does there no program says, so a team that saves elsewhere (a file system, another stack's bucket) says how long a
save takes, by the tag `penstock:save-within-seconds` on the pool.
Allows development and inference; on-demand.
To fix: give the nodes a checkpoint bucket, or state the tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.facts import Bucket, FactSet, Node
from penstock.resources.reading.values import Maybe, Unknown
from penstock.terms import Tag, Use
from penstock_policies.judging import PURPOSE_KEYS, Stated, any_of, each_node, has_gpu, purpose_key, purpose_words
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import tag

NAME: Final = "spot-without-checkpoint"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    buckets = {bucket.urn: bucket for bucket in facts.buckets}
    places: dict[str, list[Bucket]] = {}
    for transfer in facts.transfers:
        if transfer.data in buckets:
            places.setdefault(transfer.urn, []).append(buckets[transfer.data])
    return each_node(facts, config, lambda node, purpose: _judge(node, purpose, places, config))


def _judge(node: Node, purpose: Stated, places: Mapping[str, Iterable[Bucket]], config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, "", outcome, message, fix)

    if purpose_key(purpose) not in config["purposes"]:
        return verdict(Outcome.NOT_APPLICABLE, f"not asked of {purpose_words(purpose)}")
    share = node.capacity.spot_percent if node.capacity is not None else 0
    gpu = has_gpu(node)
    if share == 0:
        return verdict(Outcome.NOT_APPLICABLE, "not spot")
    if gpu is False:
        return verdict(Outcome.NOT_APPLICABLE, "no accelerators")
    stated = node.tags.get(Tag.SAVE_SECONDS)
    if isinstance(stated, str):
        return verdict(Outcome.PASS, f"it says how long a save takes ({tag(node, Tag.SAVE_SECONDS)})")
    saved = any_of(_is_place(bucket, config) for bucket in places.get(node.urn, ()))
    if saved is True:
        return verdict(Outcome.PASS, "it reaches a bucket to save its work in")
    limit = f"limit for {purpose_words(purpose)}: a place for checkpoints"
    place = tag(node, Tag.USE, Use.CHECKPOINT)
    fix = f"give it a bucket with the {place}, or state how long a save takes ({tag(node, Tag.SAVE_SECONDS)})"
    unsure = any(isinstance(it, Unknown) for it in (stated, saved, gpu, share))
    if unsure:
        return verdict(Outcome.UNDETERMINED, f"spot that may have nowhere to save its work; {limit}", fix)
    return verdict(Outcome.FAIL, f"spot, with nowhere to save its work; {limit}", fix)


def _is_place(bucket: Bucket, config: Config) -> Maybe[bool]:
    return bucket.use if isinstance(bucket.use, Unknown) else bucket.use in config["uses"]


RULE: Final = Rule(
    name=NAME,
    title="Spot work is saved",
    description="Spot GPU nodes of training and evaluation have a place to save their work in.",
    remediation="Give the nodes a checkpoint bucket, or say by a tag how long a save takes.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "purposes": {
            "type": "array",
            "items": {"type": "string", "enum": [*PURPOSE_KEYS]},
            "default": ["unstated", "training", "evaluation"],
            "description": "Purposes (or `unstated`) whose spot nodes must have a place to save their work in.",
        },
        "uses": {
            "type": "array",
            "items": {"type": "string", "enum": [*Use]},
            "default": [Use.CHECKPOINT.value, Use.OUTPUT.value],
            "description": "Uses (tag `penstock:use`) of buckets that count as such a place.",
        },
    },
)
