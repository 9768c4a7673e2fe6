"""Brings up the shared research nodes with SkyPilot as part of the stack.

Local command that launches a SkyPilot cluster of 8 nodes with H100:8 each (64 H100) and keeps it up.
"""

import pulumi

cfg = pulumi.Config()
cluster = cfg.get("cluster") or "research-h100"

up = pulumi.CustomResource(
    "command:local:Command",
    "sky-up",
    {
        "create": (
            f"sky launch -y -d -c {cluster} --cloud gcp --region us-central1 "
            "--gpus H100:8 --num-nodes 8 --disk-size 1024 -- 'nvidia-smi'"
        ),
        "update": f"sky start -y {cluster}",
        "delete": f"sky down -y {cluster}",
        "environment": {"SKYPILOT_DISABLE_USAGE_COLLECTION": "1"},
        "triggers": [cluster],
    },
)
status = pulumi.CustomResource(
    "command:local:Command",
    "sky-status",
    {"create": f"sky status {cluster}", "triggers": [up.id]},
    pulumi.ResourceOptions(depends_on=[up]),
)
pulumi.export("status", status.id)
