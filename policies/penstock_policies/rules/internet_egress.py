"""internet-egress: a way past the NAT gateway to the object store is there, and GPU nodes have no public address.

Finds a NAT gateway in a network without a gateway endpoint of the object store, whoever may read it: where machines of the
program are known to, nat-to-object-storage blocks. Finds GPU nodes with public addresses: each address bills by the
hour, and what a node sends out bills by the GiB. Finds a content delivery network in front of a bucket that GPU nodes read, or
whose use is told (tag `penstock:use`): whoever knows its name pulls terabytes of training data out, at the price of egress.
Allows such a network in front of any other bucket, as of a website; a NAT gateway beside such an endpoint, public addresses of
nodes without accelerators, and inference, which may serve the internet itself. Where only the subnet decides on an address, it
says nothing.
To fix: give the network a way of its own to the object store; give GPU nodes no public address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Gateway, HandedOut, Node
from penstock.resources.reading.values import Maybe, Unknown
from penstock.terms import Purpose
from penstock_policies.judging import Stated, for_each, has_gpu, has_way_to_objects, purposes, resource_name
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import NO_PUBLIC_ADDRESS, PUBLIC_ADDRESS, WAY_TO_OBJECTS, said

NAME: Final = "internet-egress"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each NAT gateway, each resource that hands data out, and each that starts machines."""
    yield from (_nat(it, facts) for it in facts.gateways if it.leads_to == "internet")
    yield from (_handed_out(it, facts, config) for it in facts.handed_out)
    for node in facts.nodes:
        possible = purposes(node, facts, config)
        yield for_each(possible, lambda purpose, it=node: _node(it, purpose), "its purpose")


def _nat(nat: Gateway, facts: FactSet) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(nat.urn, NAME, "", outcome, message, fix)

    way = has_way_to_objects(nat, facts)
    if way is True:
        return verdict(Outcome.PASS, "its network has a gateway endpoint for the object store")
    fix = said(WAY_TO_OBJECTS, nat)
    if isinstance(way, Unknown):
        message = "whether its network has a gateway endpoint for the object store is not known"
        return verdict(Outcome.UNDETERMINED, message, f"{fix}, in this program")
    message = (
        "every byte to and from the object store goes through it and is billed; limit: a gateway endpoint beside it"
    )
    return verdict(Outcome.FAIL, message, fix)


def _handed_out(door: HandedOut, facts: FactSet, config: Config) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(door.urn, NAME, "", outcome, message, fix)

    if purposes(door, facts, config) == (Purpose.INFERENCE,):
        return verdict(Outcome.NOT_APPLICABLE, "inference may face the internet")
    gpus = {node.urn for node in facts.nodes if has_gpu(node) is not False}
    inner = {it.data for it in facts.transfers if it.urn in gpus} | {
        it.urn for it in facts.buckets if it.use is not None
    }
    found = [urn for urn in door.data if urn in inner]
    if not found:
        return verdict(Outcome.NOT_APPLICABLE, "what it hands out is no data of GPU nodes")
    message = f"hands {resource_name(found[0])}, data of GPU nodes, out to the internet; limit: none of it"
    return verdict(Outcome.FAIL, message, "give it a bucket of its own, with what the internet is to have")


def _node(node: Node, purpose: Stated) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, said(PUBLIC_ADDRESS, node), outcome, message, fix)

    if purpose is Purpose.INFERENCE:
        return verdict(Outcome.NOT_APPLICABLE, "inference may face the internet")
    public = _public(node)
    if isinstance(public, Unknown):
        return verdict(Outcome.NOT_APPLICABLE, "its subnet decides whether it has a public address")
    if not public:
        return verdict(Outcome.PASS, "no public address")
    gpu = has_gpu(node)
    if gpu is False:
        return verdict(Outcome.NOT_APPLICABLE, "no accelerators")
    message = "its nodes have public addresses; limit for GPU nodes: none"
    outcome = Outcome.UNDETERMINED if isinstance(gpu, Unknown) else Outcome.FAIL
    return verdict(outcome, message, said(NO_PUBLIC_ADDRESS, node))


def _public(node: Node) -> Maybe[bool]:
    """What the template says counts where the node says nothing."""
    said = node.public_address
    return node.template.public_address if isinstance(said, Unknown) and node.template is not None else said


RULE: Final = Rule(
    name=NAME,
    title="Data does not take the internet's way",
    description="NAT gateways stand beside an endpoint of the object store, and GPU nodes have no public addresses.",
    remediation="Give the network a way of its own to the object store; give GPU nodes no public address.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
