"""Keeps the render farm's old CloudFormation template alive under Pulumi.

CloudFormation template with an auto scaling group of g6e.48xlarge (8 L40S) of min 6 and max 30.
"""

import pulumi
import pulumi_aws as aws

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
  ImageId:
    Type: AWS::EC2::Image::Id
Resources:
  NodeTemplate:
    Type: AWS::EC2::LaunchTemplate
    Properties:
      LaunchTemplateData:
        ImageId: !Ref ImageId
        InstanceType: g6e.48xlarge
        MetadataOptions:
          HttpTokens: required
  Nodes:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "6"
      DesiredCapacity: "6"
      MaxSize: "30"
      VPCZoneIdentifier: !Ref Subnets
      LaunchTemplate:
        LaunchTemplateId: !Ref NodeTemplate
        Version: !GetAtt NodeTemplate.LatestVersionNumber
Outputs:
  Group:
    Value: !Ref Nodes
"""

cfg = pulumi.Config()
stack = aws.cloudformation.Stack(
    "render-stack",
    name="render-farm",
    template_body=TEMPLATE,
    parameters={
        "Subnets": cfg.get("subnets") or "subnet-0aa11bb22cc33dd44,subnet-0ee55ff66aa77bb88",
        "ImageId": cfg.get("ami") or "ami-0c7217cdde317cfec",
    },
    on_failure="ROLLBACK",
    tags={"owner": "render"},
)
pulumi.export("group", stack.outputs)
