"""A batch job whose environment names a bucket of the program in another region, by its name alone.

Answer: cross-region-transfer fail job
"""

import json

import pulumi
import pulumi_aws as aws

far = aws.Provider("far", region="eu-west-1")
aws.s3.Bucket("data", bucket="vision-frames-eu", opts=pulumi.ResourceOptions(provider=far))
aws.batch.JobDefinition(
    "job",
    type="container",
    container_properties=json.dumps(
        {"image": "trainer", "environment": [{"name": "FRAMES", "value": "vision-frames-eu"}]}
    ),
)
