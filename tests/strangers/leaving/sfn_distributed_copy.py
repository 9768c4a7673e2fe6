"""Step Functions: copy each drive's lidar frames to the labelling vendor's region.

A Step Functions distributed map copies every lidar frame with S3 CopyObject from a us-east-1 bucket to a bucket in ap-south-1.
"""

import json

import pulumi
import pulumi_aws as aws

frames = aws.s3.Bucket("lidar-frames", bucket="acme-lidar-frames")
mumbai = aws.Provider("mumbai", region="ap-south-1")
labelling = aws.s3.Bucket(
    "labelling-inbox", bucket="acme-labelling-inbox", opts=pulumi.ResourceOptions(provider=mumbai)
)


def definition(names):
    src, dst = names
    return json.dumps(
        {
            "StartAt": "EachFrame",
            "States": {
                "EachFrame": {
                    "Type": "Map",
                    "MaxConcurrency": 500,
                    "ItemReader": {
                        "Resource": "arn:aws:states:::s3:listObjectsV2",
                        "Parameters": {"Bucket": src, "Prefix.$": "$.drive"},
                    },
                    "ItemProcessor": {
                        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                        "StartAt": "Copy",
                        "States": {
                            "Copy": {
                                "Type": "Task",
                                "Resource": "arn:aws:states:::aws-sdk:s3:copyObject",
                                "Parameters": {
                                    "Bucket": dst,
                                    "Key.$": "$.Key",
                                    "CopySource.$": f"States.Format('{src}/{{}}', $.Key)",
                                },
                                "End": True,
                            }
                        },
                    },
                    "End": True,
                }
            },
        }
    )


aws.sfn.StateMachine(
    "send-to-labelling",
    role_arn="arn:aws:iam::111122223333:role/sfn-copy",
    definition=pulumi.Output.all(frames.bucket, labelling.bucket).apply(definition),
)
