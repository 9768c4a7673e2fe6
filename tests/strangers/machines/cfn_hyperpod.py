"""HyperPod cluster; still kept as the CloudFormation template that the AWS team gave us.

A CloudFormation stack with a SageMaker HyperPod cluster of 16 ml.p5.48xlarge (128 H100), the size and type given as stack
parameters.
"""

import pulumi
import pulumi_aws as aws

TEMPLATE = """
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  WorkerCount:
    Type: Number
    Default: 1
  WorkerType:
    Type: String
Resources:
  Cluster:
    Type: AWS::SageMaker::Cluster
    Properties:
      ClusterName: foundation
      NodeRecovery: Automatic
      InstanceGroups:
        - InstanceGroupName: controller
          InstanceType: ml.m5.4xlarge
          InstanceCount: 1
          ExecutionRole: arn:aws:iam::111122223333:role/hyperpod
          LifeCycleConfig:
            SourceS3Uri: s3://sagemaker-foundation-lifecycle/
            OnCreate: on_create.sh
        - InstanceGroupName: workers
          InstanceType: !Ref WorkerType
          InstanceCount: !Ref WorkerCount
          ThreadsPerCore: 1
          ExecutionRole: arn:aws:iam::111122223333:role/hyperpod
          LifeCycleConfig:
            SourceS3Uri: s3://sagemaker-foundation-lifecycle/
            OnCreate: on_create.sh
"""

stack = aws.cloudformation.Stack(
    "foundation",
    name="hyperpod-foundation",
    template_body=TEMPLATE,
    parameters={"WorkerCount": "16", "WorkerType": "ml.p5.48xlarge"},
    timeout_in_minutes=120,
)

pulumi.export("stack_id", stack.id)
