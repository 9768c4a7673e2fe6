"""Isolated hosts for SAP in the regulated landing zone.

Four dedicated hosts of the Msmv2-Type1 kind (M-series, terabytes of memory), each tens of thousands of dollars a month.
"""

from pulumi_azure_native import compute, resources

rg = resources.ResourceGroup("sap-hosts")

group = compute.DedicatedHostGroup(
    "sap",
    resource_group_name=rg.name,
    host_group_name="sap",
    platform_fault_domain_count=2,
    support_automatic_placement=False,
    zones=["1"],
)

for n in range(4):
    compute.DedicatedHost(
        f"sap-host-{n}",
        resource_group_name=rg.name,
        host_group_name=group.name,
        host_name=f"sap-host-{n}",
        platform_fault_domain=n % 2,
        sku=compute.SkuArgs(name="Msmv2-Type1"),
        license_type="None",
    )
