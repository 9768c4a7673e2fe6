"""Longhorn on k3s nodes in Hetzner Ashburn: nightly volume backups to Tokyo S3.

Longhorn backs up all volumes nightly from Hetzner nodes in the US (Ashburn) to an S3 bucket in ap-northeast-1.
"""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s

REGION = "ap-northeast-1"
tokyo = aws.Provider("tokyo", region=REGION)
target = aws.s3.Bucket("longhorn", bucket="acme-longhorn", opts=pulumi.ResourceOptions(provider=tokyo))
ashburn = k8s.Provider("ashburn", context="k3s-hetzner-ash-us-east")
here = pulumi.ResourceOptions(provider=ashburn)

ns = "longhorn-system"
k8s.core.v1.Secret(
    "s3-credentials",
    metadata={"name": "s3-credentials", "namespace": ns},
    string_data={"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": pulumi.Output.secret("x")},
    opts=here,
)
k8s.apiextensions.CustomResource(
    "backup-target",
    api_version="longhorn.io/v1beta2",
    kind="BackupTarget",
    metadata={"name": "default", "namespace": ns},
    spec={
        "backupTargetURL": target.bucket.apply(lambda b: f"s3://{b}@{REGION}/"),
        "credentialSecret": "s3-credentials",
        "pollInterval": "5m0s",
    },
    opts=here,
)
k8s.apiextensions.CustomResource(
    "nightly",
    api_version="longhorn.io/v1beta2",
    kind="RecurringJob",
    metadata={"name": "nightly", "namespace": ns},
    spec={"task": "backup", "cron": "0 1 * * *", "groups": ["default"], "retain": 14, "concurrency": 4},
    opts=here,
)
