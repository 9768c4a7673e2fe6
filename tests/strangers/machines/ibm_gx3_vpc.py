"""GPU servers on IBM Cloud VPC.

Six IBM Cloud instances with the profile gx3d-160x1792x8h100 (48 H100).
"""

import pulumi

zones = ["us-east-1", "us-east-2", "us-east-3"]

for n, zone in enumerate(zones * 2):
    pulumi.CustomResource(
        "ibm:index/isInstance:IsInstance",
        f"granite-{n}",
        {
            "name": f"granite-{n}",
            "profile": "gx3d-160x1792x8h100",
            "image": "r014-0000-ubuntu",
            "vpc": "r014-vpc",
            "zone": zone,
            "keys": ["r014-key"],
            "primaryNetworkInterface": {"subnet": f"0757-subnet-{zone[-1]}"},
        },
    )
