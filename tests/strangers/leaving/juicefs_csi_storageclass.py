"""JuiceFS storage class: data bucket in Oregon, consumers in the Hong Kong GKE cluster.

Eighty render pods on GKE asia-east2 read and write JuiceFS assets whose object store is a GCS bucket in us-west1.
"""

import pulumi
import pulumi_kubernetes as k8s

hk = k8s.Provider("hk", context="gke_vision_asia-east2_render")
opts = pulumi.ResourceOptions(provider=hk)

k8s.core.v1.Secret(
    "juicefs",
    metadata={"name": "juicefs", "namespace": "kube-system"},
    string_data={
        "name": "assets",
        "metaurl": "rediss://:pw@meta.asia-east2.acme.internal:6379/1",
        "storage": "gs",
        "bucket": "gs://vision-juicefs-us-west1",
        "format-options": "trash-days=1,block-size=4096",
    },
    opts=opts,
)
sc = k8s.storage.v1.StorageClass(
    "juicefs-assets",
    metadata={"name": "juicefs-assets"},
    provisioner="csi.juicefs.com",
    parameters={
        "csi.storage.k8s.io/provisioner-secret-name": "juicefs",
        "csi.storage.k8s.io/provisioner-secret-namespace": "kube-system",
        "csi.storage.k8s.io/node-publish-secret-name": "juicefs",
        "csi.storage.k8s.io/node-publish-secret-namespace": "kube-system",
    },
    opts=opts,
)
claim = k8s.core.v1.PersistentVolumeClaim(
    "assets",
    metadata={"name": "assets", "namespace": "render"},
    spec={
        "accessModes": ["ReadWriteMany"],
        "storageClassName": sc.metadata["name"],
        "resources": {"requests": {"storage": "50Ti"}},
    },
    opts=opts,
)
k8s.apps.v1.Deployment(
    "renderers",
    metadata={"name": "renderers", "namespace": "render"},
    spec={
        "replicas": 80,
        "selector": {"matchLabels": {"app": "r"}},
        "template": {
            "metadata": {"labels": {"app": "r"}},
            "spec": {
                "containers": [
                    {
                        "name": "r",
                        "image": "asia-east2-docker.pkg.dev/vision/render/blender:4.1",
                        "volumeMounts": [{"name": "assets", "mountPath": "/assets"}],
                    }
                ],
                "volumes": [{"name": "assets", "persistentVolumeClaim": {"claimName": claim.metadata["name"]}}],
            },
        },
    },
    opts=opts,
)
