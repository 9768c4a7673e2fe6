"""Cloud Control, by the AWS package's own resource, takes a text of JSON made of outputs.

Answer: oversized-instance undetermined box
"""

import pulumi
import pulumi_aws as aws

group = aws.ec2.SecurityGroup("nodes")
aws.cloudcontrol.Resource(
    "box",
    type_name="AWS::EC2::Instance",
    desired_state=pulumi.Output.json_dumps({"InstanceType": "p5.48xlarge", "SecurityGroupIds": [group.id]}),
)
