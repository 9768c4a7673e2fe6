"""AlloyDB for bookings: primary in Iowa, secondary in Madrid.

AlloyDB cross-region replication streams the bookings database from us-central1 to a secondary cluster in europe-southwest1.
"""

import pulumi
import pulumi_gcp as gcp

net = gcp.compute.Network("db", name="db", auto_create_subnetworks=False)


def cluster(name, location, primary=None):
    extra = {}
    if primary is not None:
        extra = {
            "cluster_type": "SECONDARY",
            "secondary_config": {"primary_cluster_name": primary.name},
            "continuous_backup_config": {"enabled": False},
        }
    else:
        extra = {"initial_user": {"user": "postgres", "password": pulumi.Config().get("pw") or "change-me"}}
    return gcp.alloydb.Cluster(name, cluster_id=name, location=location, network_config={"network": net.id}, **extra)


main = cluster("bookings", "us-central1")
first = gcp.alloydb.Instance(
    "bookings-1", cluster=main.name, instance_id="bookings-1", instance_type="PRIMARY", machine_config={"cpu_count": 32}
)
madrid = cluster("bookings-madrid", "europe-southwest1", main)
gcp.alloydb.Instance(
    "bookings-madrid-1",
    cluster=madrid.name,
    instance_id="bookings-madrid-1",
    instance_type="SECONDARY",
    machine_config={"cpu_count": 16},
    opts=pulumi.ResourceOptions(depends_on=[first]),
)
