"""A machine from a template that is read (`.get`), and was made elsewhere.

Answer: oversized-instance undetermined box
"""

import pulumi_gcp as gcp

template = gcp.compute.InstanceTemplate.get("made-by-hand", "projects/vision/global/instanceTemplates/worker")
gcp.compute.InstanceFromTemplate("box", zone="us-central1-a", source_instance_template=template.self_link)
