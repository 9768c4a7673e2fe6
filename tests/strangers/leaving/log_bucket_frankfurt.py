"""Route the project's logs to the bucket our auditors insist on.

A logging sink routes all container, load balancer and VPC flow logs produced in us-central1 to a log bucket in europe-west3.
"""

import pulumi_gcp as gcp

AUDIT_LOCATION = "europe-west3"

bucket = gcp.logging.ProjectBucketConfig(
    "audit-logs",
    project="vision",
    location=AUDIT_LOCATION,
    bucket_id="audit-logs",
    retention_days=400,
    enable_analytics=True,
)
cluster = gcp.container.Cluster(
    "apps",
    name="apps",
    location="us-central1",
    enable_autopilot=True,
    logging_config={"enable_components": ["SYSTEM_COMPONENTS", "WORKLOADS"]},
)

gcp.logging.ProjectSink(
    "everything-to-audit",
    name="everything-to-audit",
    destination=bucket.id.apply(lambda i: f"logging.googleapis.com/{i}"),
    filter="""
        resource.type=("k8s_container" OR "http_load_balancer" OR "gce_subnetwork")
    """,
    unique_writer_identity=True,
)
