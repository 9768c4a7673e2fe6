"""A build copies the bucket to another region, in its specification.

Answer: cross-region-copy fail nightly
"""

import pulumi_aws as aws

aws.codebuild.Project(
    "nightly",
    service_role="arn:aws:iam::123456789012:role/build",
    artifacts={"type": "NO_ARTIFACTS"},
    environment={
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/standard:7.0",
        "type": "LINUX_CONTAINER",
    },
    source={
        "type": "NO_SOURCE",
        "buildspec": """\
version: 0.2
phases:
  build:
    commands:
      - aws s3 sync s3://vision-data s3://vision-copy --source-region us-east-1 --region eu-west-1
""",
    },
)
