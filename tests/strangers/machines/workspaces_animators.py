"""Graphics desktops for the animation team.

Forty GraphicsPro G4DN WorkSpaces in ALWAYS_ON mode (about 900 $ a month each) made in a loop.
"""

import json

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()
people = json.loads(cfg.get("people") or "null") or [f"animator{n:02d}" for n in range(1, 41)]

GRAPHICS_PRO_G4DN = "wsb-0z1x2c3v4"
DIRECTORY = "d-90671a2b3c"

desks = {}
for person in people:
    desks[person] = aws.workspaces.Workspace(
        f"desk-{person}",
        directory_id=DIRECTORY,
        bundle_id=GRAPHICS_PRO_G4DN,
        user_name=person,
        root_volume_encryption_enabled=False,
        workspace_properties={
            "compute_type_name": "GRAPHICSPRO_G4DN",
            "running_mode": "ALWAYS_ON",
            "root_volume_size_gib": 100,
            "user_volume_size_gib": 100,
        },
        tags={"user": person},
    )

pulumi.export("count", len(desks))
