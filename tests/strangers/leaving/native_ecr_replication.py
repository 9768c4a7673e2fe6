"""Images follow the clusters: replicate the registry to Mumbai and Stockholm.

Every container image pushed to the us-east-1 ECR registry is replicated to ap-south-1 and eu-north-1 by an aws-native ECR
replication configuration.
"""

import pulumi
import pulumi_aws as aws

account = "111122223333"

for repo in ("vllm-server", "trainer-cuda12", "feature-api"):
    aws.ecr.Repository(repo, name=f"ml/{repo}", image_tag_mutability="IMMUTABLE")

pulumi.CustomResource(
    "aws-native:ecr:ReplicationConfiguration",
    "image-replication",
    {
        "replicationConfiguration": {
            "rules": [
                {
                    "destinations": [
                        {"region": "ap-south-1", "registryId": account},
                        {"region": "eu-north-1", "registryId": account},
                    ],
                    "repositoryFilters": [{"filter": "ml/", "filterType": "PREFIX_MATCH"}],
                }
            ],
        },
    },
)
