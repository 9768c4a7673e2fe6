"""cloud-init writes a file from a base64 text inside base64 user data, and runs it.

Answer: oversized-instance fail worker
"""

import base64
import json

import pulumi_aws as aws

SCRIPT = "#!/bin/bash\naws ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type p5.48xlarge\n"
CONFIG = {
    "write_files": [
        {"path": "/opt/warm-up.sh", "encoding": "b64", "content": base64.b64encode(SCRIPT.encode()).decode()}
    ],
    "runcmd": ["bash /opt/warm-up.sh"],
}

aws.ec2.LaunchTemplate(
    "worker",
    image_id="ami-0123456789abcdef0",
    instance_type="t3.small",
    user_data=base64.b64encode(f"#cloud-config\n{json.dumps(CONFIG)}".encode()).decode(),
)
