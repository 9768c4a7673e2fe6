import pulumi_gcp as gcp

lab = gcp.container.Cluster(
    "lab",
    location="us-central1",
    initial_node_count=1,
    remove_default_node_pool=True,
    deletion_protection=False,
    addons_config={"gcs_fuse_csi_driver_config": {"enabled": "True"}},
)
gcp.container.NodePool(
    "cards",
    cluster=lab.id,
    location="us-central1",
    node_locations=["us-central1-a"],
    node_count=2,
    node_config={
        "machine_type": "g2-standard-24",
        "guest_accelerators": [{"type": "nvidia-l4", "count": "2"}],
        "ephemeral_storage_local_ssd_config": {"local_ssd_count": "2"},
    },
)
