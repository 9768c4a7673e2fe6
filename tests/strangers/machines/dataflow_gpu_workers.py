"""Streaming image embeddings on Dataflow.

A streaming Dataflow job of 20 to 80 a2-highgpu-2g workers (2 A100 each).
"""

import pulumi
import pulumi_gcp as gcp

experiments = ["worker_accelerator=type:nvidia-tesla-a100;count:2;install-nvidia-driver", "use_runner_v2"]

job = gcp.dataflow.FlexTemplateJob(
    "embeddings",
    name="embeddings",
    region="us-central1",
    container_spec_gcs_path="gs://vision-flex/embeddings.json",
    machine_type="a2-highgpu-2g",
    num_workers=20,
    max_workers=80,
    autoscaling_algorithm="THROUGHPUT_BASED",
    enable_streaming_engine=True,
    additional_experiments=experiments,
    sdk_container_image="us-docker.pkg.dev/vision/beam/embeddings:gpu",
    parameters={
        "input": "projects/vision/subscriptions/images",
        "output": "vision:embeddings.images",
    },
    on_delete="drain",
)

pulumi.export("job", job.job_id)
