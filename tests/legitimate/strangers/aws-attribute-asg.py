"""A web fleet whose machine types are chosen by attributes, with an upper bound on each of them."""

import base64

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
limits = config.get_object("limits") or {"min": 2, "max": 4}

vpc = aws.ec2.Vpc("web", cidr_block="10.8.0.0/16")
gateway = aws.ec2.InternetGateway("web", vpc_id=vpc.id)
table = aws.ec2.RouteTable(
    "web", vpc_id=vpc.id, routes=[aws.ec2.RouteTableRouteArgs(cidr_block="0.0.0.0/0", gateway_id=gateway.id)]
)
subnets = []
for index, letter in enumerate("abc"):
    subnet = aws.ec2.Subnet(
        f"web-{letter}",
        vpc_id=vpc.id,
        cidr_block=f"10.8.{index}.0/24",
        availability_zone=f"us-east-1{letter}",
        map_public_ip_on_launch=True,
    )
    aws.ec2.RouteTableAssociation(f"web-{letter}", route_table_id=table.id, subnet_id=subnet.id)
    subnets.append(subnet)

lb_sg = aws.ec2.SecurityGroup(
    "lb",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["0.0.0.0/0"]}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
web_sg = aws.ec2.SecurityGroup(
    "web",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 8080, "to_port": 8080, "security_groups": [lb_sg.id]}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)

ami = aws.ssm.get_parameter(name="/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64")
user_data = """#!/bin/bash
dnf install -y python3
mkdir -p /srv/www && echo ok > /srv/www/index.html
cd /srv/www && nohup python3 -m http.server 8080 &
"""
template = aws.ec2.LaunchTemplate(
    "web",
    image_id=ami.value,
    vpc_security_group_ids=[web_sg.id],
    user_data=base64.b64encode(user_data.encode()).decode(),
    metadata_options={"http_tokens": "required", "http_endpoint": "enabled"},
)

alb = aws.lb.LoadBalancer(
    "web", load_balancer_type="application", security_groups=[lb_sg.id], subnets=[s.id for s in subnets]
)
target = aws.lb.TargetGroup("web", port=8080, protocol="HTTP", vpc_id=vpc.id, health_check={"path": "/"})
aws.lb.Listener(
    "http",
    load_balancer_arn=alb.arn,
    port=80,
    protocol="HTTP",
    default_actions=[{"type": "forward", "target_group_arn": target.arn}],
)

group = aws.autoscaling.Group(
    "web",
    min_size=limits["min"],
    max_size=limits["max"],
    vpc_zone_identifiers=[s.id for s in subnets],
    target_group_arns=[target.arn],
    health_check_type="ELB",
    mixed_instances_policy={
        "instances_distribution": {
            "on_demand_base_capacity": 1,
            "on_demand_percentage_above_base_capacity": 50,
            "spot_allocation_strategy": "price-capacity-optimized",
        },
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [
                {
                    "instance_requirements": {
                        "vcpu_count": {"min": 2, "max": 4},
                        "memory_mib": {"min": 4096, "max": 16384},
                        "cpu_manufacturers": ["intel", "amd"],
                        "instance_generations": ["current"],
                        "burstable_performance": "included",
                        "bare_metal": "excluded",
                        "accelerator_count": {"max": 0},
                    }
                }
            ],
        },
    },
)
aws.autoscaling.Policy(
    "web-cpu",
    autoscaling_group_name=group.name,
    policy_type="TargetTrackingScaling",
    target_tracking_configuration={
        "target_value": 55.0,
        "predefined_metric_specification": {"predefined_metric_type": "ASGAverageCPUUtilization"},
    },
)
pulumi.export("url", pulumi.Output.concat("http://", alb.dns_name))
