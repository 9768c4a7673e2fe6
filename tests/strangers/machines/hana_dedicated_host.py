"""Hosts for the S/4HANA scale-up system and its standby.

Two dedicated hosts for u-12tb1.metal (448 vCPU, 12 TB), each about 80,000 $ a month.
"""

import pulumi
import pulumi_aws as aws

sap = {"workload": "s4hana"}

primary, standby = (
    aws.ec2.DedicatedHost(
        f"hana-{role}",
        availability_zone=zone,
        instance_type="u-12tb1.metal",
        auto_placement="off",
        host_recovery="off",
        tags={**sap, "role": role},
    )
    for role, zone in (("primary", "us-east-1a"), ("standby", "us-east-1b"))
)

pulumi.export("host_ids", [primary.id, standby.id])
