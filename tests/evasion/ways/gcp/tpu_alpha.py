"""No GPU at all: a TPU of 128 chips.

Answer: oversized-instance fail pod
"""

import pulumi_gcp as gcp

gcp.tpu.V2Vm("pod", accelerator_type="v5p-256", runtime_version="v2-alpha-tpuv5", zone="us-east5-a")
