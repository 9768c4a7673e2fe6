"""LLM serving on ECS in N. Virginia; images and weights are published by the Dublin team.

Each of up to 60 GPU tasks in us-east-1 pulls its 20 GB image from ECR in eu-west-1 and syncs 140 GB model weights from an S3
bucket in eu-west-1 at start (environment MODEL_URI).
"""

import json

import pulumi
import pulumi_aws as aws

cluster = aws.ecs.Cluster("serving", name="serving")

task = aws.ecs.TaskDefinition(
    "llm",
    family="llm-70b",
    requires_compatibilities=["EC2"],
    network_mode="awsvpc",
    cpu="49152",
    memory="393216",
    execution_role_arn="arn:aws:iam::111122223333:role/ecs-execution",
    task_role_arn="arn:aws:iam::111122223333:role/llm-task",
    container_definitions=json.dumps(
        [
            {
                "name": "server",
                "image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ml/vllm-server:0.7.3",
                "essential": True,
                "resourceRequirements": [{"type": "GPU", "value": "8"}],
                "entryPoint": ["bash", "-c"],
                "command": [
                    "aws s3 sync $MODEL_URI /models/llm && exec vllm serve /models/llm --tensor-parallel-size 8"
                ],
                "environment": [
                    {"name": "AWS_REGION", "value": "eu-west-1"},
                    {"name": "MODEL_URI", "value": "s3://acme-model-registry-dublin/llm-70b/bf16/"},
                ],
            }
        ]
    ),
)

service = aws.ecs.Service(
    "llm",
    name="llm",
    cluster=cluster.arn,
    task_definition=task.arn,
    desired_count=12,
    network_configuration={"subnets": ["subnet-0aa11bb2", "subnet-0cc33dd4"], "security_groups": ["sg-0feed"]},
)

target = aws.appautoscaling.Target(
    "llm",
    min_capacity=12,
    max_capacity=60,
    service_namespace="ecs",
    scalable_dimension="ecs:service:DesiredCount",
    resource_id="service/serving/llm",
    opts=pulumi.ResourceOptions(depends_on=[service]),
)
