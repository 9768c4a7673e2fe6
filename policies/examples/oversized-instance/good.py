"""The same size for training, and one L4 for everything else."""

import pulumi_aws as aws

aws.ec2.Instance("oversized-instance-train", instance_type="p5.48xlarge", tags={"purpose": "training"})
aws.ec2.Instance("oversized-instance-box", instance_type="g6.xlarge")
