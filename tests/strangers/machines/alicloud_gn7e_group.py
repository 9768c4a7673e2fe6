"""ECS group in Singapore for the regional assistant.

An Alibaba scaling group of 6 to 24 ecs.gn7e-c16g1.32xlarge (8 A100 80GB each).
"""

import pulumi

scaling = pulumi.CustomResource(
    "alicloud:ess/scalingGroup:ScalingGroup",
    "assistant",
    {
        "scalingGroupName": "assistant",
        "minSize": 6,
        "maxSize": 24,
        "vswitchIds": ["vsw-t4nexample"],
        "removalPolicies": ["OldestInstance"],
    },
)

config = pulumi.CustomResource(
    "alicloud:ess/scalingConfiguration:ScalingConfiguration",
    "assistant",
    {
        "scalingGroupId": scaling.id,
        "imageId": "ubuntu_22_04_x64_20G_alibase_20250113.vhd",
        "instanceType": "ecs.gn7e-c16g1.32xlarge",
        "securityGroupId": "sg-t4nexample",
        "active": True,
        "enable": True,
        "forceDelete": True,
    },
)
