"""TPU v5e slices in the Netherlands (that is where we got quota) train from the US data bucket.

TPU VMs in europe-west4 read ImageNet-22k TFRecords every epoch from a us-central1 bucket mounted with gcsfuse.
"""

import pulumi_gcp as gcp

data = gcp.storage.Bucket("tfrecords", name="vision-tfrecords", location="US-CENTRAL1")

STARTUP = """#! /bin/bash
apt-get install -y gcsfuse
mkdir -p /data && gcsfuse --implicit-dirs -o ro {bucket} /data
pip install 'jax[tpu]' tensorflow-datasets
python3 /opt/train/main.py --data_dir=/data/imagenet22k --epochs=90
"""

for i in range(4):
    gcp.tpu.V2Vm(
        f"v5e-{i}",
        name=f"v5e-{i}",
        zone="europe-west4-b",
        runtime_version="v2-alpha-tpuv5-lite",
        accelerator_type="v5litepod-16",
        network_config={"network": "default", "enable_external_ips": True},
        service_account={
            "email": "tpu@vision.iam.gserviceaccount.com",
            "scopes": ["https://www.googleapis.com/auth/cloud-platform"],
        },
        metadata={"startup-script": data.name.apply(lambda b: STARTUP.format(bucket=b))},
    )
