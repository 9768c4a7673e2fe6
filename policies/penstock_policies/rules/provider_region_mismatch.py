"""provider-region-mismatch: a resource is in the region that its provider says.

Blocks machines, templates and buckets that name a region of their own, other than their provider's, where others of the program
are in the provider's region. Whoever reads the stack's config takes them to be in its region, so that data beside the others
crosses on every read, and quotas, prices and the sweep of forgotten resources are looked up in the wrong place. It is usually a
copied line. Where nothing of the program is in the provider's region, nothing of it crosses: that is told, as undetermined.
Allows regions in `allow`, and what only names the provider's region again. A provider whose region is not in the program has
nothing to differ from. A bucket over several regions is cross-region-copy's to judge. What is undetermined blocks nothing by
default: a region that is not known before the deployment usually comes from where the resource belongs, a group, another stack.
To fix: remove `region`, or give the resource a provider of that region, so that the program says it once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import Bucket, FactSet, Node, NodeTemplate
from penstock.resources.reading.values import Unknown
from penstock_policies.rule import Config, Outcome, Rule, Severity, Verdict, allow_list, undetermined
from penstock_policies.wording import IN_PROVIDERS_REGION, said

NAME: Final = "provider-region-mismatch"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each machine, template and bucket."""
    every = (*facts.nodes, *facts.templates, *facts.buckets)
    there = {(fact.cloud, fact.region) for fact in every}
    return (_judge(fact, config, alone=(fact.cloud, fact.provider_region) not in there) for fact in every)


def _judge(fact: Node | NodeTemplate | Bucket, config: Config, *, alone: bool) -> Verdict:
    """`alone`: no machine, template or bucket of the program is in the region of the fact's provider."""

    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(fact.urn, NAME, "region", outcome, message, fix)

    own, provider = fact.region, fact.provider_region
    if (
        isinstance(fact, Bucket) and fact.cloud == "gcp" and fact.several_regions is True
    ):  # `us`, `eur4`: no region at all
        return verdict(Outcome.NOT_APPLICABLE, "it is in several regions, which cross-region-copy judges")
    if provider is None:
        return verdict(Outcome.NOT_APPLICABLE, "its provider names no region")
    if isinstance(own, Unknown) or isinstance(provider, Unknown):
        whose = "its own region" if isinstance(own, Unknown) else "its provider's region"
        message = f"whether it is in its provider's region is not known before the deployment, for {whose} is not"
        return verdict(Outcome.UNDETERMINED, message, "write the regions as plain values")
    if own == provider:
        return verdict(Outcome.PASS, f"in its provider's region, {provider}")
    if own in config["allow"]:
        return verdict(Outcome.PASS, f"in {own}, which is allowed")
    fix = said(IN_PROVIDERS_REGION, fact)
    if alone:
        message = f"in {own}, and its provider in {provider}, where the program has no machine and no bucket"
        return verdict(Outcome.UNDETERMINED, message, f"set the provider's region to {own}, or {fix}")
    message = f"in {own}, and its provider in {provider}; limit: the provider's region"
    spread = isinstance(fact, Bucket) and fact.several_regions is True  # its fix names no input to remove
    return verdict(Outcome.FAIL, message, fix if spread else f"{fix}, or give it a provider of {own}")


RULE: Final = Rule(
    name=NAME,
    title="A resource is where its provider is",
    description="Machines, templates and buckets name no region of their own beside their provider's.",
    remediation="Remove the resource's `region`, or give it a provider of that region.",
    severity=Severity.MEDIUM,
    scope="stack",
    check=check,
    config_schema={
        "undetermined": undetermined("advisory"),
        "allow": allow_list("Regions that a resource may name other than its provider's."),
    },
)
