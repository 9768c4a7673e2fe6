"""Web shop: load balancer, a small scaling group and a Postgres database."""

import base64

import pulumi
import pulumi_aws as aws

net = pulumi.StackReference("vision/network/dev")
vpc = net.get_output("vpc_id")
subnets = net.get_output("public_subnets")
password = pulumi.Config().get_secret("dbPassword") or pulumi.Output.secret("change-me-soon")

web_sg = aws.ec2.SecurityGroup(
    "web",
    vpc_id=vpc,
    ingress=[{"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["0.0.0.0/0"]}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
db = aws.rds.Instance(
    "shop-db",
    engine="postgres",
    engine_version="16",
    instance_class="db.t4g.large",
    allocated_storage=100,
    max_allocated_storage=300,
    multi_az=True,
    username="shop",
    password=password,
    backup_retention_period=14,
    storage_encrypted=True,
    skip_final_snapshot=False,
    final_snapshot_identifier="shop-db-final",
)
lb = aws.lb.LoadBalancer("shop", load_balancer_type="application", subnets=subnets, security_groups=[web_sg.id])
group = aws.lb.TargetGroup("shop", port=80, protocol="HTTP", vpc_id=vpc, health_check={"path": "/healthz"})
aws.lb.Listener(
    "http",
    load_balancer_arn=lb.arn,
    port=80,
    default_actions=[{"type": "forward", "target_group_arn": group.arn}],
)
user_data = pulumi.Output.all(db.endpoint, password).apply(
    lambda a: base64.b64encode(
        f"#!/bin/bash\necho 'DATABASE=postgres://shop:{a[1]}@{a[0]}/shop' > /etc/shop.env\nsystemctl restart shop\n".encode()
    ).decode()
)
template = aws.ec2.LaunchTemplate(
    "shop",
    image_id="ami-0c7217cdde317cfec",
    instance_type="t3.medium",
    vpc_security_group_ids=[web_sg.id],
    user_data=user_data,
)
aws.autoscaling.Group(
    "shop",
    min_size=2,
    max_size=6,
    vpc_zone_identifiers=subnets,
    target_group_arns=[group.arn],
    health_check_type="ELB",
    launch_template={"id": template.id, "version": "$Latest"},
)
pulumi.export("url", lb.dns_name)
