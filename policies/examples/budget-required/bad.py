"""A GPU instance, and nobody who hears what it costs."""

import pulumi_aws as aws

aws.ec2.Instance("budget-required-box", instance_type="g5.xlarge")
