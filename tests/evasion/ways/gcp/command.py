"""The command provider runs gcloud where Pulumi runs.

Answer: oversized-instance fail buy
"""

import pulumi

pulumi.CustomResource(
    "command:remote:Command",
    "buy",
    {
        "connection": {"host": "bastion.example.com"},
        "create": "gcloud compute instances create big --machine-type a3-highgpu-8g --zone us-central1-a",
    },
)
