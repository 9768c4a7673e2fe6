"""The program asks whether this is a preview, and declares the machine only when it is none.

Not caught: a check sees what a preview declares, and to run the other branch could deploy something; in `pulumi up` the policy of
Not caught: each resource sees the machine before it is made.
"""

import pulumi
import pulumi_aws as aws

if not pulumi.runtime.is_dry_run():
    aws.ec2.Instance("gpu", ami="ami-0123456789abcdef0", instance_type="p5.48xlarge")
