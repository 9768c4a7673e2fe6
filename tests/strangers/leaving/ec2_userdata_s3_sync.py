"""A small box that mirrors the dataset bucket for the Tokyo lab.

The dataset bucket in us-east-1 is synced nightly to an S3 bucket in ap-northeast-1 by an `aws s3 sync` cron job in the EC2
instance's user data.
"""

import pulumi_aws as aws

datasets = aws.s3.Bucket("datasets", bucket="acme-datasets")
aws.s3.Bucket("datasets-tokyo", bucket="acme-datasets-tokyo", region="ap-northeast-1")

USER_DATA = """#!/bin/bash
dnf install -y awscli cronie
systemctl enable --now crond
cat > /etc/cron.d/mirror <<'CRON'
15 1 * * * root aws s3 sync s3://acme-datasets s3://acme-datasets-tokyo --source-region us-east-1 --region ap-northeast-1 --only-show-errors
CRON
"""

ami = aws.ec2.get_ami(
    most_recent=True, owners=["amazon"], filters=[{"name": "name", "values": ["al2023-ami-2023*-x86_64"]}]
)

aws.ec2.Instance(
    "mirror-box",
    ami=ami.id,
    instance_type="c6in.2xlarge",
    iam_instance_profile="dataset-mirror",
    user_data=USER_DATA,
    tags={"Name": "dataset-mirror"},
)
