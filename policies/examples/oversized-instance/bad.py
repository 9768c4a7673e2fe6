"""An H100 machine for an experiment that states no purpose."""

import pulumi_aws as aws

aws.ec2.Instance("oversized-instance-box", instance_type="p5.48xlarge")
