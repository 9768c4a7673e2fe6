"""Azure VMware Solution for the plant systems.

VMware hosts in Azure: 3 av36p and two clusters of 8 av64, each host some 10,000 $ a month or more.
"""

from pulumi_azure_native import avs, resources

rg = resources.ResourceGroup("plants")

cloud = avs.PrivateCloud(
    "plants",
    resource_group_name=rg.name,
    private_cloud_name="plants",
    network_block="10.175.0.0/22",
    internet="Disabled",
    sku=avs.SkuArgs(name="av36p"),
    management_cluster=avs.ManagementClusterArgs(cluster_size=3),
)

for line in ("stamping", "paint"):
    avs.Cluster(
        line,
        resource_group_name=rg.name,
        private_cloud_name=cloud.name,
        cluster_name=line,
        cluster_size=8,
        sku=avs.SkuArgs(name="av64"),
    )
