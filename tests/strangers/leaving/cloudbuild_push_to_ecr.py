"""Release pipeline: build once, publish the CUDA images to every place we serve from.

Each release's CUDA images, built by Cloud Build in us-central1, are pushed by crane to Amazon ECR in us-west-2 and to Artifact
Registry in asia-southeast1.
"""

import pulumi_gcp as gcp

SRC = "us-central1-docker.pkg.dev/vision/release/triton-cuda:$TAG_NAME"
TARGETS = [
    "asia-southeast1-docker.pkg.dev/vision/release/triton-cuda:$TAG_NAME",
    "111122223333.dkr.ecr.us-west-2.amazonaws.com/triton-cuda:$TAG_NAME",
]

steps = [
    {"name": "gcr.io/cloud-builders/docker", "args": ["build", "-t", SRC, "."]},
    {"name": "gcr.io/cloud-builders/docker", "args": ["push", SRC]},
]
for t in TARGETS:
    steps.append({"name": "gcr.io/go-containerregistry/crane", "args": ["copy", SRC, t]})

gcp.cloudbuild.Trigger(
    "release-images",
    location="us-central1",
    github={"owner": "acme", "name": "triton-cuda", "push": {"tag": "^v.*"}},
    build={
        "steps": steps,
        "timeout": "7200s",
        "options": {"machine_type": "E2_HIGHCPU_32", "disk_size_gb": 500},
    },
)
