"""An on-demand pool calls itself a fallback; the spot pool that it stands in for may have no node.

Answer: spot-required fail pool-fallback
"""

import json

import pulumi_aws as aws

TAGS = {"purpose": "training", "penstock:environment": "vision", "penstock:pool": "train"}
POOL = {
    "train": {
        "idle_duration_s": 1800,
        "boot_grace_s": 600,
        "expire_after_s": 86400,
        "fallback": {"after_s": 600, "max_hours_per_day": 24},
    }
}

template = aws.ec2.LaunchTemplate(
    "worker", image_id="ami-0123456789abcdef0", instance_type="p4d.24xlarge", tags={"purpose": "training"}
)
for role, on_demand, maximum in (("primary", 0, 0), ("fallback", 100, 4)):
    tags = {**TAGS, "penstock:role": role}
    if role == "fallback":
        tags["penstock:fallback-hours-per-day"] = "24"
    aws.autoscaling.Group(
        f"pool-{role}",
        name=f"pool-{role}",
        min_size=0,
        max_size=maximum,
        availability_zones=["us-east-1a"],
        mixed_instances_policy={
            "launch_template": {"launch_template_specification": {"launch_template_id": template.id}},
            "instances_distribution": {"on_demand_percentage_above_base_capacity": on_demand},
        },
        tags=[{"key": key, "value": value, "propagate_at_launch": True} for key, value in tags.items()],
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
            "PENSTOCK_POOLS": json.dumps(POOL),
            "PENSTOCK_GROUPS": json.dumps({"train": {"primary": "pool-primary", "fallback": "pool-fallback"}}),
        }
    },
)
rule = aws.cloudwatch.EventRule("every-minute", schedule_expression="rate(1 minute)")
aws.cloudwatch.EventTarget("run", rule=rule.name, arn=steward.arn)
