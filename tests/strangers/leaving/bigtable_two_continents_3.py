"""User profile store served from both sides of the Atlantic.

The Bigtable instance has a cluster in us-central1-b and one in europe-west1-c, so all writes are replicated between the continents.
"""

import pulumi_gcp as gcp

autoscaling = {"min_nodes": 3, "max_nodes": 20, "cpu_target": 60}

instance = gcp.bigtable.Instance(
    "profiles",
    name="profiles",
    display_name="User profiles",
    clusters=[
        {
            "cluster_id": "profiles-c1",
            "zone": "us-central1-b",
            "storage_type": "SSD",
            "autoscaling_config": autoscaling,
        },
        {
            "cluster_id": "profiles-c2",
            "zone": "europe-west1-c",
            "storage_type": "SSD",
            "autoscaling_config": autoscaling,
        },
    ],
    deletion_protection=True,
)

for name, families in {"profile": ["attrs", "embedding"], "history": ["views"]}.items():
    gcp.bigtable.Table(
        f"table-{name}",
        name=name,
        instance_name=instance.name,
        column_families=[{"family": f} for f in families],
    )

gcp.bigtable.AppProfile(
    "serving",
    instance=instance.name,
    app_profile_id="serving",
    multi_cluster_routing_use_any=True,
    ignore_warnings=True,
)
