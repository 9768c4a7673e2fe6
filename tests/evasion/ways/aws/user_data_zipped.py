"""The same user data, zipped and in base64, as a launch template takes it.

Answer: oversized-instance fail worker
"""

import base64
import gzip

import pulumi_aws as aws

SCRIPT = "#!/bin/bash\naws ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type p5.48xlarge\n"

aws.ec2.LaunchTemplate(
    "worker",
    image_id="ami-0123456789abcdef0",
    instance_type="t3.small",
    user_data=base64.b64encode(gzip.compress(SCRIPT.encode(), mtime=0)).decode(),
)
