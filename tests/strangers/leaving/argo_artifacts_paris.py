"""Argo CronWorkflow that builds the embedding index every night.

The nightly Argo workflow on us-east-2 nodes stores its embedding index artifact in an S3 bucket in eu-west-3 (Paris).
"""

import pulumi
import pulumi_kubernetes as k8s

k8s.apiextensions.CustomResource(
    "nightly-embeddings",
    api_version="argoproj.io/v1alpha1",
    kind="CronWorkflow",
    metadata={"name": "nightly-embeddings", "namespace": "argo"},
    spec={
        "schedule": "0 2 * * *",
        "concurrencyPolicy": "Forbid",
        "workflowSpec": {
            "entrypoint": "build",
            "nodeSelector": {"topology.kubernetes.io/region": "us-east-2"},
            "templates": [
                {
                    "name": "build",
                    "container": {
                        "image": "111122223333.dkr.ecr.us-east-2.amazonaws.com/embeddings:5.2",
                        "command": ["python", "build_index.py"],
                        "args": ["--out", "/out/index"],
                        "resources": {"limits": {"nvidia.com/gpu": 4}},
                    },
                    "outputs": {
                        "artifacts": [
                            {
                                "name": "index",
                                "path": "/out/index",
                                "archive": {"none": {}},
                                "s3": {
                                    "endpoint": "s3.eu-west-3.amazonaws.com",
                                    "region": "eu-west-3",
                                    "bucket": "acme-embedding-index",
                                    "key": "nightly/{{workflow.creationTimestamp.Y}}-{{workflow.creationTimestamp.m}}-{{workflow.creationTimestamp.d}}",
                                    "accessKeySecret": {"name": "index-s3", "key": "accessKey"},
                                    "secretKeySecret": {"name": "index-s3", "key": "secretKey"},
                                },
                            }
                        ]
                    },
                }
            ],
        },
    },
)

pulumi.export("index_bucket", "acme-embedding-index")
