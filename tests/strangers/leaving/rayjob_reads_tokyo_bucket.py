"""Fine-tuning as a RayJob; the speech data was collected by (and stays in) Tokyo.

A KubeRay job with 16 GPU workers on EKS us-east-1 reads its training data from an S3 bucket in ap-northeast-1 and saves
checkpoints there (entrypoint arguments).
"""

import pulumi
import pulumi_aws as aws
import pulumi_kubernetes as k8s

tokyo = aws.Provider("tokyo", region="ap-northeast-1")
speech = aws.s3.Bucket("speech-jp", bucket="acme-speech-jp", opts=pulumi.ResourceOptions(provider=tokyo))

eks = k8s.Provider("gpu", context="arn:aws:eks:us-east-1:111122223333:cluster/gpu")
IMAGE = "111122223333.dkr.ecr.us-east-1.amazonaws.com/ray-train:2.37-cu124"


def pod(name, **resources):
    return {
        "spec": {
            "serviceAccountName": "ray",
            "containers": [{"name": name, "image": IMAGE, "resources": {"limits": resources}}],
        }
    }


entrypoint = pulumi.Output.format(
    "python train.py --train-data s3://{0}/wav16k/ --storage-path s3://{0}/checkpoints/ --epochs 20", speech.bucket
)

k8s.apiextensions.CustomResource(
    "finetune",
    api_version="ray.io/v1",
    kind="RayJob",
    metadata={"name": "finetune-whisper", "namespace": "ray"},
    spec={
        "entrypoint": entrypoint,
        "shutdownAfterJobFinishes": True,
        "runtimeEnvYAML": "env_vars:\n  AWS_DEFAULT_REGION: ap-northeast-1\n",
        "rayClusterSpec": {
            "rayVersion": "2.37.0",
            "headGroupSpec": {"rayStartParams": {}, "template": pod("head", cpu="8", memory="32Gi")},
            "workerGroupSpecs": [
                {
                    "groupName": "gpu",
                    "replicas": 16,
                    "minReplicas": 16,
                    "maxReplicas": 16,
                    "rayStartParams": {},
                    "template": pod("worker", **{"nvidia.com/gpu": "8", "memory": "900Gi"}),
                }
            ],
        },
    },
    opts=pulumi.ResourceOptions(provider=eks),
)
