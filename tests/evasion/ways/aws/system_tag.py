"""A tag says that the machine is a part of Penstock itself.

Answer: oversized-instance fail box
Answer: spot-required fail box
Answer: idle-shutdown-required fail box
"""

import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="p5.48xlarge",
    tags={"penstock:use": "system", "penstock:role": "steward"},
)
