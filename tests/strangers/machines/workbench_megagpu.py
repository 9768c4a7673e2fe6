"""Notebook of the diffusion group.

A Vertex Workbench notebook on a2-megagpu-16g (16 A100) with no idle shutdown.
"""

import pulumi
import pulumi_gcp as gcp

owner = pulumi.Config().get("owner") or "ines@example.com"

notebook = gcp.workbench.Instance(
    "diffusion",
    location="us-central1-f",
    instance_owners=[owner],
    desired_state="ACTIVE",
    gce_setup=gcp.workbench.InstanceGceSetupArgs(
        machine_type="a2-megagpu-16g",
        accelerator_configs=[
            gcp.workbench.InstanceGceSetupAcceleratorConfigArgs(type="NVIDIA_TESLA_A100", core_count="16")
        ],
        vm_image=gcp.workbench.InstanceGceSetupVmImageArgs(
            project="cloud-notebooks-managed", family="workbench-instances"
        ),
        boot_disk=gcp.workbench.InstanceGceSetupBootDiskArgs(disk_type="PD_SSD", disk_size_gb="300"),
        disable_public_ip=True,
    ),
)

pulumi.export("proxy", notebook.proxy_uri)
