"""A moto server over HTTP, and an environment in it as the AWS components make it: a VPC, a template, tagged groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import boto3

from penstock.steward.aws import Clients

REGION = "us-east-1"
ENVIRONMENT = "vision"
IMAGE = "ami-12c6146b"  # one of those that moto has; asking for its list takes a second


class Cloud:
    """What a test does with the cloud. `now` is the time that the steward is told: two hours after the nodes' launch."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        make = cast("Callable[..., Any]", boto3.client)  # pyright: ignore[reportUnknownMemberType] - boto3 has no types
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": REGION}
        self.autoscaling, self.ec2, self.cloudwatch = (
            make(name, endpoint_url=endpoint, **keys) for name in ("autoscaling", "ec2", "cloudwatch")
        )
        self.now = datetime.now(UTC).replace(second=30, microsecond=0) + timedelta(hours=2)

    def clients(self) -> Clients:
        return Clients(self.autoscaling, self.ec2, self.cloudwatch)

    def group(self, name: str, size: int, *, minimum: int = 0, environment: str = ENVIRONMENT) -> list[str]:
        """A group with `size` nodes; their ids."""
        subnet = self.ec2.describe_subnets()["Subnets"][0]["SubnetId"]
        template = self.ec2.create_launch_template(
            LaunchTemplateName=name, LaunchTemplateData={"ImageId": IMAGE, "InstanceType": "p4d.24xlarge"}
        )["LaunchTemplate"]["LaunchTemplateId"]
        self.autoscaling.create_auto_scaling_group(
            AutoScalingGroupName=name,
            MinSize=minimum,
            MaxSize=8,
            DesiredCapacity=size,
            LaunchTemplate={"LaunchTemplateId": template, "Version": "$Latest"},
            VPCZoneIdentifier=subnet,
            Tags=[{"Key": "penstock:environment", "Value": environment, "PropagateAtLaunch": True}],
        )
        return self.alive(name)

    def describe(self, name: str) -> Any:
        return self.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]

    def alive(self, name: str) -> list[str]:
        return sorted(instance["InstanceId"] for instance in self.describe(name)["Instances"])

    def state(self, instance_id: str) -> str:
        found = self.ec2.describe_instances(InstanceIds=[instance_id])
        return found["Reservations"][0]["Instances"][0]["State"]["Name"]

    def tags(self, instance_id: str) -> dict[str, str]:
        found = self.ec2.describe_instances(InstanceIds=[instance_id])["Reservations"][0]["Instances"][0]
        return {tag["Key"]: tag["Value"] for tag in found.get("Tags", [])}

    def report(
        self, pool: str, instance_id: str, percent: float | None, minutes: int = 40, *, environment: str = ENVIRONMENT
    ) -> None:
        """What an agent says in the `minutes` before now: its heartbeat, and `percent` unless the accelerators are unreadable."""
        dimensions = [{"Name": "Pool", "Value": pool}, {"Name": "InstanceId", "Value": instance_id}]
        values: list[tuple[str, float]] = [("Heartbeat", 1.0)]
        values.append(("GpuUnreadable", 1.0) if percent is None else ("GpuActivity", percent))
        self.put(
            f"Penstock/{environment}",
            dimensions,
            [(name, value, self.now - timedelta(minutes=ago)) for name, value in values for ago in range(1, minutes)],
        )

    def report_size(self, group: str, name: str, value: float, minutes: int) -> None:
        """What Auto Scaling says of a group's size in the `minutes` before now."""
        dimensions = [{"Name": "AutoScalingGroupName", "Value": group}]
        data = [(name, value, self.now - timedelta(minutes=ago)) for ago in range(1, minutes)]
        self.put("AWS/AutoScaling", dimensions, data)

    def put(self, namespace: str, dimensions: object, data: Sequence[tuple[str, float, datetime]]) -> None:
        self.cloudwatch.put_metric_data(
            Namespace=namespace,
            MetricData=[
                {"MetricName": name, "Dimensions": dimensions, "Timestamp": at, "Value": value}
                for name, value, at in data
            ],
        )

    def published(self, pool: str, name: str) -> float | None:
        """The value that the steward published for `pool` at `now`."""
        found = self.cloudwatch.get_metric_statistics(
            Namespace=f"Penstock/{ENVIRONMENT}",
            MetricName=name,
            Dimensions=[{"Name": "Pool", "Value": pool}],
            StartTime=self.now - timedelta(seconds=1),
            EndTime=self.now + timedelta(minutes=1),
            Period=60,
            Statistics=["Maximum"],
        )["Datapoints"]
        return found[0]["Maximum"] if found else None
