"""Ratings on Cassandra in two GKE clusters, managed by K8ssandra.

Every Cassandra write is replicated between the datacenters dc-us (GKE us-central1) and dc-eu (GKE europe-west4) of one
K8ssandraCluster.
"""

import pulumi
import pulumi_kubernetes as k8s

control = k8s.Provider("control", context="gke_vision_us-central1_data")


def dc(name, context, size):
    return {
        "metadata": {"name": name},
        "k8sContext": context,
        "size": size,
        "config": {"jvmOptions": {"heapSize": "16G"}},
    }


k8s.apiextensions.CustomResource(
    "ratings",
    api_version="k8ssandra.io/v1alpha1",
    kind="K8ssandraCluster",
    metadata={"name": "ratings", "namespace": "k8ssandra-operator"},
    spec={
        "cassandra": {
            "serverVersion": "4.1.5",
            "storageConfig": {
                "cassandraDataVolumeClaimSpec": {
                    "storageClassName": "premium-rwo",
                    "accessModes": ["ReadWriteOnce"],
                    "resources": {"requests": {"storage": "2Ti"}},
                }
            },
            "datacenters": [
                dc("dc-us", "gke_vision_us-central1_data", 9),
                dc("dc-eu", "gke_vision_europe-west4_data", 9),
            ],
        },
        "reaper": {"autoScheduling": {"enabled": True}},
    },
    opts=pulumi.ResourceOptions(provider=control),
)
