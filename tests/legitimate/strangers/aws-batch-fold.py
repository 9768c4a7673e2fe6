"""Nightly protein-folding jobs on AWS Batch, single T4 machines from Spot."""

import json

import pulumi
import pulumi_aws as aws

MAX_VCPUS = 16  # four g4dn.xlarge


def service_role(name, service, managed):
    role = aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}],
            }
        ),
    )
    for i, arn in enumerate(managed):
        aws.iam.RolePolicyAttachment(f"{name}-{i}", role=role.name, policy_arn=arn)
    return role


vpc = aws.ec2.Vpc("fold", cidr_block="10.30.0.0/16", enable_dns_hostnames=True)
igw = aws.ec2.InternetGateway("fold", vpc_id=vpc.id)
routes = aws.ec2.RouteTable("fold", vpc_id=vpc.id, routes=[{"cidr_block": "0.0.0.0/0", "gateway_id": igw.id}])
subnets = []
for i, zone in enumerate(["us-east-1a", "us-east-1b"]):
    subnet = aws.ec2.Subnet(
        f"fold-{i}", vpc_id=vpc.id, availability_zone=zone, cidr_block=f"10.30.{i}.0/24", map_public_ip_on_launch=True
    )
    aws.ec2.RouteTableAssociation(f"fold-{i}", subnet_id=subnet.id, route_table_id=routes.id)
    subnets.append(subnet.id)
aws.ec2.VpcEndpoint("fold-s3", vpc_id=vpc.id, service_name="com.amazonaws.us-east-1.s3", route_table_ids=[routes.id])
sg = aws.ec2.SecurityGroup(
    "fold", vpc_id=vpc.id, egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}]
)

batch_role = service_role(
    "batch-service", "batch.amazonaws.com", ["arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"]
)
node_role = service_role(
    "batch-node", "ec2.amazonaws.com", ["arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"]
)
job_role = service_role("fold-job", "ecs-tasks.amazonaws.com", [])
profile = aws.iam.InstanceProfile("batch-node", role=node_role.name)

results = aws.s3.Bucket(
    "fold-results", lifecycle_rules=[{"enabled": True, "prefix": "tmp/", "expiration": {"days": 14}}]
)
aws.iam.RolePolicy(
    "fold-job",
    role=job_role.id,
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["s3:GetObject", "s3:PutObject"],
                    "Resource": pulumi.Output.concat(results.arn, "/*"),
                }
            ],
        }
    ),
)
repo = aws.ecr.Repository("fold", image_scanning_configuration={"scan_on_push": True})

environment = aws.batch.ComputeEnvironment(
    "fold-spot",
    type="MANAGED",
    service_role=batch_role.arn,
    compute_resources={
        "type": "SPOT",
        "allocation_strategy": "SPOT_PRICE_CAPACITY_OPTIMIZED",
        "bid_percentage": 60,
        "instance_role": profile.arn,
        "instance_types": ["g4dn.xlarge"],
        "min_vcpus": 0,
        "max_vcpus": MAX_VCPUS,
        "subnets": subnets,
        "security_group_ids": [sg.id],
    },
)
queue = aws.batch.JobQueue(
    "fold",
    state="ENABLED",
    priority=1,
    compute_environment_orders=[{"order": 1, "compute_environment": environment.arn}],
)
aws.batch.JobDefinition(
    "fold",
    type="container",
    timeout={"attempt_duration_seconds": 4 * 3600},
    retry_strategy={"attempts": 3},
    container_properties=pulumi.Output.json_dumps(
        {
            "image": pulumi.Output.concat(repo.repository_url, ":stable"),
            "command": ["python", "fold.py", "Ref::sequence"],
            "jobRoleArn": job_role.arn,
            "resourceRequirements": [
                {"type": "VCPU", "value": "4"},
                {"type": "MEMORY", "value": "14000"},
                {"type": "GPU", "value": "1"},
            ],
            "environment": [{"name": "RESULTS", "value": results.bucket}],
        }
    ),
)
pulumi.export("queue", queue.arn)
