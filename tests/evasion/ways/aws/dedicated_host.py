"""A dedicated host, by its family alone.

Answer: oversized-instance fail host
"""

import pulumi_aws as aws

aws.ec2.DedicatedHost("host", instance_family="p5", availability_zone="us-east-1a")
