"""A copied line puts the machine where nobody looks for it."""

import pulumi_aws as aws

aws.ec2.Instance(
    "provider-region-mismatch-node",
    ami="ami-0123456789abcdef0",
    instance_type="m7i.large",
    region="ap-southeast-2",
)
