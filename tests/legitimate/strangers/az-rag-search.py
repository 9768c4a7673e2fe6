"""Questions about our manuals: a basic search service, a small token-priced model, a private document store."""

import pulumi
from pulumi_azure_native import cognitiveservices, network, resources, search, storage

config = pulumi.Config()
thousand_tokens_per_minute = config.get_int("capacity") or 30
LOCATION = "eastus"

group = resources.ResourceGroup("manuals", location=LOCATION)
documents = storage.StorageAccount(
    "manuals",
    resource_group_name=group.name,
    location=LOCATION,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    public_network_access="Disabled",
    allow_blob_public_access=False,
)
storage.BlobContainer("pdf", container_name="pdf", resource_group_name=group.name, account_name=documents.name)

service = search.Service(
    "manuals",
    search_service_name="manuals-search",
    resource_group_name=group.name,
    location=LOCATION,
    sku={"name": "basic"},
    replica_count=1,
    partition_count=1,
    semantic_search="free",
    identity={"type": "SystemAssigned"},
)
openai = cognitiveservices.Account(
    "manuals",
    account_name="manuals-openai",
    resource_group_name=group.name,
    location=LOCATION,
    kind="OpenAI",
    sku={"name": "S0"},
    identity={"type": "SystemAssigned"},
    properties={
        "custom_sub_domain_name": "manuals-openai",
        "disable_local_auth": True,
        "network_acls": {"default_action": "Allow"},
    },
)
previous = None
for name, model, model_version in (("chat", "gpt-4o-mini", "2024-07-18"), ("embed", "text-embedding-3-small", "1")):
    previous = cognitiveservices.Deployment(
        name,
        deployment_name=name,
        account_name=openai.name,
        resource_group_name=group.name,
        sku={"name": "Standard", "capacity": thousand_tokens_per_minute},
        properties={"model": {"format": "OpenAI", "name": model, "version": model_version}},
        opts=pulumi.ResourceOptions(depends_on=[previous] if previous else []),
    )

vnet = network.VirtualNetwork(
    "manuals",
    resource_group_name=group.name,
    location=LOCATION,
    address_space={"address_prefixes": ["10.3.0.0/24"]},
    subnets=[{"name": "endpoints", "address_prefix": "10.3.0.0/26"}],
)
subnet = vnet.id.apply(lambda i: f"{i}/subnets/endpoints")
for target, kind in ((documents, "blob"), (openai, "account"), (service, "searchService")):
    network.PrivateEndpoint(
        f"to-{kind.lower()}",
        resource_group_name=group.name,
        location=LOCATION,
        subnet={"id": subnet},
        private_link_service_connections=[{"name": kind, "private_link_service_id": target.id, "group_ids": [kind]}],
    )
pulumi.export("openai", openai.properties.apply(lambda p: p.endpoint if p else None))
