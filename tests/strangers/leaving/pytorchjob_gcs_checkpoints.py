"""Distributed pre-training on AKS GPU nodes with checkpoints in a GCS bucket.

The PyTorchJob workers, pinned to AKS nodes in Azure southcentralus, write their checkpoints to a Cloud Storage bucket in Google Cloud us-east4.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

checkpoints = gcp.storage.Bucket(
    "llm-checkpoints",
    name="vision-llm-checkpoints",
    location="us-east4",
    lifecycle_rules=[{"action": {"type": "Delete"}, "condition": {"num_newer_versions": 5}}],
)

pod = {
    "spec": {
        "nodeSelector": {
            "topology.kubernetes.io/region": "southcentralus",
            "kubernetes.azure.com/agentpool": "h100",
        },
        "containers": [
            {
                "name": "pytorch",
                "image": "acmeimages.azurecr.io/llm/pretrain:0.19",
                "command": ["torchrun", "pretrain.py"],
                "args": [
                    "--config=configs/13b.yaml",
                    pulumi.Output.concat("--checkpoint-dir=gs://", checkpoints.name, "/13b"),
                    "--checkpoint-every=500",
                ],
                "env": [{"name": "GOOGLE_APPLICATION_CREDENTIALS", "value": "/gcp/key.json"}],
                "resources": {"limits": {"nvidia.com/gpu": 8}},
                "volumeMounts": [{"name": "gcp", "mountPath": "/gcp", "readOnly": True}],
            }
        ],
        "volumes": [{"name": "gcp", "secret": {"secretName": "gcs-writer"}}],
    }
}

k8s.apiextensions.CustomResource(
    "llm-pretrain",
    api_version="kubeflow.org/v1",
    kind="PyTorchJob",
    metadata={"name": "llm-pretrain", "namespace": "training"},
    spec={
        "pytorchReplicaSpecs": {
            "Master": {"replicas": 1, "restartPolicy": "OnFailure", "template": pod},
            "Worker": {"replicas": 15, "restartPolicy": "OnFailure", "template": pod},
        }
    },
)
