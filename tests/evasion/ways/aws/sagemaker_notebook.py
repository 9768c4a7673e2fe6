"""A notebook that is left on.

Answer: oversized-instance fail lab
"""

import pulumi_aws as aws

aws.sagemaker.NotebookInstance(
    "lab",
    role_arn="arn:aws:iam::123456789012:role/lab",
    instance_type="ml.p4d.24xlarge",
    tags={"purpose": "development"},
)
