"""A T4 notebook of one data scientist."""

import json

import pulumi_aws as aws

role = aws.iam.Role(
    "notebook",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "sagemaker.amazonaws.com"}}
            ],
        }
    ),
)
aws.sagemaker.NotebookInstance("notebook", role_arn=role.arn, instance_type="ml.g4dn.xlarge", volume_size=50)
