"""Buy the next two-week capacity block that is offered for the fine-tune.

Buys a capacity block of 8 p5.48xlarge (64 H100) for 14 days, paid in advance.
"""

import datetime

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()
start = cfg.get("start") or "2026-03-02T00:00:00Z"
begin = datetime.datetime.fromisoformat(start.replace("Z", "+00:00"))

offering = aws.ec2.get_capacity_block_offering_output(
    instance_type="p5.48xlarge",
    instance_count=8,
    capacity_duration_hours=14 * 24,
    start_date_range=begin.strftime("%Y-%m-%dT%H:%M:%SZ"),
    end_date_range=(begin + datetime.timedelta(days=21)).strftime("%Y-%m-%dT%H:%M:%SZ"),
)

block = aws.ec2.CapacityBlockReservation(
    "finetune-block",
    capacity_block_offering_id=offering.capacity_block_offering_id,
    instance_platform="Linux/UNIX",
    tags={"owner": "ml-platform"},
)

pulumi.export("block", block.id)
