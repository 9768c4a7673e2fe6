"""A Batch pool, whose size is a formula.

Answer: oversized-instance fail jobs
"""

import pulumi_azure_native as azure

azure.batch.Pool(
    "jobs",
    resource_group_name="team",
    account_name="batch",
    vm_size="STANDARD_ND96ISR_H100_V5",
    scale_settings={"auto_scale": {"formula": "$TargetLowPriorityNodes = 100;"}},
)
