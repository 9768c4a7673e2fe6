"""nat-to-object-storage: what machines read from the object store does not go through a NAT gateway.

Blocks a NAT gateway in a network without an endpoint of the object store, where the program has machines that read a bucket, or
machines with accelerators beside a bucket: training data that a free endpoint would carry is billed by the GiB, so 1 TiB a day
costs about 1,400 $ a month.
Allows a NAT gateway beside such an endpoint, and one in a program in which nothing is known to read the object store through it:
`internet-egress` advises on that.
To fix: give the network a way of its own to the object store.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Gateway
from penstock.resources.reading.values import Unknown
from penstock_policies.judging import has_gpu, has_way_to_objects, resource_name
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import WAY_TO_OBJECTS, said

NAME: Final = "nat-to-object-storage"


def check(facts: FactSet, _config: Config) -> Iterable[Verdict]:
    """One verdict for each NAT gateway."""
    return (_judge(it, facts) for it in facts.gateways if it.leads_to == "internet")


def _judge(nat: Gateway, facts: FactSet) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(nat.urn, NAME, "", outcome, message, fix)

    way = has_way_to_objects(nat, facts)
    if way is True:
        return verdict(Outcome.PASS, "its network has a gateway endpoint for the object store")
    reader = _reader(nat, facts)
    if reader is None:
        return verdict(
            Outcome.NOT_APPLICABLE, "no machine of this program is known to read the object store through it"
        )
    fix = said(WAY_TO_OBJECTS, nat)
    if isinstance(way, Unknown):
        message = f"{reader}, and whether the network has a gateway endpoint for the object store is not known"
        return verdict(Outcome.UNDETERMINED, message, f"{fix}, in this program")
    message = f"{reader}, and every byte of it goes through this gateway and is billed; limit: an endpoint beside it"
    return verdict(Outcome.FAIL, message, fix)


def _reader(nat: Gateway, facts: FactSet) -> str | None:
    """What is known to read the object store, in words; None: nothing."""
    nodes = {it.urn: it for it in facts.nodes if it.cloud == nat.cloud}
    buckets = [it.urn for it in facts.buckets if it.cloud == nat.cloud]
    for transfer in facts.transfers:
        if transfer.urn in nodes and (transfer.data in buckets or transfer.bucket_name is not None):
            return f"{resource_name(transfer.urn)} reads {resource_name(transfer.data)}"
    large = next((urn for urn, node in nodes.items() if has_gpu(node) is True), None)
    return (
        None
        if large is None or not buckets
        else f"{resource_name(large)} has accelerators to feed from {resource_name(buckets[0])}"
    )


RULE: Final = Rule(
    name=NAME,
    title="The object store is not reached through a NAT gateway",
    description="Where machines read buckets, a NAT gateway stands beside an endpoint of the object store.",
    remediation="Give the network a way of its own to the object store.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
)
