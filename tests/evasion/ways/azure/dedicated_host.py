"""A dedicated host of a family with GPUs.

Answer: oversized-instance undetermined host
"""

import pulumi_azure_native as azure

azure.compute.DedicatedHost(
    "host",
    resource_group_name="team",
    host_group_name="hosts",
    platform_fault_domain=0,
    sku={"name": "NDSv9-Type1"},
)
