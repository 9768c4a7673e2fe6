"""The machine is where the stack's config says."""

import pulumi_aws as aws

aws.ec2.Instance("provider-region-mismatch-node", ami="ami-0123456789abcdef0", instance_type="m7i.large")
