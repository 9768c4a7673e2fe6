"""One-off boot of the evaluation boxes with the CLI that we already use in the runbooks.

A local command whose create line runs `aws ec2 run-instances` for 4 p5en.48xlarge (32 H200).
"""

import pulumi

AMI = "ami-0c0ffee1234567890"
COUNT = 4

create = (
    "aws ec2 run-instances"
    f" --image-id {AMI}"
    " --instance-type p5en.48xlarge"
    f" --count {COUNT}"
    " --subnet-id subnet-0a1b2c3d4e5f60718"
    " --tag-specifications 'ResourceType=instance,Tags=[{Key=run,Value=eval}]'"
    " --query 'Instances[].InstanceId' --output text"
)

boxes = pulumi.CustomResource(
    "command:local:Command",
    "eval-boxes",
    {
        "create": create,
        "delete": "aws ec2 terminate-instances --instance-ids $PULUMI_COMMAND_STDOUT",
        "environment": {"AWS_DEFAULT_REGION": "us-west-2"},
    },
)

pulumi.export("urn", boxes.urn)
