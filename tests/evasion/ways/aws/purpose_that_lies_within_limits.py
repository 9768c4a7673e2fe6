"""Training on eight A10Gs calls itself inference, which may have them on-demand and without an end.

Not caught: a purpose is its owner's word, and no input shows what a machine is used for; the limits of the purpose hold, and `purpose` of the pack's config can fix it for a whole organisation.
"""

import pulumi_aws as aws

aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="g5.48xlarge",
    associate_public_ip_address=False,
    tags={"purpose": "inference"},
)
