"""Systems Manager runs a copy to another region on a machine that somebody else made.

Answer: cross-region-copy fail nightly
"""

import pulumi_aws as aws

aws.ssm.Association(
    "nightly",
    name="AWS-RunShellScript",
    parameters={
        "commands": "aws s3 sync s3://vision-data s3://vision-copy --source-region us-east-1 --region eu-west-1"
    },
    schedule_expression="rate(1 day)",
    targets=[{"key": "InstanceIds", "values": ["i-0123456789abcdef0"]}],
)
