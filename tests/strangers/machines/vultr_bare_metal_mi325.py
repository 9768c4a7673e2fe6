"""Bare metal from Vultr for the ROCm port.

Two Vultr bare-metal servers with 8 MI325X each.
"""

import pulumi

nodes = [
    pulumi.CustomResource(
        "vultr:index/bareMetalServer:BareMetalServer",
        f"rocm-{n}",
        {
            "label": f"rocm-{n}",
            "hostname": f"rocm-{n}",
            "region": "ord",
            "plan": "vbm-256c-3072gb-8-mi325x-gpu",
            "osId": 2284,
            "activationEmail": False,
        },
    )
    for n in (1, 2)
]

pulumi.export("nodes", [n.id for n in nodes])
