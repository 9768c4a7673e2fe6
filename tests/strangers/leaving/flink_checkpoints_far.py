"""Flink job of the matching engine; its checkpoints go where the DR cluster can see them.

A Flink job pinned to us-central1 nodes writes its RocksDB checkpoints every 20 s to a GCS bucket in europe-west9.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

state = gcp.storage.Bucket("flink-state", name="acme-flink-state", location="europe-west9")
flink_ns = "matching"

conf = {
    "taskmanager.numberOfTaskSlots": "8",
    "state.backend.type": "rocksdb",
    "execution.checkpointing.interval": "20s",
    "state.checkpoints.dir": state.name.apply(lambda b: f"gs://{b}/checkpoints"),
    "state.savepoints.dir": state.name.apply(lambda b: f"gs://{b}/savepoints"),
    "high-availability.type": "kubernetes",
    "high-availability.storageDir": state.name.apply(lambda b: f"gs://{b}/ha"),
}

k8s.apiextensions.CustomResource(
    "matching",
    api_version="flink.apache.org/v1beta1",
    kind="FlinkDeployment",
    metadata={"name": "matching", "namespace": flink_ns},
    spec={
        "image": "us-central1-docker.pkg.dev/vision/flink/matching:301",
        "flinkVersion": "v1_19",
        "flinkConfiguration": conf,
        "serviceAccount": "flink",
        "podTemplate": {"spec": {"nodeSelector": {"topology.kubernetes.io/region": "us-central1"}}},
        "jobManager": {"resource": {"memory": "4096m", "cpu": 2}},
        "taskManager": {"resource": {"memory": "32768m", "cpu": 8}, "replicas": 24},
        "job": {"jarURI": "local:///opt/matching.jar", "parallelism": 192, "upgradeMode": "savepoint"},
    },
    opts=pulumi.ResourceOptions(provider=k8s.Provider("gke", context="gke_vision_us-central1_matching")),
)
