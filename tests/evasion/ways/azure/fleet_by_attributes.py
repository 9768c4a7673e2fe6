"""A compute fleet that names no size: whatever has 96 vCPUs may come.

Answer: wide-instance-requirements fail fleet
"""

import pulumi_azure_native as azure

azure.azurefleet.Fleet(
    "fleet",
    resource_group_name="team",
    spot_priority_profile={"capacity": 4, "maintain": True},
    vm_sizes_profile=[],
    vm_attributes={
        "v_cpu_count": {"min": 96},
        "memory_in_gi_b": {"min": 512},
        "accelerator_support": "Included",
    },
    compute_profile={"base_virtual_machine_profile": {}},
)
