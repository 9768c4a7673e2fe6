"""The group's maximum is 1; beside it, its warm pool keeps 200 nodes running.

Answer: pool-ceiling fail gpu
"""

import pulumi_aws as aws

template = aws.ec2.LaunchTemplate(
    "gpu", image_id="ami-0123456789abcdef0", instance_type="g5.xlarge", instance_market_options={"market_type": "spot"}
)
aws.autoscaling.Group(
    "gpu",
    min_size=0,
    max_size=1,
    launch_template={"id": template.id, "version": "$Latest"},
    vpc_zone_identifiers=["subnet-0123456789abcdef0"],
    warm_pool={"pool_state": "Running", "max_group_prepared_capacity": 200},
    tags=[{"key": "purpose", "value": "inference", "propagate_at_launch": True}],
)
