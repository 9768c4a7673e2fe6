"""An accelerator of today in its place."""

import pulumi_aws as aws

aws.ec2.Instance("previous-generation-gpu-box", instance_type="g6.xlarge")
