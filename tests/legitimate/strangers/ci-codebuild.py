"""Pull request builds on CodeBuild."""

import json

import pulumi
import pulumi_aws as aws

cache = aws.s3.Bucket("ci-cache")
aws.s3.BucketLifecycleConfiguration(
    "ci-cache-expiry",
    bucket=cache.id,
    rules=[{"id": "old", "status": "Enabled", "filter": {"prefix": ""}, "expiration": {"days": 14}}],
)
logs = aws.cloudwatch.LogGroup("ci-logs", name="/ci/pulls", retention_in_days=30)
role = aws.iam.Role(
    "ci-role",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "codebuild.amazonaws.com"}}
            ],
        }
    ),
)
project = aws.codebuild.Project(
    "pulls",
    service_role=role.arn,
    build_timeout=45,
    queued_timeout=60,
    concurrent_build_limit=4,
    artifacts={"type": "NO_ARTIFACTS"},
    cache={"type": "S3", "location": cache.bucket},
    environment={
        "compute_type": "BUILD_GENERAL1_MEDIUM",
        "image": "aws/codebuild/standard:7.0",
        "type": "LINUX_CONTAINER",
        "privileged_mode": True,
        "environment_variables": [
            {"name": "NPM_TOKEN", "type": "SECRETS_MANAGER", "value": "ci/npm:token"},
        ],
    },
    logs_config={"cloudwatch_logs": {"group_name": logs.name}},
    source={
        "type": "GITHUB",
        "location": "https://github.com/vision/shop.git",
        "git_clone_depth": 1,
        "buildspec": "ci/buildspec.yml",
    },
)
aws.codebuild.Webhook(
    "pulls-hook",
    project_name=project.name,
    filter_groups=[{"filters": [{"type": "EVENT", "pattern": "PULL_REQUEST_CREATED,PULL_REQUEST_UPDATED"}]}],
)
pulumi.export("project", project.name)
