"""The registry copies each image, of tens of GiB, to another region.

Answer: cross-region-copy fail images
"""

import pulumi_aws as aws

aws.ecr.ReplicationConfiguration(
    "images",
    replication_configuration={
        "rules": [{"destinations": [{"region": "eu-west-1", "registry_id": "123456789012"}]}],
    },
)
