"""Serve Llama from the Singapore cluster; the weights are where we trained them.

Each autoscaled KServe pod (up to 40) on GKE asia-southeast1 downloads the 140 GB model from a GCS bucket in us-central1
(storageUri).
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

weights = gcp.storage.Bucket("weights", location="US-CENTRAL1", uniform_bucket_level_access=True)

cluster = gcp.container.Cluster(
    "serve-sg", name="serve-sg", location="asia-southeast1", enable_autopilot=True, deletion_protection=False
)
provider = k8s.Provider(
    "serve-sg", context="gke_vision_asia-southeast1_serve-sg", opts=pulumi.ResourceOptions(depends_on=[cluster])
)

k8s.apiextensions.CustomResource(
    "llama",
    api_version="serving.kserve.io/v1beta1",
    kind="InferenceService",
    metadata={"name": "llama-70b", "namespace": "models"},
    spec={
        "predictor": {
            "minReplicas": 4,
            "maxReplicas": 40,
            "scaleTarget": 8,
            "scaleMetric": "concurrency",
            "model": {
                "modelFormat": {"name": "huggingface"},
                "args": ["--model_name=llama", "--tensor-parallel-size=8"],
                "storageUri": weights.name.apply(lambda b: f"gs://{b}/llama-3.1-70b-bf16"),
                "resources": {"limits": {"nvidia.com/gpu": "8", "memory": "600Gi"}},
            },
        },
    },
    opts=pulumi.ResourceOptions(provider=provider),
)
