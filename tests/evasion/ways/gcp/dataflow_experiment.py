"""Dataflow takes its workers' accelerator as an experiment, in a text.

Answer: oversized-instance undetermined job
"""

import pulumi_gcp as gcp

gcp.dataflow.FlexTemplateJob(
    "job",
    container_spec_gcs_path="gs://templates/embed.json",
    region="us-central1",
    additional_experiments=["worker_accelerator=type:nvidia-h100-80gb;count:8;install-nvidia-driver"],
)
