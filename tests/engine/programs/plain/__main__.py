"""A network, a launch template, a group on a schedule, and two buckets of which one outlives the stack."""

import base64

import pulumi
import pulumi_aws as aws

zones = aws.get_availability_zones(state="available")
vpc = aws.ec2.Vpc("net", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"net-{zone[-1]}", vpc_id=vpc.id, availability_zone=f"us-east-1{letter}", cidr_block=f"10.0.{index}.0/24"
    )
    for index, (zone, letter) in enumerate(zip(zones.names[:2], "ab", strict=True))
]
template = aws.ec2.LaunchTemplate(
    "node",
    image_id=aws.ssm.get_parameter_output(name="/aws/service/deeplearning/ami").value,
    user_data=base64.b64encode(b"#!/bin/sh\n").decode(),
)
group = aws.autoscaling.Group(
    "nodes",
    min_size=0,
    desired_capacity=2,
    max_size=4,
    vpc_zone_identifiers=[subnet.id for subnet in subnets],
    mixed_instances_policy={
        "launch_template": {
            "launch_template_specification": {
                "launch_template_id": template.id,
                "version": template.latest_version.apply(str),
            },
            "overrides": [{"instance_type": "g5.xlarge"}, {"instance_type": "g6.xlarge"}],
        },
        "instances_distribution": {"on_demand_percentage_above_base_capacity": 0},
    },
    opts=pulumi.ResourceOptions(ignore_changes=["desiredCapacity"]),
)
aws.autoscaling.Schedule(
    "night",
    autoscaling_group_name=group.name,
    scheduled_action_name="night",
    min_size=-1,
    max_size=-1,
    desired_capacity=0,
    recurrence="0 20 * * *",
)
aws.s3.Bucket("scratch", force_destroy=True)
kept = aws.s3.Bucket("kept", opts=pulumi.ResourceOptions(retain_on_delete=True))
pulumi.export("kept", kept.arn)
pulumi.export("size", group.desired_capacity)
