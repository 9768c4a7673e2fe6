"""Harbor in Frankfurt pulls the release images of the Ashburn Harbor.

The Harbor registry in eu-central-1 pulls every release image from the Harbor in us-east-1 each quarter of an hour.
"""

import pulumi

ASHBURN = "https://harbor.us-east-1.acme.io"
FILTERS = [{"name": "release/**", "tag": "v*"}]

provider_conf = {
    "url": "https://harbor.eu-central-1.acme.io",
    "username": "admin",
    "password": pulumi.Output.secret("from-vault"),
}
eu = pulumi.ProviderResource("harbor", "harbor-eu", provider_conf)
opts = pulumi.ResourceOptions(provider=eu)

registry = pulumi.CustomResource(
    "harbor:index/registry:Registry",
    "ashburn",
    {
        "providerName": "harbor",
        "name": "ashburn",
        "endpointUrl": ASHBURN,
    },
    opts,
)

pulumi.CustomResource(
    "harbor:index/replication:Replication",
    "pull-releases",
    {
        "name": "pull-releases",
        "action": "pull",
        "registryId": registry.id,
        "schedule": "0 0/15 * * * *",
        "destNamespace": "release",
        "filters": FILTERS,
        "override": True,
    },
    opts,
)
