"""A machine from a machine image, which holds the type too.

Answer: oversized-instance undetermined box
"""

import pulumi_gcp as gcp

gcp.compute.InstanceFromMachineImage(
    "box", zone="us-central1-a", source_machine_image="projects/vision/global/machineImages/trainer"
)
