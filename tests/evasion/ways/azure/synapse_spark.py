"""A Spark pool of Synapse, with GPUs.

Answer: oversized-instance undetermined lake
"""

import pulumi_azure_native as azure

azure.synapse.BigDataPool(
    "lake",
    resource_group_name="team",
    workspace_name="lake",
    node_size="XLarge",
    node_size_family="HardwareAcceleratedGPU",
    node_count=8,
)
