"""Kubeflow PyTorchJob: an init container downloads the pretraining tokens.

Each of the 32 training pods on EKS us-east-1 downloads the pretraining tokens from an Azure Blob account in West Europe with azcopy in
an init container.
"""

import pulumi
import pulumi_kubernetes as k8s

TOKENS = "https://tokensweu.blob.core.windows.net/slimpajama/train?$SAS"  # West Europe account
GPU_CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/h100"


def replica(count):
    mount = [{"name": "scratch", "mountPath": "/scratch"}]
    return {
        "replicas": count,
        "restartPolicy": "OnFailure",
        "template": {
            "spec": {
                "initContainers": [
                    {
                        "name": "tokens",
                        "image": "acme/azcopy:10.25",
                        "command": ["sh", "-c", f'azcopy copy "{TOKENS}" /scratch/tokens --recursive'],
                        "envFrom": [{"secretRef": {"name": "slimpajama-sas"}}],
                        "volumeMounts": mount,
                    }
                ],
                "containers": [
                    {
                        "name": "pytorch",
                        "image": "111122223333.dkr.ecr.us-east-1.amazonaws.com/pretrain:19",
                        "command": ["torchrun", "pretrain.py", "--data", "/scratch/tokens"],
                        "resources": {"limits": {"nvidia.com/gpu": 8}},
                        "volumeMounts": mount,
                    }
                ],
                "volumes": [{"name": "scratch", "hostPath": {"path": "/mnt/nvme"}}],
            }
        },
    }


k8s.apiextensions.CustomResource(
    "pretrain",
    api_version="kubeflow.org/v1",
    kind="PyTorchJob",
    metadata={"name": "pretrain", "namespace": "kubeflow"},
    spec={"nprocPerNode": "8", "pytorchReplicaSpecs": {"Master": replica(1), "Worker": replica(31)}},
    opts=pulumi.ResourceOptions(provider=k8s.Provider("h100", context=GPU_CLUSTER)),
)
