"""A callback chooses the type by a value that only the cloud knows, so that the preview shows the small branch.

Answer: oversized-instance undetermined box
"""

import pulumi_aws as aws

bucket = aws.s3.Bucket("data")
size = bucket.arn.apply(lambda arn: "p5.48xlarge" if arn.startswith("arn:aws:") else "t3.small")
aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type=size)
