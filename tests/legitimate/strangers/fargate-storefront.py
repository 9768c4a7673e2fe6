"""Storefront web service on ECS Fargate behind an application load balancer."""

import json

import pulumi
import pulumi_aws as aws

region = aws.get_region()
account = aws.get_caller_identity()
vpc = aws.ec2.get_vpc(default=True)
subnets = aws.ec2.get_subnets(filters=[{"name": "vpc-id", "values": [vpc.id]}])

repo = aws.ecr.Repository("storefront", image_scanning_configuration={"scan_on_push": True})
image = repo.repository_url.apply(lambda url: f"{url}:2024.11.3")

lb_sg = aws.ec2.SecurityGroup(
    "lb",
    vpc_id=vpc.id,
    ingress=[
        {"protocol": "tcp", "from_port": p, "to_port": p, "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": ["::/0"]}
        for p in (80, 443)
    ],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
task_sg = aws.ec2.SecurityGroup(
    "tasks",
    vpc_id=vpc.id,
    ingress=[{"protocol": "tcp", "from_port": 8080, "to_port": 8080, "security_groups": [lb_sg.id]}],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)

alb = aws.lb.LoadBalancer("storefront", security_groups=[lb_sg.id], subnets=subnets.ids)
tg = aws.lb.TargetGroup(
    "storefront",
    port=8080,
    protocol="HTTP",
    target_type="ip",
    vpc_id=vpc.id,
    health_check={"path": "/healthz", "matcher": "200"},
)
listener = aws.lb.Listener(
    "http", load_balancer_arn=alb.arn, port=80, default_actions=[{"type": "forward", "target_group_arn": tg.arn}]
)

cluster = aws.ecs.Cluster("storefront")
logs = aws.cloudwatch.LogGroup("storefront", retention_in_days=30)
exec_role = aws.iam.Role(
    "task-exec",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment(
    "task-exec", role=exec_role.name, policy_arn="arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
)

task = aws.ecs.TaskDefinition(
    "storefront",
    family="storefront",
    cpu="1024",
    memory="2048",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    execution_role_arn=exec_role.arn,
    container_definitions=pulumi.Output.all(image, logs.name).apply(
        lambda a: json.dumps(
            [
                {
                    "name": "web",
                    "image": a[0],
                    "portMappings": [{"containerPort": 8080}],
                    "logConfiguration": {
                        "logDriver": "awslogs",
                        "options": {
                            "awslogs-group": a[1],
                            "awslogs-region": region.region,
                            "awslogs-stream-prefix": "web",
                        },
                    },
                }
            ]
        )
    ),
)
service = aws.ecs.Service(
    "storefront",
    cluster=cluster.arn,
    task_definition=task.arn,
    desired_count=2,
    launch_type="FARGATE",
    network_configuration={"subnets": subnets.ids, "security_groups": [task_sg.id], "assign_public_ip": True},
    load_balancers=[{"target_group_arn": tg.arn, "container_name": "web", "container_port": 8080}],
    opts=pulumi.ResourceOptions(depends_on=[listener]),
)
target = aws.appautoscaling.Target(
    "storefront",
    min_capacity=2,
    max_capacity=6,
    service_namespace="ecs",
    scalable_dimension="ecs:service:DesiredCount",
    resource_id=pulumi.Output.concat("service/", cluster.name, "/", service.name),
)
aws.appautoscaling.Policy(
    "cpu",
    policy_type="TargetTrackingScaling",
    resource_id=target.resource_id,
    scalable_dimension=target.scalable_dimension,
    service_namespace=target.service_namespace,
    target_tracking_scaling_policy_configuration={
        "predefined_metric_specification": {"predefined_metric_type": "ECSServiceAverageCPUUtilization"},
        "target_value": 60,
    },
)
pulumi.export("url", pulumi.Output.concat("http://", alb.dns_name))
