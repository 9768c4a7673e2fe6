"""Type tokens that several readers look for. pulumi-aws 7 has one name for each; version 6 had the others too."""

from __future__ import annotations

from typing import Final

GROUP: Final = "aws:autoscaling/group:Group"
INSTANCE: Final = "aws:ec2/instance:Instance"
LAUNCH_TEMPLATE: Final = "aws:ec2/launchTemplate:LaunchTemplate"
LAUNCH_CONFIGURATION: Final = "aws:ec2/launchConfiguration:LaunchConfiguration"
ROLE: Final = "aws:iam/role:Role"
POLICY: Final = "aws:iam/policy:Policy"
INSTANCE_PROFILE: Final = "aws:iam/instanceProfile:InstanceProfile"
SCALING_POLICY: Final = "aws:autoscaling/policy:Policy"
FUNCTION: Final = "aws:lambda/function:Function"
EVENT_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
BUCKETS: Final = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
