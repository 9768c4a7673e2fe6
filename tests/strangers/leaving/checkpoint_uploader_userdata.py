"""Auto Scaling group of trainers whose user data ships checkpoints to the research bucket.

Training instances in us-east-1 upload their checkpoints every 15 minutes to an S3 bucket in ap-south-1 through a cron job in user data.
"""

import base64

import pulumi
import pulumi_aws as aws

BUCKET = "acme-research-checkpoints"

checkpoints = aws.s3.Bucket(
    "research-checkpoints",
    bucket=BUCKET,
    opts=pulumi.ResourceOptions(provider=aws.Provider("mumbai", region="ap-south-1")),
)

user_data = f"""#!/bin/bash
set -euo pipefail
mkdir -p /opt/ckpt
cat >/etc/cron.d/checkpoints <<'EOF'
*/15 * * * * root aws s3 sync /opt/ckpt s3://{BUCKET}/$(hostname)/ --region ap-south-1 --exclude '*.tmp'
EOF
docker run -d --gpus all -v /opt/ckpt:/ckpt 111122223333.dkr.ecr.us-east-1.amazonaws.com/llm-train:9
"""

template = aws.ec2.LaunchTemplate(
    "trainer-template",
    name_prefix="trainer-",
    image_id="ami-0c9978668f8d55984",
    instance_type="p5.48xlarge",
    iam_instance_profile={"name": "trainer"},
    block_device_mappings=[{"device_name": "/dev/sda1", "ebs": {"volume_size": 1000, "volume_type": "gp3"}}],
    user_data=base64.b64encode(user_data.encode()).decode(),
)
aws.autoscaling.Group(
    "trainers",
    min_size=0,
    max_size=8,
    desired_capacity=4,
    availability_zones=["us-east-1a"],
    launch_template={"id": template.id, "version": "$Latest"},
)
pulumi.export("bucket", checkpoints.bucket)
