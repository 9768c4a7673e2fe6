"""A T4 notebook of one data scientist."""

import pulumi_gcp as gcp

gcp.workbench.Instance(
    "notebook",
    location="us-central1-a",
    gce_setup={
        "machine_type": "n1-standard-4",
        "accelerator_configs": [{"type": "NVIDIA_TESLA_T4", "core_count": "1"}],
        "vm_image": {"project": "cloud-notebooks-managed", "family": "workbench-instances"},
    },
)
