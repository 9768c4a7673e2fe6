"""Jupyter pods in Zurich mount the lab's Filestore, which stayed in Iowa.

Twenty-five Jupyter pods on GKE in europe-west6 read and write a 10 TB NFS share on a Filestore in us-central1.
"""

import pulumi
import pulumi_gcp as gcp
import pulumi_kubernetes as k8s

files = gcp.filestore.Instance(
    "lab",
    name="lab",
    tier="ZONAL",
    location="us-central1-a",
    file_shares={"name": "lab", "capacity_gb": 10240},
    networks=[{"network": "research", "modes": ["MODE_IPV4"], "reserved_ip_range": "10.70.0.0/29"}],
)
LAB_IP = "10.70.0.2"  # the Filestore above

zurich = gcp.container.Cluster(
    "notebooks", name="notebooks", location="europe-west6", network="research", enable_autopilot=True
)
kube = k8s.Provider("zurich", context="gke_vision_europe-west6_notebooks")
opts = pulumi.ResourceOptions(provider=kube, depends_on=[zurich])

k8s.core.v1.PersistentVolume(
    "lab-pv",
    metadata={"name": "lab"},
    spec={"capacity": {"storage": "10Ti"}, "accessModes": ["ReadWriteMany"], "nfs": {"server": LAB_IP, "path": "/lab"}},
    opts=opts,
)
claim = k8s.core.v1.PersistentVolumeClaim(
    "lab-claim",
    metadata={"name": "lab", "namespace": "jupyter"},
    spec={
        "accessModes": ["ReadWriteMany"],
        "storageClassName": "",
        "volumeName": "lab",
        "resources": {"requests": {"storage": "10Ti"}},
    },
    opts=opts,
)
k8s.apps.v1.StatefulSet(
    "jupyter",
    metadata={"name": "jupyter", "namespace": "jupyter"},
    spec={
        "serviceName": "jupyter",
        "replicas": 25,
        "selector": {"matchLabels": {"app": "jupyter"}},
        "template": {
            "metadata": {"labels": {"app": "jupyter"}},
            "spec": {
                "containers": [
                    {
                        "name": "lab",
                        "image": "jupyter/scipy-notebook:2024-06-03",
                        "volumeMounts": [{"name": "lab", "mountPath": "/home/jovyan/lab"}],
                    }
                ],
                "volumes": [{"name": "lab", "persistentVolumeClaim": {"claimName": claim.metadata.name}}],
            },
        },
    },
    opts=opts,
)
