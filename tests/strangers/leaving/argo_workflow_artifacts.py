"""Argo Workflows template; artifacts are exchanged through one bucket.

The nightly Argo workflow on GKE us-west1 downloads point clouds from, and uploads voxels to, an S3 bucket in AWS ap-south-1.
"""

import pulumi
import pulumi_kubernetes as k8s

cluster = k8s.Provider("wf", context="gke_vision_us-west1_pipelines")
BUCKET = {
    "bucket": "vision-artifacts-mumbai",
    "region": "ap-south-1",
    "endpoint": "s3.ap-south-1.amazonaws.com",
    "insecure": False,
    "accessKeySecret": {"name": "s3", "key": "access"},
    "secretKeySecret": {"name": "s3", "key": "secret"},
}


def artifact(name, path, key):
    return {"name": name, "path": path, "s3": {**BUCKET, "key": key}}


def step(name, command, inputs=(), outputs=()):
    return {
        "name": name,
        "inputs": {"artifacts": list(inputs)},
        "outputs": {"artifacts": list(outputs)},
        "container": {
            "image": "us-west1-docker.pkg.dev/vision/pipelines/pointcloud:5",
            "command": ["sh", "-c"],
            "args": [command],
        },
    }


raw = artifact("raw", "/in/raw.laz", "drives/{{workflow.parameters.drive}}.laz")
voxels = artifact("voxels", "/out/voxels.zarr", "voxels/{{workflow.parameters.drive}}.zarr")

k8s.apiextensions.CustomResource(
    "voxelize",
    api_version="argoproj.io/v1alpha1",
    kind="CronWorkflow",
    metadata={"name": "voxelize", "namespace": "pipelines"},
    spec={
        "schedule": "0 2 * * *",
        "workflowSpec": {
            "entrypoint": "main",
            "arguments": {"parameters": [{"name": "drive", "value": "latest"}]},
            "templates": [
                {"name": "main", "steps": [[{"name": "voxelize", "template": "voxelize"}]]},
                step("voxelize", "voxelize /in/raw.laz /out/voxels.zarr", inputs=[raw], outputs=[voxels]),
            ],
        },
    },
    opts=pulumi.ResourceOptions(provider=cluster),
)
