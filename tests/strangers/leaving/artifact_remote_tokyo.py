"""Pull-through cache of the GPU base images for the Tokyo cluster.

The remote repository in asia-northeast1 pulls container images through from the us-central1 Artifact Registry and caches them in Tokyo.
"""

import pulumi
import pulumi_gcp as gcp

base = gcp.artifactregistry.Repository(
    "base-images",
    repository_id="base-images",
    location="us-central1",
    format="DOCKER",
    description="CUDA and serving base images",
)

cache = gcp.artifactregistry.Repository(
    "base-images-cache",
    repository_id="base-images-cache",
    location="asia-northeast1",
    format="DOCKER",
    mode="REMOTE_REPOSITORY",
    remote_repository_config={
        "description": "upstream in Iowa",
        "docker_repository": {
            "custom_repository": {"uri": "https://us-central1-docker.pkg.dev"},
        },
        "disable_upstream_validation": True,
        "upstream_credentials": {
            "username_password_credentials": {
                "username": "_json_key_base64",
                "password_secret_version": "projects/vision/secrets/ar-reader/versions/1",
            }
        },
    },
    opts=pulumi.ResourceOptions(depends_on=[base]),
)

gcp.container.Cluster(
    "serving-tokyo",
    name="serving-tokyo",
    location="asia-northeast1",
    enable_autopilot=True,
    deletion_protection=False,
)
pulumi.export("cache", cache.name)
