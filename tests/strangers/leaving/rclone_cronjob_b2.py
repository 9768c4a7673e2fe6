"""CronJob in the Sao Paulo cluster: copy the media uploads to Backblaze in Amsterdam.

A half-hourly rclone CronJob copies media uploads from S3 in sa-east-1 to Backblaze B2 in eu-central.
"""

import pulumi
import pulumi_kubernetes as k8s

SOURCE = "aws:acme-uploads-sa-east-1"
TARGET = "b2:acme-uploads-mirror"

env = {
    "RCLONE_CONFIG_AWS_TYPE": "s3",
    "RCLONE_CONFIG_AWS_PROVIDER": "AWS",
    "RCLONE_CONFIG_AWS_REGION": "sa-east-1",
    "RCLONE_CONFIG_AWS_ENV_AUTH": "true",
    "RCLONE_CONFIG_B2_TYPE": "s3",
    "RCLONE_CONFIG_B2_PROVIDER": "Other",
    "RCLONE_CONFIG_B2_ENDPOINT": "https://s3.eu-central-003.backblazeb2.com",
}
saopaulo = k8s.Provider("saopaulo", context="arn:aws:eks:sa-east-1:111122223333:cluster/media")

k8s.batch.v1.CronJob(
    "mirror-uploads",
    metadata={"name": "mirror-uploads", "namespace": "media"},
    spec=k8s.batch.v1.CronJobSpecArgs(
        schedule="*/30 * * * *",
        concurrency_policy="Forbid",
        job_template={
            "spec": {
                "template": {
                    "spec": {
                        "restartPolicy": "Never",
                        "containers": [
                            {
                                "name": "rclone",
                                "image": "rclone/rclone:1.67",
                                "args": ["sync", SOURCE, TARGET, "--fast-list", "--transfers=32"],
                                "env": [{"name": n, "value": v} for n, v in env.items()],
                                "envFrom": [{"secretRef": {"name": "b2-credentials"}}],
                            }
                        ],
                    }
                }
            }
        },
    ),
    opts=pulumi.ResourceOptions(provider=saopaulo),
)
