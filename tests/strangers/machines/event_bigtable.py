"""Bigtable for device events.

Bigtable instance whose two clusters autoscale from 15 to 200 nodes each.
"""

import pulumi
import pulumi_gcp as gcp


def cluster(zone):
    return {
        "cluster_id": f"events-{zone}",
        "zone": zone,
        "storage_type": "SSD",
        "autoscaling_config": {"min_nodes": 15, "max_nodes": 200, "cpu_target": 60},
    }


instance = gcp.bigtable.Instance(
    "events",
    name="events",
    display_name="device events",
    clusters=[cluster("us-central1-a"), cluster("us-central1-b")],
    deletion_protection=True,
)
table = gcp.bigtable.Table(
    "readings",
    name="readings",
    instance_name=instance.name,
    column_families=[{"family": "m"}, {"family": "raw"}],
)
gcp.bigtable.GCPolicy(
    "raw-90d",
    instance_name=instance.name,
    table=table.name,
    column_family="raw",
    gc_rules='{"rules":[{"max_age":"2160h"}]}',
)
pulumi.export("table", table.name)
