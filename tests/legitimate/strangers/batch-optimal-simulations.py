"""Nightly Monte Carlo simulations on AWS Batch."""

import json

import pulumi
import pulumi_aws as aws

vpc = aws.ec2.get_vpc(default=True)
subnets = aws.ec2.get_subnets(filters=[aws.ec2.GetSubnetsFilterArgs(name="vpc-id", values=[vpc.id])])


def service_role(name, service, policies):
    role = aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}],
            }
        ),
    )
    for i, arn in enumerate(policies):
        aws.iam.RolePolicyAttachment(f"{name}-{i}", role=role.name, policy_arn=arn)
    return role


instance_role = service_role(
    "batch-instance", "ec2.amazonaws.com", ["arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"]
)
profile = aws.iam.InstanceProfile("batch-instance", role=instance_role.name)
batch_role = service_role(
    "batch-service", "batch.amazonaws.com", ["arn:aws:iam::aws:policy/service-role/AWSBatchServiceRole"]
)
sg = aws.ec2.SecurityGroup(
    "batch",
    vpc_id=vpc.id,
    egress=[aws.ec2.SecurityGroupEgressArgs(protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])],
)

env = aws.batch.ComputeEnvironment(
    "simulations",
    type="MANAGED",
    state="ENABLED",
    service_role=batch_role.arn,
    compute_resources=aws.batch.ComputeEnvironmentComputeResourcesArgs(
        type="SPOT",
        allocation_strategy="SPOT_CAPACITY_OPTIMIZED",
        instance_types=["optimal"],
        min_vcpus=0,
        max_vcpus=32,
        instance_role=profile.arn,
        security_group_ids=[sg.id],
        subnets=subnets.ids,
        tags={"team": "risk"},
    ),
)
queue = aws.batch.JobQueue(
    "simulations",
    state="ENABLED",
    priority=10,
    compute_environment_orders=[aws.batch.JobQueueComputeEnvironmentOrderArgs(order=1, compute_environment=env.arn)],
)
repo = aws.ecr.Repository("simulations", force_delete=True)
job = aws.batch.JobDefinition(
    "simulate",
    type="container",
    platform_capabilities=["EC2"],
    retry_strategy=aws.batch.JobDefinitionRetryStrategyArgs(attempts=3),
    timeout=aws.batch.JobDefinitionTimeoutArgs(attempt_duration_seconds=7200),
    container_properties=repo.repository_url.apply(
        lambda url: json.dumps(
            {
                "image": f"{url}:latest",
                "command": ["python", "simulate.py", "Ref::seed"],
                "resourceRequirements": [{"type": "VCPU", "value": "2"}, {"type": "MEMORY", "value": "3800"}],
            }
        )
    ),
)
pulumi.export("queue", queue.arn)
