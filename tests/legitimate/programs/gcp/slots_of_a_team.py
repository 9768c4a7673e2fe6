"""A small reservation of slots, a data set of one region and a tiny Bigtable for a team of analysts."""

import pulumi_gcp as gcp

LABELS = {"owner": "analytics", "cost-center": "an-3"}
gcp.bigquery.Reservation(
    "team", location="europe-west4", slot_capacity=0, edition="ENTERPRISE", autoscale={"max_slots": 50}
)
gcp.bigquery.Dataset("team", dataset_id="team", location="europe-west4", labels=LABELS)
gcp.bigtable.Instance(
    "profiles",
    clusters=[{"cluster_id": "one", "zone": "europe-west4-a", "num_nodes": 1, "storage_type": "SSD"}],
    labels=LABELS,
)
