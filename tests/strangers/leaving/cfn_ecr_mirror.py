"""Image mirroring kept as the CloudFormation template the platform team hands out.

Each ML container image pushed to ECR in us-east-1 is replicated to eu-north-1 and ap-northeast-1 by a replication configuration inside
a CloudFormation template.
"""

import pulumi
import pulumi_aws as aws

template = """AWSTemplateFormatVersion: "2010-09-09"
Description: Mirrors every ECR image to the regions where we serve
Parameters:
  Prefix:
    Type: String
  Account:
    Type: String
Resources:
  Replication:
    Type: AWS::ECR::ReplicationConfiguration
    Properties:
      ReplicationConfiguration:
        Rules:
          - RepositoryFilters:
              - Filter: !Ref Prefix
                FilterType: PREFIX_MATCH
            Destinations:
              - Region: eu-north-1
                RegistryId: !Ref Account
              - Region: ap-northeast-1
                RegistryId: !Ref Account
"""

stack = aws.cloudformation.Stack(
    "image-mirror",
    name="image-mirror",
    template_body=template,
    parameters={"Prefix": "ml-", "Account": "111122223333"},
    tags={"team": "platform"},
)
aws.ecr.Repository("ml-trainer", name="ml-trainer", image_tag_mutability="IMMUTABLE")
aws.ecr.Repository("ml-server", name="ml-server", image_tag_mutability="IMMUTABLE")

pulumi.export("stack", stack.id)
