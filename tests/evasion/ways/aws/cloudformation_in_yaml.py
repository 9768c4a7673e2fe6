"""A CloudFormation template, as YAML in a text.

Answer: oversized-instance fail team
"""

import pulumi_aws as aws

TEMPLATE = """
Resources:
  Box:
    Type: AWS::EC2::Instance
    Properties: {InstanceType: p5.48xlarge, ImageId: ami-0123456789abcdef0}
"""

aws.cloudformation.Stack("team", template_body=TEMPLATE)
