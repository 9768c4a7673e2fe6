"""Twenty pools, each of which is small enough, are 80 nodes of 4 GPUs together.

Answer: stack-budget fail pool-9
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate("worker", image_id="ami-0123456789abcdef0", instance_type="g5.12xlarge")
for number in range(20):
    aws.autoscaling.Group(
        f"pool-{number}",
        min_size=0,
        max_size=3,
        availability_zones=["us-east-1a"],
        launch_template={"id": template.id, "version": "$Latest"},
    )
