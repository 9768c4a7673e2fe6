"""Shared training cluster of the workspace.

An Azure ML cluster of Standard_ND96isr_H100_v5 (8 H100) with 2 nodes always and up to 24.
"""

import pulumi
from pulumi_azure_native import machinelearningservices as ml

cfg = pulumi.Config()
workspace = cfg.get("workspace") or "vision-ml"

cluster = ml.Compute(
    "nd-h100",
    resource_group_name="ml-prod",
    workspace_name=workspace,
    compute_name="nd-h100",
    identity={"type": "SystemAssigned"},
    properties=ml.AmlComputeArgs(
        compute_type="AmlCompute",
        properties=ml.AmlComputePropertiesArgs(
            vm_size="Standard_ND96isr_H100_v5",
            vm_priority="Dedicated",
            os_type="Linux",
            scale_settings=ml.ScaleSettingsArgs(
                min_node_count=2,
                max_node_count=24,
                node_idle_time_before_scale_down="PT2H",
            ),
        ),
    ),
)

pulumi.export("compute", cluster.name)
