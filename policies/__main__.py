"""The policy pack's entry point: `pulumi preview --policy-pack policies`. Building the pack starts its server."""

from datetime import UTC, datetime

from penstock_policies.pack import policies, waivers_beside
from penstock_policies.serving import PolicyPack

today = datetime.now(UTC).date()
PolicyPack("penstock", policies(today=today, waivers=waivers_beside(__file__, today=today)))
