"""User profiles: one Bigtable instance, clusters where the users are.

Every write to the Bigtable instance is replicated between its clusters in us-central1 and asia-east1 by Bigtable replication.
"""

import pulumi_gcp as gcp

ZONES = {"us": "us-central1-c", "tw": "asia-east1-a"}

profiles = gcp.bigtable.Instance(
    "profiles",
    display_name="user profiles",
    deletion_protection=False,
    clusters=[
        gcp.bigtable.InstanceClusterArgs(
            cluster_id=f"profiles-{short}",
            zone=zone,
            storage_type="SSD",
            autoscaling_config=gcp.bigtable.InstanceClusterAutoscalingConfigArgs(
                min_nodes=3,
                max_nodes=30,
                cpu_target=60,
            ),
        )
        for short, zone in ZONES.items()
    ],
)

gcp.bigtable.Table("profiles", instance_name=profiles.name, column_families=[{"family": "p"}, {"family": "embeddings"}])
gcp.bigtable.AppProfile(
    "default-multi",
    instance=profiles.name,
    app_profile_id="anywhere",
    multi_cluster_routing_use_any=True,
    ignore_warnings=True,
)
