"""The media team's old CloudFormation stack, adopted into Pulumi.

Every object of the media bucket in us-east-1 is replicated to a bucket in sa-east-1 by S3 replication declared inside a
CloudFormation template.
"""

import pulumi_aws as aws

sao_paulo = aws.s3.Bucket("media-br", bucket="acme-media-br", region="sa-east-1")
aws.s3.BucketVersioning(
    "media-br", bucket=sao_paulo.id, region="sa-east-1", versioning_configuration={"status": "Enabled"}
)

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  TargetArn: {Type: String}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Action: "sts:AssumeRole", Principal: {Service: s3.amazonaws.com}}]
  Media:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: acme-media-originals
      VersioningConfiguration: {Status: Enabled}
      ReplicationConfiguration:
        Role: !GetAtt Role.Arn
        Rules:
          - Id: to-brazil
            Status: Enabled
            Prefix: ""
            Destination: {Bucket: !Ref TargetArn, StorageClass: STANDARD_IA}
"""

aws.cloudformation.Stack(
    "media-stack",
    template_body=TEMPLATE,
    parameters={"TargetArn": sao_paulo.arn},
    capabilities=["CAPABILITY_IAM"],
)
