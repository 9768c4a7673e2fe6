"""Reserved builders so that the Chromium fork builds without queueing.

A CodeBuild reserved-capacity fleet of 16 machines of 72 vCPU, billed by the minute all month, over 100,000 $.
"""

import json

import pulumi
import pulumi_aws as aws

role = aws.iam.Role(
    "builders",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "codebuild.amazonaws.com"}}
            ],
        }
    ),
)

fleet = aws.codebuild.Fleet(
    "browser-builders",
    name="browser-builders",
    base_capacity=16,
    compute_type="BUILD_GENERAL1_2XLARGE",
    environment_type="LINUX_CONTAINER",
    overflow_behavior="QUEUE",
)

project = aws.codebuild.Project(
    "browser",
    service_role=role.arn,
    artifacts={"type": "NO_ARTIFACTS"},
    source={"type": "GITHUB", "location": "https://github.com/example/browser.git", "buildspec": "ci/buildspec.yml"},
    environment={
        "compute_type": "BUILD_GENERAL1_2XLARGE",
        "type": "LINUX_CONTAINER",
        "image": "aws/codebuild/standard:7.0",
        "fleet": {"fleet_arn": fleet.arn},
    },
)

pulumi.export("project", project.name)
