"""Resources of two attributes, one beside the other: what takes the time here is each resource, not what it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from .shapes import Item


def flat(number: int) -> Iterator[Item]:
    """`number` resources on AWS: a machine, a bucket, a disk and a log group in turn."""
    return islice((item for turn in count() for item in _turn(turn)), number)


def _turn(number: int) -> Iterator[Item]:
    yield Item(
        token="aws:ec2/instance:Instance",
        block="aws_instance",
        name=f"machine-{number}",
        inputs={"instanceType": "t3.micro", "ami": "ami-0abcdef1234567890"},
    )
    yield Item(
        token="aws:s3/bucket:Bucket",
        block="aws_s3_bucket",
        name=f"bucket-{number}",
        inputs={"bucket": f"acme-bucket-{number}", "forceDestroy": True},
    )
    yield Item(
        token="aws:ebs/volume:Volume",
        block="aws_ebs_volume",
        name=f"disk-{number}",
        inputs={"availabilityZone": "us-east-1a", "size": 100},
    )
    yield Item(
        token="aws:cloudwatch/logGroup:LogGroup",
        block="aws_cloudwatch_log_group",
        name=f"logs-{number}",
        inputs={"name": f"/acme/{number}", "retentionInDays": 14},
    )
