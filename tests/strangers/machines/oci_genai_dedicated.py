"""Dedicated AI cluster for hosting our fine-tuned models.

A dedicated OCI generative AI cluster of 4 LARGE_COHERE_V3 units, charged by the hour with a monthly minimum.
"""

import pulumi

hosting = pulumi.CustomResource(
    "oci:GenerativeAi/dedicatedAiCluster:DedicatedAiCluster",
    "legal-hosting",
    {
        "compartmentId": "ocid1.compartment.oc1..aaaaaaaaexample",
        "displayName": "legal-hosting",
        "type": "HOSTING",
        "unitShape": "LARGE_COHERE_V3",
        "unitCount": 4,
    },
)

pulumi.CustomResource(
    "oci:GenerativeAi/endpoint:Endpoint",
    "legal",
    {
        "compartmentId": "ocid1.compartment.oc1..aaaaaaaaexample",
        "dedicatedAiClusterId": hosting.id,
        "modelId": "ocid1.generativeaimodel.oc1.us-chicago-1.example",
        "displayName": "legal",
    },
)
