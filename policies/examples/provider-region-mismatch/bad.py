"""A copied line puts one of two machines where nobody looks for it."""

import pulumi_aws as aws

for name, region in (("provider-region-mismatch-node", "ap-southeast-2"), ("provider-region-mismatch-store", None)):
    aws.ec2.Instance(name, ami="ami-0123456789abcdef0", instance_type="m7i.large", region=region)
