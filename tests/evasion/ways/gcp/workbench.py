"""A notebook with GPUs, for whoever is first in the morning.

Answer: oversized-instance fail lab
"""

import pulumi_gcp as gcp

gcp.workbench.Instance("lab", location="us-central1-a", gce_setup={"machine_type": "a3-highgpu-8g"})
