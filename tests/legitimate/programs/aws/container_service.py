"""A web service in containers: a network, a load balancer, Fargate tasks, a database in the same region."""

import json

import pulumi
import pulumi_aws as aws

vpc = aws.ec2.Vpc("web", cidr_block="10.20.0.0/16", enable_dns_hostnames=True)
gateway = aws.ec2.InternetGateway("web", vpc_id=vpc.id)
subnets = [
    aws.ec2.Subnet(f"web-{zone}", vpc_id=vpc.id, cidr_block=f"10.20.{index}.0/24", availability_zone=f"us-east-1{zone}")
    for index, zone in enumerate("ab")
]
routes = aws.ec2.RouteTable("web", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": gateway.id}])
for index, subnet in enumerate(subnets):
    aws.ec2.RouteTableAssociation(f"web-{index}", route_table_id=routes.id, subnet_id=subnet.id)
group = aws.ec2.SecurityGroup("web", vpc_id=vpc.id, description="web")
balancer = aws.lb.LoadBalancer("web", load_balancer_type="application", subnets=[it.id for it in subnets])
targets = aws.lb.TargetGroup("web", port=8080, protocol="HTTP", target_type="ip", vpc_id=vpc.id)
listener = aws.lb.Listener(
    "web",
    load_balancer_arn=balancer.arn,
    port=80,
    default_actions=[{"type": "forward", "target_group_arn": targets.arn}],
)
cluster = aws.ecs.Cluster("web")
role = aws.iam.Role(
    "web",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
            ],
        }
    ),
)
logs = aws.cloudwatch.LogGroup("web", retention_in_days=30)
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    cpu="512",
    memory="1024",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    execution_role_arn=role.arn,
    container_definitions=pulumi.Output.json_dumps(
        [
            {
                "name": "web",
                "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1.4.2",
                "portMappings": [{"containerPort": 8080}],
                "logConfiguration": {
                    "logDriver": "awslogs",
                    "options": {
                        "awslogs-group": logs.name,
                        "awslogs-region": "us-east-1",
                        "awslogs-stream-prefix": "web",
                    },
                },
            }
        ]
    ),
)
aws.ecs.Service(
    "web",
    cluster=cluster.arn,
    task_definition=task.arn,
    desired_count=2,
    launch_type="FARGATE",
    network_configuration={"subnets": [it.id for it in subnets], "security_groups": [group.id]},
    load_balancers=[{"target_group_arn": targets.arn, "container_name": "web", "container_port": 8080}],
)
database = aws.rds.Instance(
    "web",
    engine="postgres",
    engine_version="16",
    instance_class="db.t4g.medium",
    allocated_storage=50,
    storage_type="gp3",
    backup_retention_period=7,
    username="web",
    manage_master_user_password=True,
    skip_final_snapshot=True,
)
