"""A capacity block, which names neither the type nor the price of what it buys.

Answer: oversized-instance undetermined block
"""

import pulumi_aws as aws

aws.ec2.CapacityBlockReservation(
    "block", capacity_block_offering_id="cb-0123456789abcdef0", instance_platform="Linux/UNIX", tags={}
)
