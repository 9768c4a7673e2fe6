"""A callback swaps the template for another one: the record of dependencies still names the small one.

Not caught: before a deployment neither link is known, and both are computed from the small template; in `pulumi up` the policy of the stack sees the other one, and reports a template that is not in the program.
"""

import pulumi_gcp as gcp

small = gcp.compute.InstanceTemplate(
    "small",
    machine_type="e2-medium",
    disks=[{"source_image": "debian-cloud/debian-12", "boot": True}],
    network_interfaces=[{"network": "default"}],
)
gcp.compute.InstanceGroupManager(
    "pool",
    base_instance_name="pool",
    zone="us-central1-a",
    target_size=2,
    versions=[
        {"instance_template": small.self_link.apply(lambda _: "projects/vision/global/instanceTemplates/large")},
    ],
)
