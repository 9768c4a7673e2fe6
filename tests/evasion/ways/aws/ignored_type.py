"""The machine was made as an H100 by hand; the program says t3.small, and `ignore_changes` keeps what is there.

Answer: oversized-instance undetermined box
"""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    opts=pulumi.ResourceOptions(ignore_changes=["instanceType"], import_="i-0123456789abcdef0"),
)
