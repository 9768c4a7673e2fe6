"""A web service on instances: launch template, group, load balancer, scaling, alarms."""

import base64
import json

import pulumi
import pulumi_aws as aws

ami = aws.ec2.get_ami(
    most_recent=True, owners=["amazon"], filters=[{"name": "name", "values": ["al2023-ami-*-x86_64"]}]
)
role = aws.iam.Role(
    "web",
    assume_role_policy=json.dumps(
        {"Statement": [{"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}}]}
    ),
    managed_policy_arns=[aws.iam.ManagedPolicy.AMAZON_SSM_MANAGED_INSTANCE_CORE],
)
profile = aws.iam.InstanceProfile("web", role=role.name)
template = aws.ec2.LaunchTemplate(
    "web",
    image_id=ami.id,
    instance_type=aws.ec2.InstanceType.T3_MICRO,
    iam_instance_profile={"arn": profile.arn},
    user_data=base64.b64encode(b"#!/bin/sh\nyum install -y nginx\n").decode(),
    block_device_mappings=[
        {"device_name": "/dev/xvda", "ebs": {"volume_size": 20, "volume_type": "gp3", "encrypted": "true"}},
        aws.ec2.LaunchTemplateBlockDeviceMappingArgs(device_name="/dev/xvdb", virtual_name="ephemeral0"),
    ],
    metadata_options={"http_tokens": "required", "http_put_response_hop_limit": 2},
    monitoring={"enabled": True},
    tag_specifications=[{"resource_type": "instance", "tags": {"owner": "web"}}],
)
load_balancer = aws.lb.LoadBalancer(
    "web",
    load_balancer_type="application",
    subnet_mappings=[{"subnet_id": "subnet-1"}],
    access_logs={"bucket": "logs", "enabled": True},
)
target = aws.lb.TargetGroup(
    "web",
    port=80,
    protocol="HTTP",
    vpc_id="vpc-1",
    health_check={"path": "/health", "matcher": "200-299", "interval": 10, "healthy_threshold": "3"},
    stickiness={"type": "lb_cookie", "cookie_duration": 3600},
)
aws.lb.Listener(
    "https",
    load_balancer_arn=load_balancer.arn,
    port=443,
    protocol="HTTPS",
    certificate_arn="arn:aws:acm:eu-west-1:123456789012:certificate/1",
    default_actions=[
        {
            "type": "forward",
            "forward": {"target_groups": [{"arn": target.arn, "weight": 100}], "stickiness": {"duration": 1}},
        }
    ],
)
aws.lb.Listener(
    "http",
    load_balancer_arn=load_balancer.arn,
    port="80",
    default_actions=[
        aws.lb.ListenerDefaultActionArgs(
            type="redirect",
            redirect=aws.lb.ListenerDefaultActionRedirectArgs(port="443", protocol="HTTPS", status_code="HTTP_301"),
        )
    ],
)
group = aws.autoscaling.Group(
    "web",
    min_size=1,
    max_size=4,
    desired_capacity=2,
    vpc_zone_identifiers=["subnet-1"],
    target_group_arns=[target.arn],
    health_check_type="ELB",
    mixed_instances_policy={
        "instances_distribution": {
            "on_demand_base_capacity": 1,
            "on_demand_percentage_above_base_capacity": 0,
            "spot_allocation_strategy": "price-capacity-optimized",
        },
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [{"instance_type": "t3.micro"}, {"instance_type": "t3a.micro", "weighted_capacity": "1"}],
        },
    },
    instance_refresh={"strategy": "Rolling", "preferences": {"min_healthy_percentage": 50}},
    enabled_metrics=["GroupDesiredCapacity"],
    tags=[{"key": "Name", "value": "web", "propagate_at_launch": True}],
)
aws.autoscaling.Policy(
    "cpu",
    autoscaling_group_name=group.name,
    policy_type="TargetTrackingScaling",
    target_tracking_configuration={
        "predefined_metric_specification": {"predefined_metric_type": "ASGAverageCPUUtilization"},
        "target_value": 50,
    },
)
aws.autoscaling.Schedule(
    "night",
    scheduled_action_name="night",
    autoscaling_group_name=group.name,
    recurrence="0 20 * * *",
    min_size=-1,
    max_size=-1,
    desired_capacity=0,
)
aws.cloudwatch.MetricAlarm(
    "errors",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=2,
    metric_name="HTTPCode_Target_5XX_Count",
    namespace="AWS/ApplicationELB",
    period=60,
    statistic="Sum",
    threshold=5,
    dimensions={"LoadBalancer": load_balancer.arn_suffix},
)
single = aws.ec2.Instance(
    "bastion",
    ami=ami.id,
    instance_type="t3.nano",
    root_block_device=aws.ec2.InstanceRootBlockDeviceArgs(volume_size=8, volume_type="gp3"),
    instance_market_options={"market_type": "spot", "spot_options": {"max_price": "0.01"}},
    credit_specification={"cpu_credits": "standard"},
    ephemeral_block_devices=[{"device_name": "/dev/sdb", "no_device": True}],
)
aws.ec2.VolumeAttachment("data", device_name="/dev/sdh", instance_id=single.id, volume_id="vol-1")
pulumi.export("url", pulumi.Output.format("https://{0}", load_balancer.dns_name))
