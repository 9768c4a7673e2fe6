"""Training jobs on Batch; the dataset was collected and is kept in Sydney.

Batch training jobs in us-east-1 download the training set from an S3 bucket in ap-southeast-2 on every run via aws s3 sync in the container command.
"""

import json

import pulumi
import pulumi_aws as aws

dataset = aws.s3.Bucket("drone-dataset", bucket="acme-drone-dataset", region="ap-southeast-2")

compute = aws.batch.ComputeEnvironment(
    "gpu-pool",
    name="gpu-pool",
    type="MANAGED",
    service_role="arn:aws:iam::111122223333:role/AWSBatchServiceRole",
    compute_resources={
        "type": "EC2",
        "max_vcpus": 384,
        "min_vcpus": 0,
        "instance_types": ["p4d.24xlarge"],
        "instance_role": "arn:aws:iam::111122223333:instance-profile/ecsInstanceRole",
        "subnets": ["subnet-0aa11bb22"],
        "security_group_ids": ["sg-0cc33dd44"],
    },
)
queue = aws.batch.JobQueue(
    "training",
    name="training",
    state="ENABLED",
    priority=10,
    compute_environment_orders=[{"order": 1, "compute_environment": compute.arn}],
)

script = (
    "aws s3 sync s3://acme-drone-dataset/v7/ /scratch/data --region ap-southeast-2 --only-show-errors && "
    "torchrun --nproc_per_node=8 train.py --data /scratch/data --epochs 40"
)
job = aws.batch.JobDefinition(
    "train-vision",
    name="train-vision",
    type="container",
    container_properties=json.dumps(
        {
            "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/train:2024.10",
            "command": ["bash", "-c", script],
            "jobRoleArn": "arn:aws:iam::111122223333:role/batch-train",
            "resourceRequirements": [
                {"type": "VCPU", "value": "96"},
                {"type": "MEMORY", "value": "1000000"},
                {"type": "GPU", "value": "8"},
            ],
            "linuxParameters": {"sharedMemorySize": 65536},
        }
    ),
    retry_strategy={"attempts": 2},
)
pulumi.export("queue", queue.arn)
pulumi.export("job", job.arn)
