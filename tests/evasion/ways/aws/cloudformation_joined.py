"""CloudFormation joins the type's name from parts.

Answer: oversized-instance undetermined team
"""

import json

import pulumi_aws as aws

TEMPLATE = {
    "Resources": {
        "Box": {
            "Type": "AWS::EC2::Instance",
            "Properties": {"InstanceType": {"Fn::Join": [".", ["p5", "48xlarge"]]}, "ImageId": "ami-0123456789abcdef0"},
        }
    }
}

aws.cloudformation.Stack("team", template_body=json.dumps(TEMPLATE))
