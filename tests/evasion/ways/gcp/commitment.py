"""A commitment of three years for accelerators: no machine, and a bill each month.

Answer: oversized-instance undetermined held
"""

import pulumi_gcp as gcp

gcp.compute.RegionCommitment(
    "held",
    region="us-central1",
    plan="THIRTY_SIX_MONTH",
    type="ACCELERATOR_OPTIMIZED_A3",
    resources=[{"type": "ACCELERATOR", "amount": "8", "accelerator_type": "nvidia-h100-80gb"}],
)
