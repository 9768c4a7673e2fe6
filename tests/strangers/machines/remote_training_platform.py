"""Training platform from the platform team's component package.

A remote component of a private package is asked for 8 to 32 trn1n.32xlarge workers (16 Trainium each).
"""

import pulumi


class TrainingPlatform(pulumi.ComponentResource):
    """Thin client of the published `acme-ml` package."""

    def __init__(self, name, args, opts=None):
        super().__init__("acme-ml:index:TrainingPlatform", name, args, opts, remote=True)


platform = TrainingPlatform(
    "speech",
    {
        "vpcId": "vpc-0123456789abcdef0",
        "headInstanceType": "m6i.2xlarge",
        "workers": {
            "instanceType": "trn1n.32xlarge",
            "minSize": 8,
            "maxSize": 32,
            "capacityType": "ON_DEMAND",
        },
        "fsx": {"storageCapacityGiB": 9600},
    },
)

pulumi.export("platform", platform.urn)
