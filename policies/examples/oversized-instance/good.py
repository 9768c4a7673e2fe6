"""A large machine for training, and one L4 for everything else."""

import pulumi_aws as aws

aws.ec2.Instance("oversized-instance-train", instance_type="p4d.24xlarge", tags={"purpose": "training"})
aws.ec2.Instance("oversized-instance-box", instance_type="g6.xlarge")
