"""Container Apps with a profile of dedicated GPU machines.

Answer: oversized-instance fail apps
"""

import pulumi_azure_native as azure

azure.app.ManagedEnvironment(
    "apps",
    resource_group_name="team",
    workload_profiles=[
        {"name": "gpu", "workload_profile_type": "NC96-A100", "minimum_count": 1, "maximum_count": 8},
    ],
)
