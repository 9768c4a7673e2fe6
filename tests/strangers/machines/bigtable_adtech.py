"""User profile store of the bidder, in two zones.

Two Bigtable clusters of 60 to 300 nodes each, 57,000 $ a month at the floor.
"""

import pulumi_gcp as gcp

clusters = [
    {
        "cluster_id": f"profiles-{zone[-1]}",
        "zone": zone,
        "storage_type": "SSD",
        "autoscaling_config": {"min_nodes": 60, "max_nodes": 300, "cpu_target": 50},
    }
    for zone in ("us-central1-b", "us-central1-f")
]

instance = gcp.bigtable.Instance("profiles", name="profiles", clusters=clusters, deletion_protection=True)
gcp.bigtable.Table("profiles", instance_name=instance.name, column_families=[{"family": "seg"}])
