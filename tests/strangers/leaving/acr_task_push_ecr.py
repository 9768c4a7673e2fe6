"""Nightly ACR task that republishes our CUDA images in the partner's ECR.

A nightly ACR task (base64 YAML) in eastus pushes multi-gigabyte CUDA images to an ECR registry in AWS eu-west-1.
"""

import base64

from pulumi_azure_native import containerregistry as acr
from pulumi_azure_native import resources

PARTNER = "999988887777.dkr.ecr.eu-west-1.amazonaws.com"
IMAGES = ("trainer:cuda12", "dataloader:cuda12", "eval:cuda12")

rg = resources.ResourceGroup("registry", location="eastus")
registry = acr.Registry(
    "acme", registry_name="acmecuda", resource_group_name=rg.name, location="eastus", sku={"name": "Premium"}
)

steps = ["version: v1.1.0", "steps:"]
for image in IMAGES:
    steps.append(
        f"  - cmd: ghcr.io/oras-project/oras:v1.2.0 cp $Registry/{image} {PARTNER}/acme/{image} "
        "--to-username AWS --to-password {{.Values.ecr}}"
    )
body = base64.b64encode("\n".join(steps).encode()).decode()

acr.Task(
    "republish",
    task_name="republish",
    registry_name=registry.name,
    resource_group_name=rg.name,
    location="eastus",
    status="Enabled",
    platform={"os": "Linux", "architecture": "amd64"},
    agent_configuration={"cpu": 2},
    timeout=7200,
    step=acr.EncodedTaskStepArgs(
        type="EncodedTask",
        encoded_task_content=body,
        values=[{"name": "ecr", "value": "from-keyvault", "is_secret": True}],
    ),
    trigger={"timer_triggers": [{"name": "nightly", "schedule": "0 2 * * *", "status": "Enabled"}]},
)
