"""User profile store, served on both sides of the Atlantic.

Bigtable replicates every write of the clicks and embeddings tables between clusters in us-central1 and europe-west1.
"""

import pulumi_gcp as gcp

CLUSTERS = [
    ("profiles-iowa", "us-central1-b", 12),
    ("profiles-belgium", "europe-west1-c", 12),
]

profiles = gcp.bigtable.Instance(
    "profiles",
    name="profiles",
    display_name="User profiles",
    clusters=[
        gcp.bigtable.InstanceClusterArgs(
            cluster_id=cluster_id,
            zone=zone,
            storage_type="SSD",
            autoscaling_config={"min_nodes": 3, "max_nodes": nodes, "cpu_target": 60},
        )
        for cluster_id, zone, nodes in CLUSTERS
    ],
)
for table in ("clicks", "embeddings"):
    gcp.bigtable.Table(table, name=table, instance_name=profiles.name, column_families=[{"family": "d"}])
gcp.bigtable.AppProfile(
    "nearest",
    app_profile_id="nearest",
    instance=profiles.name,
    multi_cluster_routing_use_any=True,
    ignore_warnings=True,
)
