"""Isolated App Service plan for the payments site.

An isolated App Service plan of 25 I6v2 workers (64 vCPU, 256 GB each), near 200,000 $ a month or more.
"""

import pulumi
from pulumi_azure_native import web

ase = "/subscriptions/0000/resourceGroups/pay/providers/Microsoft.Web/hostingEnvironments/pay-ase"

plan = web.AppServicePlan(
    "payments",
    name="payments",
    resource_group_name="pay",
    kind="linux",
    reserved=True,
    hosting_environment_profile={"id": ase},
    sku={"name": "I6v2", "tier": "IsolatedV2", "size": "I6v2", "capacity": 25},
    zone_redundant=True,
)

site = web.WebApp("payments", resource_group_name="pay", name="pay-web", server_farm_id=plan.id, https_only=True)
pulumi.export("site", site.default_host_name)
