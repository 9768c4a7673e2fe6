"""Deployment Manager, with a template in YAML.

Answer: oversized-instance fail team
"""

import pulumi_gcp as gcp

CONFIG = """
resources:
  - name: big
    type: compute.v1.instance
    properties: {zone: us-central1-a, machineType: zones/us-central1-a/machineTypes/a3-highgpu-8g}
"""

gcp.deploymentmanager.Deployment("team", target={"config": {"content": CONFIG}})
