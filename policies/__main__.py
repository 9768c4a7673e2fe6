"""The policy pack's entry point: `pulumi preview --policy-pack policies`. Building the pack starts its server."""

from pulumi_policy import PolicyPack

from penstock_policies.pack import policies

PolicyPack(name="penstock", policies=policies())
