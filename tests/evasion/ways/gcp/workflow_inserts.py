"""A workflow inserts the machine by a call of the API in its source.

Answer: oversized-instance fail nightly
"""

import json

import pulumi_gcp as gcp

STEPS = {
    "main": {
        "steps": [
            {
                "buy": {
                    "call": "googleapis.compute.v1.instances.insert",
                    "args": {
                        "project": "vision",
                        "zone": "us-central1-a",
                        "body": {"name": "big", "machineType": "zones/us-central1-a/machineTypes/a3-highgpu-8g"},
                    },
                }
            }
        ]
    }
}

gcp.workflows.Workflow("nightly", region="us-central1", source_contents=json.dumps(STEPS))
