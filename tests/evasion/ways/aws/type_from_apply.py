"""The type comes out of a callback on another resource's output.

Answer: oversized-instance undetermined box
"""

import pulumi_aws as aws

bucket = aws.s3.Bucket("data")
aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type=bucket.arn.apply(lambda _: "p5.48xlarge"))
