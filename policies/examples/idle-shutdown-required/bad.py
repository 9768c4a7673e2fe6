"""A GPU instance and a GPU notebook that stay on until somebody remembers them."""

import pulumi_aws as aws

aws.ec2.Instance("idle-shutdown-required-box", instance_type="g5.xlarge")
aws.sagemaker.NotebookInstance(
    "idle-shutdown-required-notebook",
    instance_type="ml.g5.xlarge",
    role_arn="arn:aws:iam::123456789012:role/notebook",
)
