"""ImageNet as a ReadOnlyMany volume for the training pods in Ohio.

32 training pods on EKS us-east-2 read the ImageNet files through a Mountpoint-S3 CSI persistent volume whose bucket is in ap-
southeast-1.
"""

import pulumi
import pulumi_kubernetes as k8s

ohio = pulumi.ResourceOptions(
    provider=k8s.Provider("ohio", context="arn:aws:eks:us-east-2:111122223333:cluster/train", namespace="train")
)

pv = k8s.core.v1.PersistentVolume(
    "imagenet-pv",
    metadata={"name": "imagenet"},
    spec={
        "capacity": {"storage": "1200Gi"},
        "access_modes": ["ReadOnlyMany"],
        "storage_class_name": "",
        "mount_options": ["region ap-southeast-1", "prefix imagenet/", "allow-other"],
        "csi": {
            "driver": "s3.csi.aws.com",
            "volume_handle": "imagenet",
            "volume_attributes": {"bucketName": "acme-vision-singapore"},
        },
    },
    opts=ohio,
)
k8s.core.v1.PersistentVolumeClaim(
    "imagenet",
    metadata={"name": "imagenet"},
    spec={
        "access_modes": ["ReadOnlyMany"],
        "storage_class_name": "",
        "volume_name": "imagenet",
        "resources": {"requests": {"storage": "1200Gi"}},
    },
    opts=ohio,
)
k8s.batch.v1.Job(
    "resnet",
    metadata={"name": "resnet"},
    spec={
        "parallelism": 32,
        "completions": 32,
        "completion_mode": "Indexed",
        "template": {
            "spec": {
                "restart_policy": "Never",
                "containers": [
                    {
                        "name": "train",
                        "image": "pytorch/pytorch:2.5.1-cuda12.4-cudnn9-runtime",
                        "command": ["python", "/app/train.py", "--data=/data", "--epochs=90"],
                        "resources": {"limits": {"nvidia.com/gpu": "1"}},
                        "volume_mounts": [{"name": "data", "mount_path": "/data", "read_only": True}],
                    }
                ],
                "volumes": [{"name": "data", "persistent_volume_claim": {"claim_name": "imagenet"}}],
            }
        },
    },
    opts=ohio,
)
