"""A machine with a price."""

import pulumi_aws as aws

aws.ec2.Instance("unpriced-resource-box", instance_type="g6.xlarge")
