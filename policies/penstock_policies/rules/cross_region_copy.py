"""cross-region-copy: data is not copied to another region by itself.

Blocks replication of buckets, registries, file systems, tables and databases to another region, copies of snapshots, images and
backups, peering between regions, gateways and hubs that join regions or clouds, whatever names a place elsewhere as a sink of data (as
cross-region-transfer finds it), and buckets whose place or redundancy is more than one region. Every byte is billed for the
way and then again as storage, for data that a job can usually make again; and nobody sees it in the program that wrote it.
Allows pairs of regions in `allow`, and what stays in its region. A path that only the cloud knows is undetermined. A bucket in several
regions whose data no machine of the program works on (a site's, a function's source) is told, and blocks where `without_machines`
says so: what it costs more is by the GiB, and no GPU waits for it.
To fix: remove the copy, or allow the pair of regions; choose one region, and redundancy inside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import Bucket, FactSet, Path, Snapshots
from penstock.resources.reading.values import Unknown
from penstock.terms import Tag
from penstock_policies.judging import per_gib
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import ONE_REGION, REDUNDANCY_INPUT, said

NAME: Final = "cross-region-copy"

_INSIDE: Final = frozenset({"cross_zone_gib", "internet_gib"})
"""Paths that other rules judge: they end in the same region, or in none."""


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each path between regions, and for each bucket and each keeper of snapshots without one."""
    paths = [path for path in facts.paths if path.key not in _INSIDE]
    moving = {path.urn for path in paths}
    yield from (_judge(path, config) for path in paths)
    for bucket in facts.buckets:
        if bucket.several_regions is not False:
            yield _spread(bucket, worked_on=config["without_machines"] or _worked_on(bucket, facts))
        elif bucket.urn not in moving:
            yield _stays(bucket)
    for snapshots in {it.urn: it for it in facts.snapshots if it.urn not in moving}.values():
        yield _stays(snapshots)


def _stays(fact: Bucket | Snapshots) -> Verdict:
    return Verdict(fact.urn, NAME, "", Outcome.PASS, "copies nothing to another region")


def _worked_on(bucket: Bucket, facts: FactSet) -> bool:
    """Whether it says what for it is, or the program has machines, or what nobody reads and asks for large ones."""
    unread = any(it.large for it in facts.unread)
    return Tag.USE in bucket.tags or bool(facts.nodes or facts.templates or unread)


def _spread(bucket: Bucket, *, worked_on: bool) -> Verdict:
    if not worked_on:
        known = bucket.region if isinstance(bucket.region, str) else "one that the provider decides"
        message = f"keeps its objects in more than one region ({known}), and no machine of the program works on them"
        return Verdict(bucket.urn, NAME, said(REDUNDANCY_INPUT, bucket), Outcome.PASS, message)
    if isinstance(bucket.several_regions, Unknown):
        message = "whether it keeps every object in another region too is not known before the deployment"
        fix = "write its place and its redundancy as plain values"
        return Verdict(bucket.urn, NAME, said(REDUNDANCY_INPUT, bucket), Outcome.UNDETERMINED, message, fix)
    place = "the default place" if bucket.region is None else _place(bucket.region)
    message = f"keeps every object in more than one region ({place}); limit: one region"
    return Verdict(bucket.urn, NAME, said(REDUNDANCY_INPUT, bucket), Outcome.FAIL, message, said(ONE_REGION, bucket))


def _judge(path: Path, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(path.urn, NAME, "", outcome, f"{message} ({path.evidence})", fix)

    source, target = path.source_region, path.target
    if not isinstance(source, str) or isinstance(target, Unknown):
        message = f"sends data from {_place(source)} to {_place(target)}; limit: one region"
        return verdict(Outcome.UNDETERMINED, message, "write both regions, or their provider's, as plain values")
    if [source, target] in config["allow"]:
        return verdict(Outcome.PASS, f"sends data from {source} to {target}, which is allowed")
    message = f"sends data from {source} to {target}: {per_gib(path.cloud, source, target)}; limit: one region"
    return verdict(Outcome.FAIL, message, f"remove it, or add [{source}, {target}] to allow of {NAME}")


def _place(region: object) -> str:
    return region if isinstance(region, str) else "a region that is not known"


RULE: Final = Rule(
    name=NAME,
    title="Data is not copied to another region",
    description="Replication, copies, peering and storage over more than one region bill every byte again.",
    remediation="Remove the copy, or allow the pair of regions in the rule's config; keep a bucket in one region.",
    severity=Severity.HIGH,
    scope="stack",
    check=check,
    config_schema={
        "without_machines": {
            "type": "boolean",
            "default": False,
            "description": "Whether a bucket in several regions fails whose data no machine of the program works on.",
        },
        "allow": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "string"}},
            "default": [],
            "description": "Pairs [from, to] of regions that data may be copied between.",
        },
    },
)
