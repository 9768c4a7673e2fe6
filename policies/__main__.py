"""The policy pack's entry point: `pulumi preview --policy-pack policies`. Building the pack starts its server."""

from datetime import UTC, datetime

from pulumi_policy import PolicyPack

from penstock_policies.pack import policies, waivers_beside

today = datetime.now(UTC).date()
PolicyPack(name="penstock", policies=policies(today=today, waivers=waivers_beside(__file__, today=today)))
