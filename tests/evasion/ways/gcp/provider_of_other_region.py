"""An explicit provider puts the job a continent away from the bucket that its service account may read.

Answer: cross-region-transfer fail box
"""

import pulumi
import pulumi_gcp as gcp

data = gcp.storage.Bucket("data", name="vision-data", location="us-central1")
account = gcp.serviceaccount.Account("node", account_id="node")
gcp.storage.BucketIAMMember(
    "read", bucket=data.name, role="roles/storage.objectViewer", member=account.email.apply("serviceAccount:{}".format)
)
far = gcp.Provider("far", project="vision", region="asia-northeast1", zone="asia-northeast1-a")
gcp.compute.Instance(
    "box",
    machine_type="e2-medium",
    boot_disk={"initialize_params": {"image": "debian-cloud/debian-12"}},
    network_interfaces=[{"network": "default"}],
    service_account={"email": account.email, "scopes": ["cloud-platform"]},
    opts=pulumi.ResourceOptions(provider=far),
)
