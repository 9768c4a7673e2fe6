"""Builds the robot image and publishes it where the robots are.

Cloud Build in us-central1 pushes a container image with the model weights to Artifact Registry in asia-northeast1 on every commit.
"""

import pulumi_gcp as gcp

TOKYO = "asia-northeast1"
repo = gcp.artifactregistry.Repository("robots", repository_id="robots", format="DOCKER", location=TOKYO)
image = repo.name.apply(lambda _: f"{TOKYO}-docker.pkg.dev/vision/robots/perception:$COMMIT_SHA")

gcp.cloudbuild.Trigger(
    "perception-image",
    name="perception-image",
    location="us-central1",
    github={"owner": "acme", "name": "perception", "push": {"branch": "^main$"}},
    build={
        "timeout": "7200s",
        "steps": [
            {
                "name": "gcr.io/cloud-builders/gsutil",
                "args": ["-m", "cp", "-r", "gs://vision-model-zoo-us-central1/perception/", "weights/"],
            },
            {"name": "gcr.io/cloud-builders/docker", "args": ["build", "-t", image, "."]},
            {"name": "gcr.io/cloud-builders/docker", "args": ["push", image]},
        ],
        "options": {"machine_type": "E2_HIGHCPU_32", "disk_size_gb": 500},
    },
)
