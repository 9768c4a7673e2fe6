"""A secret script, tag and instance type: all are judged, none may be told."""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance(
    "worker",
    ami="ami-0123456789abcdef0",
    instance_type=pulumi.Output.secret("hunter2 of the team"),
    user_data=pulumi.Output.secret("#!/bin/sh\nTOKEN=hunter2\naws s3 cp s3://labels-of-frankfurt/x .\n"),
    tags={"purpose": pulumi.Output.secret("hunter2"), "penstock:pool": pulumi.Output.secret("hunter2")},
)
aws.s3.Bucket("data", tags={"penstock:use": pulumi.Output.secret("hunter2")})
