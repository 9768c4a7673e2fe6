"""provisioned-iops-idle: performance is paid for while something uses it.

Blocks provisioned IOPS on a volume that nothing attaches, and on a disk that stays when its node goes. They bill by the month, used
or not: 64,000 IOPS of io2 cost about 3,000 $ a month, many times the price of the space that they are for.
Allows what comes with a disk (`included_iops`), and IOPS of a disk that an instance uses or that goes with its node.
To fix: attach the volume, or make it of a kind without paid IOPS until it is used; delete disks with their nodes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import DiskShape, FactSet, Node, Volume
from penstock.resources.reading.values import Unknown
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import DELETE_WITH_NODE, DELETE_WITH_NODE_INPUT, NO_PAID_IOPS, said

NAME: Final = "provisioned-iops-idle"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each volume, and for each disk of a node for which IOPS are asked."""
    yield from (_volume(it) for it in facts.volumes)
    for node in facts.nodes:
        disks = (*node.disks, *(node.template.disks if node.template is not None else ()))
        yield from (_disk(node, disk, config["included_iops"]) for disk in disks if disk.iops is not None)


def _volume(volume: Volume) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(volume.urn, NAME, "iops", outcome, message, fix)

    if volume.iops == 0:
        return verdict(Outcome.NOT_APPLICABLE, "no IOPS are paid for")
    if volume.attached is True:
        return verdict(Outcome.PASS, "a machine uses its provisioned IOPS")
    amount = "a number of" if isinstance(volume.iops, Unknown) else f"{volume.iops:,}"
    fix = f"attach it, or {said(NO_PAID_IOPS, volume)}"
    if isinstance(volume.iops, Unknown) or isinstance(volume.attached, Unknown):
        message = f"pays for {amount} IOPS, and whether a machine uses them is not known; limit: none while idle"
        return verdict(Outcome.UNDETERMINED, message, fix)
    return verdict(Outcome.FAIL, f"pays for {amount} IOPS that no machine uses; limit: none while idle", fix)


def _disk(node: Node, disk: DiskShape, included: int) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, said(DELETE_WITH_NODE_INPUT, node), outcome, message, fix)

    if isinstance(disk.iops, int) and disk.iops <= included:
        return verdict(Outcome.NOT_APPLICABLE, "no IOPS beyond what a disk comes with")
    if disk.delete_with_node is True:
        return verdict(Outcome.PASS, "its IOPS end with its node")
    amount = "a number of" if disk.iops is None or isinstance(disk.iops, Unknown) else f"{disk.iops:,}"
    fix = f"{said(DELETE_WITH_NODE, node)}, or ask for {included:,} IOPS at most"
    if isinstance(disk.iops, Unknown) or isinstance(disk.delete_with_node, Unknown):
        message = f"whether {amount} IOPS go on billing without the node is not known; limit: {included:,}"
        return verdict(Outcome.UNDETERMINED, message, fix)
    message = f"a disk with {amount} IOPS stays, and bills, when its node goes; limit: {included:,}"
    return verdict(Outcome.FAIL, message, fix)


RULE: Final = Rule(
    name=NAME,
    title="Provisioned IOPS are used",
    description="Nobody pays for IOPS of a disk that no machine uses.",
    remediation="Attach the volume or drop its IOPS; delete disks with their nodes.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "included_iops": {
            "type": "integer",
            "minimum": 0,
            "default": 3000,
            "description": "IOPS that a disk of a node may keep when the node goes; gp3 has as many without extra charge.",
        }
    },
)
