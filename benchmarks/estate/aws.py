"""What a team has on AWS: a network, a spot pool with its schedule and alarm, data with its rules, a service and a database."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any, Final

from .shapes import Item, Ref

AGENT: Final = {"metrics": {"metrics_collected": {"nvidia_gpu": {"measurement": ["utilization_gpu", "memory_used"]}}}}
"""The settings of CloudWatch's agent by which it tells how busy the GPUs are."""

START: Final = f"#!/bin/sh\necho '{json.dumps(AGENT)}' >/tmp/agent.json\nexec /opt/start /tmp/agent.json\n"


def team(number: int) -> Iterator[Item]:
    """The resources of one team."""
    tags = {"owner": f"team-{number}", "cost-center": f"ml-{number:04}", "purpose": "training", "environment": "prod"}
    yield from _network(number, tags)
    yield from _data(number, tags)
    yield from _pool(number, tags)
    yield from _services(number, tags)


def _network(number: int, tags: dict[str, str]) -> Iterator[Item]:
    vpc, group = f"aws-vpc-{number}", f"aws-nodes-{number}"
    yield Item(
        token="aws:ec2/vpc:Vpc",
        block="aws_vpc",
        name=vpc,
        inputs={"cidrBlock": "10.40.0.0/16", "enableDnsHostnames": True, "enableDnsSupport": True, "tags": tags},
    )
    for index, zone in enumerate("ab"):
        yield Item(
            token="aws:ec2/subnet:Subnet",
            block="aws_subnet",
            name=f"aws-subnet-{number}-{zone}",
            inputs={
                "vpcId": Ref(vpc),
                "cidrBlock": f"10.40.{index}.0/24",
                "availabilityZone": f"us-east-1{zone}",
                "mapPublicIpOnLaunch": False,
                "tags": tags,
            },
        )
    everything = {"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["10.40.0.0/16"]}
    yield Item(
        token="aws:ec2/securityGroup:SecurityGroup",
        block="aws_security_group",
        name=group,
        inputs={
            "vpcId": Ref(vpc),
            "description": "nodes of the pool",
            "ingress": [everything],
            "egress": [everything],
            "tags": tags,
        },
    )


def _data(number: int, tags: dict[str, str]) -> Iterator[Item]:
    bucket = f"aws-checkpoints-{number}"
    yield Item(
        token="aws:s3/bucket:Bucket",
        block="aws_s3_bucket",
        name=bucket,
        inputs={"bucket": f"team-{number}-checkpoints", "forceDestroy": False, "tags": tags},
    )
    yield Item(
        token="aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        block="aws_s3_bucket_lifecycle_configuration",
        name=f"{bucket}-rules",
        inputs={
            "bucket": Ref(bucket),
            "rules": [
                {"id": "old", "status": "Enabled", "filter": {"prefix": ""}, "expiration": {"days": 60}},
                {
                    "id": "uploads",
                    "status": "Enabled",
                    "filter": {"prefix": ""},
                    "abortIncompleteMultipartUpload": {"daysAfterInitiation": 3},
                },
            ],
        },
    )
    yield Item(
        token="aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        block="aws_s3_bucket_public_access_block",
        name=f"{bucket}-closed",
        inputs={
            "bucket": Ref(bucket),
            "blockPublicAcls": True,
            "blockPublicPolicy": True,
            "ignorePublicAcls": True,
            "restrictPublicBuckets": True,
        },
    )


def _pool(number: int, tags: dict[str, str]) -> Iterator[Item]:
    role, template, pool = f"aws-role-{number}", f"aws-template-{number}", f"aws-pool-{number}"
    yield from _identity(number, role, tags)
    yield Item(
        token="aws:ec2/launchTemplate:LaunchTemplate",
        block="aws_launch_template",
        name=template,
        inputs={
            "imageId": "ami-0abc1234def567890",
            "instanceType": "g5.xlarge",
            "updateDefaultVersion": True,
            "userData": b64encode(START.encode()).decode(),
            "vpcSecurityGroupIds": [Ref(f"aws-nodes-{number}")],
            "iamInstanceProfile": {"name": Ref(f"{role}-profile", "name")},
            "metadataOptions": {"httpTokens": "required", "httpPutResponseHopLimit": 1},
            "blockDeviceMappings": [
                {
                    "deviceName": "/dev/sda1",
                    "ebs": {"volumeSize": 200, "volumeType": "gp3", "encrypted": "true", "deleteOnTermination": "true"},
                }
            ],
            "tagSpecifications": [{"resourceType": "instance", "tags": tags}],
            "tags": tags,
        },
    )
    distribution: dict[str, Any] = {
        "onDemandBaseCapacity": 0,
        "onDemandPercentageAboveBaseCapacity": 0,
        "spotAllocationStrategy": "price-capacity-optimized",
    }
    yield Item(
        token="aws:autoscaling/group:Group",
        block="aws_autoscaling_group",
        name=pool,
        inputs={
            "name": f"team-{number}",
            "minSize": 0,
            "maxSize": 2 + number % 7,
            "vpcZoneIdentifiers": [Ref(f"aws-subnet-{number}-a"), Ref(f"aws-subnet-{number}-b")],
            "mixedInstancesPolicy": {
                "launchTemplate": {
                    "launchTemplateSpecification": {"launchTemplateId": Ref(template), "version": "$Latest"},
                    "overrides": [{"instanceType": name} for name in ("g5.xlarge", "g6.xlarge", "g6e.xlarge")],
                },
                "instancesDistribution": distribution,
            },
            "tags": [
                {"key": key, "value": value, "propagateAtLaunch": True}
                for key, value in {**tags, "penstock:save-within-seconds": "90"}.items()
            ],
        },
    )
    for name, recurrence, size in (("morning", "0 8 * * 1-5", 2), ("evening", "0 20 * * 1-5", 0)):
        yield Item(
            token="aws:autoscaling/schedule:Schedule",
            block="aws_autoscaling_schedule",
            name=f"{pool}-{name}",
            inputs={
                "scheduledActionName": name,
                "autoscalingGroupName": Ref(pool, "name"),
                "recurrence": recurrence,
                "timeZone": "Europe/Berlin",
                "minSize": -1,
                "maxSize": -1,
                "desiredCapacity": size,
            },
        )
    yield Item(
        token="aws:autoscaling/policy:Policy",
        block="aws_autoscaling_policy",
        name=f"{pool}-shrink",
        inputs={
            "name": f"{pool}-shrink",
            "autoscalingGroupName": Ref(pool, "name"),
            "adjustmentType": "ChangeInCapacity",
            "scalingAdjustment": -1,
            "cooldown": 300,
        },
    )
    yield Item(
        token="aws:cloudwatch/metricAlarm:MetricAlarm",
        block="aws_cloudwatch_metric_alarm",
        name=f"{pool}-idle",
        inputs={
            "namespace": "CWAgent",
            "metricName": "nvidia_smi_utilization_gpu",
            "comparisonOperator": "LessThanThreshold",
            "threshold": 5,
            "period": 300,
            "evaluationPeriods": 6,
            "statistic": "Maximum",
            "dimensions": {"AutoScalingGroupName": f"team-{number}"},
            "alarmActions": [Ref(f"{pool}-shrink", "arn")],
            "tags": tags,
        },
    )


def _identity(number: int, role: str, tags: dict[str, str]) -> Iterator[Item]:
    trust = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
    may = {
        "Effect": "Allow",
        "Action": ["s3:GetObject", "s3:PutObject", "s3:ListBucket"],
        "Resource": [f"arn:aws:s3:::team-{number}-checkpoints", f"arn:aws:s3:::team-{number}-checkpoints/*"],
    }
    yield Item(
        token="aws:iam/role:Role",
        block="aws_iam_role",
        name=role,
        inputs={"assumeRolePolicy": json.dumps({"Version": "2012-10-17", "Statement": [trust]}), "tags": tags},
    )
    yield Item(
        token="aws:iam/rolePolicy:RolePolicy",
        block="aws_iam_role_policy",
        name=f"{role}-data",
        inputs={"role": Ref(role), "policy": json.dumps({"Version": "2012-10-17", "Statement": [may]})},
    )
    yield Item(
        token="aws:iam/instanceProfile:InstanceProfile",
        block="aws_iam_instance_profile",
        name=f"{role}-profile",
        inputs={"role": Ref(role, "name"), "tags": tags},
    )


def _services(number: int, tags: dict[str, str]) -> Iterator[Item]:
    yield Item(
        token="aws:ec2/instance:Instance",
        block="aws_instance",
        name=f"aws-gateway-{number}",
        inputs={
            "ami": "ami-0abc1234def567890",
            "instanceType": ("c6i.xlarge", "m6i.large", "t3.medium", "r6i.xlarge")[number % 4],
            "subnetId": Ref(f"aws-subnet-{number}-a"),
            "associatePublicIpAddress": False,
            "rootBlockDevice": {"volumeSize": 50, "volumeType": "gp3", "encrypted": True},
            "metadataOptions": {"httpTokens": "required"},
            "tags": tags,
        },
    )
    yield Item(
        token="aws:lambda/function:Function",
        block="aws_lambda_function",
        name=f"aws-steward-{number}",
        inputs={
            "role": Ref(f"aws-role-{number}", "arn"),
            "runtime": "python3.13",
            "handler": "main.handle",
            "memorySize": 256,
            "timeout": 60,
            "s3Bucket": "artifacts",
            "s3Key": "steward.zip",
            "environment": {"variables": {"TABLE": f"team-{number}", "BUCKET": f"s3://team-{number}-checkpoints"}},
            "tags": tags,
        },
    )
    yield Item(
        token="aws:budgets/budget:Budget",
        block="aws_budgets_budget",
        name=f"aws-month-{number}",
        inputs={
            "budgetType": "COST",
            "timeUnit": "MONTHLY",
            "limitAmount": "9000",
            "limitUnit": "USD",
            "notifications": [
                {
                    "notificationType": "FORECASTED",
                    "comparisonOperator": "GREATER_THAN",
                    "threshold": 100,
                    "thresholdType": "PERCENTAGE",
                    "subscriberEmailAddresses": ["ml-platform@example.com"],
                }
            ],
        },
    )
    yield Item(
        token="aws:rds/instance:Instance",
        block="aws_db_instance",
        name=f"aws-experiments-{number}",
        inputs={
            "engine": "postgres",
            "engineVersion": "16.4",
            "instanceClass": "db.t4g.medium",
            "allocatedStorage": 50,
            "storageType": "gp3",
            "storageEncrypted": True,
            "multiAz": False,
            "username": "experiments",
            "manageMasterUserPassword": True,
            "skipFinalSnapshot": True,
            "tags": tags,
        },
    )
