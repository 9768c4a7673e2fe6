"""KubeRay fine-tuning: dataset from the Parisian bucket, GPUs in Oregon.

Ray workers in us-west-2 read the speech corpus on each of eight epochs from an S3 bucket in eu-west-3 (runtime environment variables).
"""

import pulumi
import pulumi_kubernetes as k8s
import yaml

oregon = k8s.Provider("oregon", context="arn:aws:eks:us-west-2:111122223333:cluster/gpu-oregon")

runtime_env = yaml.safe_dump(
    {
        "working_dir": "s3://acme-code-us-west-2/finetune.zip",
        "env_vars": {
            "DATASET": "s3://acme-speech-corpus/train/parquet",
            "AWS_REGION": "eu-west-3",
            "AWS_ENDPOINT_URL_S3": "https://s3.eu-west-3.amazonaws.com",
            "EPOCHS": "8",
        },
    }
)


def group(name, replicas, gpus):
    return {
        "groupName": name,
        "replicas": replicas,
        "rayStartParams": {"num-gpus": str(gpus)},
        "template": {
            "spec": {
                "containers": [
                    {
                        "name": "worker",
                        "image": "rayproject/ray-ml:2.32.0-gpu",
                        "resources": {"limits": {"nvidia.com/gpu": gpus, "memory": "400Gi"}},
                    }
                ]
            }
        },
    }


k8s.apiextensions.CustomResource(
    "whisper-finetune",
    api_version="ray.io/v1",
    kind="RayJob",
    metadata={"name": "whisper-finetune", "namespace": "ray"},
    spec={
        "entrypoint": "python finetune.py --data $DATASET --epochs $EPOCHS",
        "runtimeEnvYAML": runtime_env,
        "shutdownAfterJobFinishes": True,
        "rayClusterSpec": {
            "rayVersion": "2.32.0",
            "headGroupSpec": {
                "rayStartParams": {},
                "template": {"spec": {"containers": [{"name": "head", "image": "rayproject/ray-ml:2.32.0-gpu"}]}},
            },
            "workerGroupSpecs": [group("a100", 16, 8)],
        },
    },
    opts=pulumi.ResourceOptions(provider=oregon),
)
