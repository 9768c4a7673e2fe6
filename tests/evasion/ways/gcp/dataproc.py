"""A Dataproc cluster whose workers have GPUs.

Answer: oversized-instance fail lake
"""

import pulumi_gcp as gcp

gcp.dataproc.Cluster(
    "lake",
    region="us-central1",
    cluster_config={
        "master_config": {"num_instances": 1, "machine_type": "n2-standard-4"},
        "worker_config": {"num_instances": 2, "machine_type": "a2-megagpu-16g"},
    },
)
