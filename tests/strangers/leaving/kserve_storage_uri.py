"""KServe predictor in the Frankfurt EKS cluster with its model in the Virginia bucket.

Each KServe predictor start on EKS in eu-central-1 downloads ~140 GB of model weights from the S3 bucket in us-east-1 (storageUri).
"""

import pulumi
import pulumi_aws as aws
import pulumi_eks as eks
import pulumi_kubernetes as k8s

models = aws.s3.Bucket("models", bucket="acme-models")

fra = aws.Provider("fra", region="eu-central-1")
cluster = eks.Cluster(
    "serving",
    name="serving",
    instance_type="g6e.12xlarge",
    desired_capacity=4,
    min_size=2,
    max_size=20,
    opts=pulumi.ResourceOptions(providers={"aws": fra}),
)
kube = k8s.Provider("serving-kube", kubeconfig=cluster.kubeconfig_json)


def predictor(model):
    return {
        "minReplicas": 0,
        "maxReplicas": 12,
        "serviceAccountName": "s3-reader",
        "model": {
            "modelFormat": {"name": "huggingface"},
            "storageUri": models.bucket.apply(lambda b: f"s3://{b}/{model}"),
            "resources": {"limits": {"nvidia.com/gpu": "4", "memory": "200Gi"}},
        },
    }


for model in ("qwen2-72b", "llama3-70b"):
    k8s.apiextensions.CustomResource(
        model,
        api_version="serving.kserve.io/v1beta1",
        kind="InferenceService",
        metadata={"name": model, "namespace": "llm"},
        spec={"predictor": predictor(model)},
        opts=pulumi.ResourceOptions(provider=kube),
    )
