"""Inference images are pushed once in Virginia and fanned out to the serving regions.

Container images pushed to ECR in us-east-1 are replicated by the registry's replication configuration to eu-central-1 and ap-southeast-2.
"""

import pulumi
import pulumi_aws as aws

SERVING_REGIONS = ["eu-central-1", "ap-southeast-2"]

account = aws.get_caller_identity()

repos = []
for name in ("inference/triton", "inference/vllm", "inference/router"):
    repos.append(
        aws.ecr.Repository(
            name.replace("/", "-"),
            name=name,
            image_tag_mutability="IMMUTABLE",
            image_scanning_configuration={"scan_on_push": True},
        )
    )

aws.ecr.ReplicationConfiguration(
    "registry-fanout",
    replication_configuration={
        "rules": [
            {
                "destinations": [{"region": region, "registry_id": account.account_id} for region in SERVING_REGIONS],
                "repository_filters": [{"filter": "inference/", "filter_type": "PREFIX_MATCH"}],
            }
        ]
    },
)

pulumi.export("repositories", [r.repository_url for r in repos])
