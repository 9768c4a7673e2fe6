"""Penstock's own steward runs, and is told to change nothing.

Answer: idle-shutdown-required fail pool
Answer: expire-after-required fail pool
"""

import json

import pulumi_aws as aws

TAGS = {"purpose": "training", "penstock:environment": "vision", "penstock:pool": "train"}
POOL = {"train": {"idle_duration_s": 600, "boot_grace_s": 600, "expire_after_s": 3600, "fallback": None}}

template = aws.ec2.LaunchTemplate(
    "worker", image_id="ami-0123456789abcdef0", instance_type="p5.48xlarge", tags={"purpose": "training"}
)
pool = aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a"],
    mixed_instances_policy={
        "launch_template": {"launch_template_specification": {"launch_template_id": template.id}},
        "instances_distribution": {"on_demand_percentage_above_base_capacity": 0},
    },
    tags=[{"key": key, "value": value, "propagate_at_launch": True} for key, value in TAGS.items()],
)
steward = aws.lambda_.Function(
    "steward",
    role="arn:aws:iam::123456789012:role/steward",
    runtime="python3.13",
    handler="penstock.steward.aws.handler",
    s3_bucket="code",
    s3_key="steward.zip",
    environment={
        "variables": {
            "PENSTOCK_ENVIRONMENT": "vision",
            "PENSTOCK_DRY_RUN": "true",
            "PENSTOCK_POOLS": json.dumps(POOL),
            "PENSTOCK_GROUPS": pool.name.apply(lambda name: json.dumps({"train": {"primary": name, "fallback": None}})),
        }
    },
)
rule = aws.cloudwatch.EventRule("every-minute", schedule_expression="rate(1 minute)")
aws.cloudwatch.EventTarget("run", rule=rule.name, arn=steward.arn)
