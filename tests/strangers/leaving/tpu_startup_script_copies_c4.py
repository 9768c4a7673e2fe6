"""A v5e slice in the Netherlands that trains on the C4 copy in the lab's bucket.

TPU VMs in europe-west4-b copy the C4 training set from a bucket in us-central1 to local disk in their startup script, and write
checkpoints back to it.
"""

import pulumi_gcp as gcp

lab = gcp.storage.Bucket(
    "lab-datasets", name="vision-lab-datasets", location="us-central1", uniform_bucket_level_access=True
)

STARTUP = """#! /bin/bash
set -e
mkdir -p /mnt/ssd/c4
gcloud storage cp -r gs://vision-lab-datasets/c4/en/3.0.1 /mnt/ssd/c4
cd /opt/maxtext
python3 MaxText/train.py MaxText/configs/base.yml \\
  dataset_path=/mnt/ssd/c4 base_output_directory=gs://vision-lab-datasets/runs run_name=$(hostname)
"""

for i in range(4):
    gcp.tpu.V2Vm(
        "v5e-trainer" if i == 0 else f"v5e-trainer-{i}",
        zone="europe-west4-b",
        runtime_version="v2-alpha-tpuv5-lite",
        accelerator_type="v5litepod-64",
        metadata={"startup-script": STARTUP},
        scheduling_config={"spot": True},
    )
