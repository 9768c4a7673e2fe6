"""A compute fleet, which takes a list of sizes.

Answer: oversized-instance fail fleet
"""

import pulumi_azure_native as azure

azure.azurefleet.Fleet(
    "fleet",
    resource_group_name="team",
    spot_priority_profile={"capacity": 4, "maintain": True},
    vm_sizes_profile=[{"name": "Standard_D4s_v5"}, {"name": "Standard_ND96isr_H100_v5"}],
    compute_profile={"base_virtual_machine_profile": {}},
)
