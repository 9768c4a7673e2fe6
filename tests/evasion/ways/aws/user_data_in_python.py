"""User data that buys the machine by a few lines of Python.

Answer: oversized-instance undetermined box
"""

import pulumi_aws as aws

SCRIPT = """#!/usr/bin/env python3
import boto3
boto3.client("ec2").run_instances(InstanceType="p%d.48xlarge" % 5, MinCount=1, MaxCount=1)
"""

aws.ec2.Instance("box", ami="ami-0123456789abcdef0", instance_type="t3.small", user_data=SCRIPT)
