"""A V100, from a tutorial of 2018."""

import pulumi_aws as aws

aws.ec2.Instance("previous-generation-gpu-box", instance_type="p3.2xlarge")
