"""A small Cloud SQL, a tenth of a Spanner node, a cache and a topic of one region."""

import pulumi_gcp as gcp

LABELS = {"owner": "orders", "cost-center": "or-1"}
gcp.sql.DatabaseInstance(
    "orders",
    region="europe-west4",
    database_version="POSTGRES_16",
    settings={
        "tier": "db-custom-1-3840",
        "disk_size": 20,
        "ip_configuration": {"ipv4_enabled": False, "private_network": "projects/p/global/networks/n"},
        "backup_configuration": {"enabled": True, "location": "europe-west4"},
        "user_labels": LABELS,
    },
)
gcp.spanner.Instance(
    "ledger", config="regional-europe-west4", display_name="ledger", processing_units=100, labels=LABELS
)
gcp.redis.Instance("sessions", region="europe-west4", memory_size_gb=2, tier="STANDARD_HA", labels=LABELS)
gcp.pubsub.Topic("events", labels=LABELS, message_storage_policy={"allowed_persistence_regions": ["europe-west4"]})
