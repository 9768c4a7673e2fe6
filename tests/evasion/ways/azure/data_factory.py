"""A pipeline copies between stores of two regions each night.

Not caught: a pipeline names data sets, they name linked services, and none of the three says in which region a store behind an address is; most pipelines stay in one.
"""

import pulumi_azure_native as azure

factory = azure.datafactory.Factory("copies", resource_group_name="team")
azure.datafactory.Pipeline(
    "nightly",
    resource_group_name="team",
    factory_name=factory.name,
    activities=[
        {
            "name": "copy",
            "type": "Copy",
            "source": {"type": "BlobSource"},
            "sink": {"type": "BlobSink"},
            "inputs": [{"type": "DatasetReference", "reference_name": "europe"}],
            "outputs": [{"type": "DatasetReference", "reference_name": "america"}],
        }
    ],
)
