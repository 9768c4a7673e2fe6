"""Scheduler call that inserts tonight's simulator.

A scheduler job posts an instances.insert for an m2-ultramem-416 (416 vCPU, 11.8 TB, about 60,000 $ a month) that nothing stops.
"""

import base64
import json

import pulumi_gcp as gcp

BODY = {
    "name": "simulator",
    "machineType": "zones/us-central1-a/machineTypes/m2-ultramem-416",
    "disks": [{"boot": True, "initializeParams": {"sourceImage": "projects/vision/global/images/simulator"}}],
    "networkInterfaces": [{"network": "global/networks/default"}],
}

robot = gcp.serviceaccount.Account("simulator-starter", account_id="simulator-starter")
gcp.projects.IAMMember(
    "simulator-starter",
    project="vision",
    role="roles/compute.instanceAdmin.v1",
    member=robot.email.apply(lambda e: f"serviceAccount:{e}"),
)

gcp.cloudscheduler.Job(
    "start-simulator",
    region="us-central1",
    schedule="30 22 * * *",
    time_zone="Etc/UTC",
    http_target={
        "http_method": "POST",
        "uri": "https://compute.googleapis.com/compute/v1/projects/vision/zones/us-central1-a/instances",
        "headers": {"Content-Type": "application/json"},
        "body": base64.b64encode(json.dumps(BODY).encode()).decode(),
        "oauth_token": {"service_account_email": robot.email},
    },
)
