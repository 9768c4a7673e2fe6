"""Nightly alignment: each Batch job copies its reads from the sequencing lab's bucket.

Every Batch job in us-east-1 copies raw FASTQ sequencing runs from an S3 bucket in ap-southeast-2 with s5cmd.
"""

import json

import pulumi
import pulumi_aws as aws

LAB = {"bucket": "garvan-novaseq-raw", "region": "ap-southeast-2"}


def align_command(lab):
    pull = f"s5cmd cp --source-region {lab['region']} 's3://{lab['bucket']}/runs/$RUN_ID/*.fastq.gz' /scratch/"
    return ["/bin/bash", "-c", f"{pull} && bwa-mem2 mem -t 64 /ref/GRCh38.fa /scratch/*.fastq.gz > /scratch/out.sam"]


task_role = aws.iam.Role(
    "align-task",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}
            ],
        }
    ),
)

job = aws.batch.JobDefinition(
    "align-reads",
    type="container",
    platform_capabilities=["EC2"],
    timeout={"attempt_duration_seconds": 6 * 3600},
    container_properties=task_role.arn.apply(
        lambda arn: json.dumps(
            {
                "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/align:4.2",
                "jobRoleArn": arn,
                "command": align_command(LAB),
                "resourceRequirements": [{"type": "VCPU", "value": "64"}, {"type": "MEMORY", "value": "245760"}],
                "mountPoints": [{"sourceVolume": "scratch", "containerPath": "/scratch"}],
                "volumes": [{"name": "scratch", "host": {"sourcePath": "/mnt/nvme"}}],
            }
        )
    ),
)
pulumi.export("job_definition", job.arn)
