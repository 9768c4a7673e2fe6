"""Old Deployment Manager config that we carry until it is retired.

A Deployment Manager config text with six a2-highgpu-8g instances (48 A100).
"""

import pulumi
import pulumi_gcp as gcp

resources = "\n".join(
    f"""- name: legacy-train-{i}
  type: compute.v1.instance
  properties:
    zone: us-central1-a
    machineType: zones/us-central1-a/machineTypes/a2-highgpu-8g
    scheduling:
      onHostMaintenance: TERMINATE
    disks:
    - boot: true
      initializeParams:
        sourceImage: projects/vision/global/images/legacy
    networkInterfaces:
    - network: global/networks/default"""
    for i in range(6)
)

deployment = gcp.deploymentmanager.Deployment(
    "legacy-train",
    name="legacy-train",
    target={"config": {"content": f"resources:\n{resources}\n"}},
)

pulumi.export("deployment", deployment.self_link)
