"""unpriced-resource: nothing is deployed whose price nobody knows.

Finds resources that no reader knows, and pools, buckets and services that the catalog has no price of in their region. A sum
without them looks like a whole one: the notebook that is missing in it is on the bill.
What bills by use that no program declares (bytes, requests) has a price and is no finding. Prices are those of the estimate
that `penstock check` shows: the catalog's, and refreshed ones where there are any.
Allows the types in `allow`, such as another provider's that cost nothing.
To fix: use a type and region that the catalog has, or allow the type after looking at its price.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.cost import Estimate
from penstock.resources.facts import FactSet
from penstock_policies.rule import Config, Enforcement, OnEstimate, Outcome, Rule, Severity, Verdict, allow_list

NAME: Final = "unpriced-resource"


@OnEstimate
def check(facts: FactSet, config: Config, estimate: Estimate) -> Iterable[Verdict]:
    """One verdict for each resource that costs something, or may."""
    unread = {fact.urn: fact.type for fact in facts.unread if not fact.why}
    for urn in estimate.unpriced:
        if unread.get(urn) in config["allow"]:
            yield Verdict(urn, NAME, "", Outcome.PASS, "of a type that is allowed without a price")
            continue
        if urn in unread:
            why, fix = f"no reader knows the type {unread[urn]}", f"look at its price, then add it to {NAME}'s allow"
        else:  # the estimate's reason repeats the program's text, which in the engine may be a secret
            why, fix = (
                "no price is known of a part of it",
                "use what has a price; `penstock estimate` names the part",
            )
        yield Verdict(urn, NAME, "", Outcome.FAIL, f"{why}; limit: every resource has a price", fix)
    for cost in estimate.resources:
        if cost.urn not in estimate.unpriced:
            yield Verdict(cost.urn, NAME, "", Outcome.PASS, "priced")


RULE: Final = Rule(
    name=NAME,
    title="Every resource has a price",
    description="Resources of a type, or in a region, that no price is known of are named.",
    remediation="Use a type and region of the catalog, or allow the type after looking at its price.",
    severity=Severity.MEDIUM,
    scope="stack",
    enforcement=Enforcement.ADVISORY,
    check=check,
    config_schema={
        "allow": allow_list("Resource types (`random:index/randomId:RandomId`) that may be without a price.")
    },
)
