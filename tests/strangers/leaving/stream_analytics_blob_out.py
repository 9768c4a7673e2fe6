"""Enriches card transactions and drops them in the fraud lab's account in Singapore.

A Stream Analytics job in eastus writes every card transaction as Parquet to a storage account in southeastasia.
"""

import pulumi
from pulumi_azure_native import resources, storage
from pulumi_azure_native import streamanalytics as asa

rg = resources.ResourceGroup("cards", location="eastus")
conf = pulumi.Config()

LAB = {"account": "fraudlabsea", "location": "southeastasia"}
lab_rg = resources.ResourceGroup("fraud-lab", location=LAB["location"])
lab = storage.StorageAccount(
    "fraud-lab-account",
    account_name=LAB["account"],
    location=LAB["location"],
    resource_group_name=lab_rg.name,
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
)

job = asa.StreamingJob(
    "enrich",
    job_name="enrich",
    resource_group_name=rg.name,
    location="eastus",
    sku=asa.SkuArgs(name="StandardV2"),
    identity={"type": "SystemAssigned"},
    compatibility_level="1.2",
    inputs=[
        asa.InputArgs(
            name="transactions",
            properties=asa.StreamInputPropertiesArgs(
                type="Stream",
                serialization=asa.JsonSerializationArgs(type="Json", encoding="UTF8"),
                datasource=asa.EventHubStreamInputDataSourceArgs(
                    type="Microsoft.ServiceBus/EventHub",
                    service_bus_namespace="cards-eastus",
                    event_hub_name="transactions",
                    authentication_mode="Msi",
                ),
            ),
        )
    ],
    outputs=[
        asa.OutputArgs(
            name="lab",
            serialization=asa.ParquetSerializationArgs(type="Parquet"),
            size_window=20000,
            time_window="00:05:00",
            datasource=asa.BlobOutputDataSourceArgs(
                type="Microsoft.Storage/Blob",
                authentication_mode="Msi",
                container="transactions",
                path_pattern="{date}/{time}",
                date_format="yyyy/MM/dd",
                time_format="HH",
                storage_accounts=[{"account_name": lab.name}],
            ),
        )
    ],
    transformation=asa.TransformationArgs(
        name="all", streaming_units=24, query="SELECT * INTO [lab] FROM [transactions] TIMESTAMP BY at"
    ),
)
pulumi.export("job", job.name)
