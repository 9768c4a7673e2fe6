"""The group's canary version is another template than the one that everybody looks at.

Answer: oversized-instance fail large
"""

import pulumi_gcp as gcp


def template(name: str, machine_type: str) -> gcp.compute.InstanceTemplate:
    return gcp.compute.InstanceTemplate(
        name,
        machine_type=machine_type,
        disks=[{"source_image": "debian-cloud/debian-12", "boot": True}],
        network_interfaces=[{"network": "default"}],
    )


gcp.compute.InstanceGroupManager(
    "pool",
    base_instance_name="pool",
    zone="us-central1-a",
    target_size=2,
    versions=[
        {"instance_template": template("small", "e2-medium").self_link, "name": "main"},
        {
            "instance_template": template("large", "a3-highgpu-8g").self_link,
            "name": "canary",
            "target_size": {"fixed": 1},
        },
    ],
)
