"""A GPU notebook for the vision team; the start script fetches the camera archive.

At every start the Workbench notebook in us-central1 rsyncs the camera frames from a bucket in asia-southeast1 onto its disk.
"""

import pulumi
import pulumi_gcp as gcp

archive = gcp.storage.Bucket(
    "camera-archive", name="vision-camera-archive", location="ASIA-SOUTHEAST1", uniform_bucket_level_access=True
)
scripts = gcp.storage.Bucket("notebook-scripts", name="vision-notebook-scripts", location="US-CENTRAL1")

start = gcp.storage.BucketObject(
    "post-start",
    bucket=scripts.name,
    name="post-start.sh",
    content=archive.name.apply(
        lambda b: (
            f"#!/bin/bash\nmkdir -p /home/jupyter/frames\n"
            f"gcloud storage rsync -r gs://{b}/frames /home/jupyter/frames\n"
        )
    ),
)

notebook = gcp.workbench.Instance(
    "frames-notebook",
    name="frames-notebook",
    location="us-central1-a",
    gce_setup={
        "machine_type": "a2-highgpu-1g",
        "accelerator_configs": [{"type": "NVIDIA_TESLA_A100", "core_count": "1"}],
        "data_disks": {"disk_size_gb": "8000", "disk_type": "PD_BALANCED"},
        "metadata": {
            "post-startup-script": pulumi.Output.concat("gs://", scripts.name, "/", start.name),
            "post-startup-script-behavior": "run_every_start",
        },
    },
)
pulumi.export("proxy", notebook.proxy_uri)
