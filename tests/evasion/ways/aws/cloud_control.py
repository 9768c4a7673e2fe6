"""Cloud Control, with a plain text of JSON.

Answer: oversized-instance fail box
"""

import json

import pulumi_aws as aws

aws.cloudcontrol.Resource(
    "box",
    type_name="AWS::EC2::Instance",
    desired_state=json.dumps({"InstanceType": "p5.48xlarge", "ImageId": "ami-0123456789abcdef0"}),
)
