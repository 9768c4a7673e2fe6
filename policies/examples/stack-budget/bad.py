"""Two training groups, each within the limit of a pool."""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("stack-budget-train", instance_type="p4d.24xlarge")
for name in ("vision", "language"):
    aws.autoscaling.Group(
        f"stack-budget-{name}",
        min_size=0,
        max_size=8,
        availability_zones=["us-east-1a", "us-east-1b"],
        launch_template={"id": template.id},
        tags=[{"key": "purpose", "value": "training", "propagate_at_launch": True}],
    )
