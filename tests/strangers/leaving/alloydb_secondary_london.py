"""Product catalogue on AlloyDB, with a London secondary.

The AlloyDB catalog cluster in us-central1 streams all its changes to a secondary cluster in europe-west2.
"""

import pulumi
import pulumi_gcp as gcp

vpc = "projects/vision/global/networks/default"

primary = gcp.alloydb.Cluster(
    "catalog",
    cluster_id="catalog",
    location="us-central1",
    network_config={"network": vpc},
    initial_user={"user": "postgres", "password": pulumi.Config().get_secret("pg") or "unset"},
)
primary_instance = gcp.alloydb.Instance(
    "catalog-0",
    cluster=primary.name,
    instance_id="catalog-0",
    instance_type="PRIMARY",
    machine_config={"cpu_count": 32},
)

secondary = gcp.alloydb.Cluster(
    "catalog-secondary",
    cluster_id="catalog-ldn",
    location="europe-west2",
    network_config={"network": vpc},
    cluster_type="SECONDARY",
    secondary_config={"primary_cluster_name": primary.name},
    continuous_backup_config={"enabled": False},
    opts=pulumi.ResourceOptions(depends_on=[primary_instance]),
)
gcp.alloydb.Instance(
    "catalog-ldn-0",
    cluster=secondary.name,
    instance_id="catalog-ldn-0",
    instance_type="SECONDARY",
    machine_config={"cpu_count": 16},
)
