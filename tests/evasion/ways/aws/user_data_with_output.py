"""User data that orders a machine, and has another resource's id in it, so that no preview knows a word of it.

Not caught: before a deployment, text with an output in it is unknown as a whole, and such user data is the usual kind; in `pulumi up` the pack judges it once more, when it is known and before the machine is made.
"""

import pulumi
import pulumi_aws as aws

group = aws.ec2.SecurityGroup("nodes")
aws.ec2.Instance(
    "box",
    ami="ami-0123456789abcdef0",
    instance_type="t3.small",
    user_data=pulumi.Output.concat(
        "#!/bin/bash\naws ec2 run-instances --instance-type p5.48xlarge --security-group-ids ", group.id, "\n"
    ),
)
