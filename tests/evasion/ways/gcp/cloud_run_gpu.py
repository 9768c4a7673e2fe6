"""A service without machines, with a GPU that no list has.

Answer: oversized-instance undetermined serve
"""

import pulumi_gcp as gcp

gcp.cloudrunv2.Service(
    "serve",
    location="us-central1",
    template={
        "containers": [{"image": "serve:1", "resources": {"limits": {"nvidia.com/gpu": "1", "cpu": "8"}}}],
        "node_selector": {"accelerator": "nvidia-h100-80gb"},
        "scaling": {"max_instance_count": 8},
    },
)
