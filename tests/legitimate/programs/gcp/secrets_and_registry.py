"""Where images and secrets live: in one region."""

import pulumi_gcp as gcp

gcp.artifactregistry.Repository(
    "images",
    location="europe-west4",
    repository_id="images",
    format="DOCKER",
    cleanup_policies=[{"id": "old", "action": "DELETE", "condition": {"older_than": "7776000s"}}],
)
secret = gcp.secretmanager.Secret(
    "api-key",
    secret_id="api-key",
    replication={"user_managed": {"replicas": [{"location": "europe-west4"}]}},
)
ring = gcp.kms.KeyRing("core", location="europe-west4")
gcp.kms.CryptoKey("core", key_ring=ring.id, rotation_period="7776000s")
