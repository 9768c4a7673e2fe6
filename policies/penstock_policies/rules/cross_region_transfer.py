"""cross-region-transfer: compute reads data in its own region.

Blocks a node whose role, user data or environment names a bucket, registry, file system or database in another region. Every
byte that crosses is billed: 1 TiB of training data read once a day from the next region costs about 600 $ a month, and no bill
names the program that does it. Whatever else names data elsewhere counts too: an object of an operator, a chart's values, a job, a
pipeline, a template's text. A place is named by an address (a bucket's URL, an ARN, a registry, a host with a region in it), by the
name of a bucket of the program, by what an input was computed from, or by a region's word where data stands; it is held against the
place of who names it, its own region or its cluster's. Another cloud is another place: what leaves one goes out to the internet.
What carries no data says nothing: rights, keys, certificates, names (DNS), alarms, dashboards, budgets, limits, words for people,
control planes, public images and samples. Nor does what is not known: a secret in user data, a bucket of the same cloud that nobody
places in a text that nothing runs.
Allows pairs of regions in `allow`. A wildcard in a policy (`*`) is no evidence of what is read, so it says nothing. What only the
cloud knows is judged by the resources that it was computed from.
To fix: put the data and the nodes in one region, or copy the data once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Transfer
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock_policies.judging import per_gib, resource_name
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict

NAME: Final = "cross-region-transfer"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each thing that compute reads."""
    return (_judge(transfer, config) for transfer in facts.transfers)


def _judge(transfer: Transfer, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(transfer.urn, NAME, transfer.path, outcome, f"{message} ({transfer.evidence})", fix)

    source, target = _source(transfer, config), transfer.target_region
    data = resource_name(transfer.data) if transfer.data.startswith("urn:") else f"{transfer.data}"
    if not isinstance(source, str):
        fix = f"set known_regions of {NAME} to {{bucket name: region}}, or give its provider a region"
        return verdict(Outcome.UNDETERMINED, f"reads {data}, whose region is not known", fix)
    if not isinstance(target, str):
        message = f"reads {data} in {source}, and its own region is not known"
        return verdict(Outcome.UNDETERMINED, message, "give the provider a region as a plain value")
    if source == target:
        return verdict(Outcome.PASS, f"reads {data} in its own region, {source}")
    if [source, target] in config["allow"]:
        return verdict(Outcome.PASS, f"reads {data} in {source} from {target}, which is allowed")
    message = f"reads {data} in {source} from {target}: {per_gib(transfer.cloud, source, target)}; limit: one region"
    return verdict(Outcome.FAIL, message, f"put the nodes in {source}, or copy the data to {target} once and read that")


def _source(transfer: Transfer, config: Config) -> Maybe[str] | None:
    """Where the data is: as the program says, else as the config says."""
    if isinstance(transfer.source_region, str):
        return transfer.source_region
    name = transfer.bucket_name
    told = config["known_regions"].get(name) if isinstance(name, str) else None
    return told if told is not None else (UNKNOWN if isinstance(transfer.source_region, Unknown) else None)


RULE: Final = Rule(
    name=NAME,
    title="Compute reads data in its own region",
    description="Nodes and functions that read object stores or file systems of another region pay for every byte.",
    remediation="Put the data and the compute in one region, or copy the data once and read the copy.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    config_schema={
        "known_regions": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "default": {},
            "description": "Bucket name -> region, for buckets that the program does not declare.",
        },
        "allow": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "string"}},
            "default": [],
            "description": "Pairs [data's region, compute's region] that may cross.",
        },
    },
)
