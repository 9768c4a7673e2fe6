"""EKS with managed nodes, ECS on Fargate, ECR and Batch."""

import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role("nodes", assume_role_policy={"Version": "2012-10-17", "Statement": []})
cluster = aws.eks.Cluster(
    "main",
    role_arn=role.arn,
    version="1.31",
    vpc_config={"subnet_ids": ["subnet-1", "subnet-2"], "endpoint_public_access": False},
    access_config={"authentication_mode": "API"},
    enabled_cluster_log_types=["api", "audit"],
    encryption_config={"provider": {"key_arn": "arn:aws:kms:eu-west-1:1:key/1"}, "resources": ["secrets"]},
)
aws.eks.NodeGroup(
    "gpu",
    cluster_name=cluster.name,
    node_role_arn=role.arn,
    subnet_ids=["subnet-1"],
    instance_types=["g5.xlarge", "g5.2xlarge"],
    capacity_type="SPOT",
    ami_type="AL2023_x86_64_NVIDIA",
    scaling_config={"min_size": 0, "max_size": 4, "desired_size": 0},
    update_config=aws.eks.NodeGroupUpdateConfigArgs(max_unavailable=1),
    taints=[{"key": "nvidia.com/gpu", "value": "true", "effect": "NO_SCHEDULE"}],
    labels={"pool": "gpu"},
)
aws.eks.Addon("cni", cluster_name=cluster.name, addon_name="vpc-cni", configuration_values=json.dumps({"env": {}}))
aws.eks.FargateProfile(
    "system",
    cluster_name=cluster.name,
    pod_execution_role_arn=role.arn,
    selectors=[{"namespace": "kube-system", "labels": {"a": "b"}}],
)
repository = aws.ecr.Repository(
    "app",
    image_tag_mutability="IMMUTABLE",
    image_scanning_configuration={"scan_on_push": True},
    encryption_configurations=[{"encryption_type": "KMS"}],
)
aws.ecr.LifecyclePolicy("app", repository=repository.name, policy={"rules": [{"rulePriority": 1}]})
ecs = aws.ecs.Cluster("main", settings=[{"name": "containerInsights", "value": "enabled"}])
aws.ecs.ClusterCapacityProviders(
    "main",
    cluster_name=ecs.name,
    capacity_providers=["FARGATE_SPOT"],
    default_capacity_provider_strategies=[{"capacity_provider": "FARGATE_SPOT", "weight": 100, "base": 1}],
)
task = aws.ecs.TaskDefinition(
    "app",
    family="app",
    cpu="256",
    memory="512",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
    container_definitions=repository.repository_url.apply(lambda url: json.dumps([{"name": "app", "image": url}])),
    volumes=[{"name": "data", "efs_volume_configuration": {"file_system_id": "fs-1", "transit_encryption": "ENABLED"}}],
    runtime_platform={"cpu_architecture": "ARM64", "operating_system_family": "LINUX"},
)
aws.ecs.Service(
    "app",
    cluster=ecs.arn,
    task_definition=task.arn,
    desired_count=2,
    launch_type="FARGATE",
    network_configuration={"subnets": ["subnet-1"], "assign_public_ip": False, "security_groups": ["sg-1"]},
    load_balancers=[{"target_group_arn": "arn", "container_name": "app", "container_port": 8080}],
    deployment_circuit_breaker={"enable": True, "rollback": True},
    service_registries={"registry_arn": "arn:aws:servicediscovery:eu-west-1:1:service/1"},
)
environment = aws.batch.ComputeEnvironment(
    "gpu",
    type="MANAGED",
    service_role=role.arn,
    compute_resources={
        "type": "SPOT",
        "allocation_strategy": "SPOT_PRICE_CAPACITY_OPTIMIZED",
        "instance_role": role.arn,
        "instance_types": ["g5"],
        "min_vcpus": 0,
        "max_vcpus": 128,
        "subnets": ["subnet-1"],
        "security_group_ids": ["sg-1"],
        "ec2_configurations": [{"image_type": "ECS_AL2_NVIDIA"}],
    },
)
aws.batch.JobQueue(
    "gpu",
    state="ENABLED",
    priority=1,
    compute_environment_orders=[{"order": 1, "compute_environment": environment.arn}],
)
aws.batch.JobDefinition(
    "train",
    type="container",
    container_properties=json.dumps({"image": "x", "resourceRequirements": [{"type": "GPU", "value": "1"}]}),
    retry_strategy={"attempts": 3, "evaluate_on_exits": [{"action": "RETRY", "on_status_reason": "Host EC2*"}]},
    timeout={"attempt_duration_seconds": 3600},
)
pulumi.export("endpoint", cluster.endpoint)
