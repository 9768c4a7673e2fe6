"""Elastigroup for overnight inference.

A Spot.io Elastigroup of 4 to 12, wished 8, p4d.24xlarge (8 A100 each), all on demand.
"""

import pulumi

group = pulumi.CustomResource(
    "spotinst:aws/elastigroup:Elastigroup",
    "overnight",
    {
        "name": "overnight",
        "product": "Linux/UNIX",
        "region": "us-east-1",
        "subnetIds": ["subnet-0a1b2c3d4e5f60718"],
        "securityGroups": ["sg-0123456789abcdef0"],
        "imageId": "ami-0c0ffee1234567890",
        "instanceTypesOndemand": "p4d.24xlarge",
        "instanceTypesSpots": ["p4d.24xlarge", "p4de.24xlarge"],
        "spotPercentage": 0,
        "orientation": "balanced",
        "fallbackToOndemand": True,
        "minSize": 4,
        "maxSize": 12,
        "desiredCapacity": 8,
        "capacityUnit": "instance",
    },
)

pulumi.export("group", group.id)
