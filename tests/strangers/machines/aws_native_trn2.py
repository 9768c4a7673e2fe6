"""Trainium2 nodes by the native provider.

An aws-native EKS node group of 4 to 16 trn2.48xlarge (16 Trainium2 each), the type set in the launch template.
"""

import pulumi

lt = pulumi.CustomResource(
    "aws-native:ec2:LaunchTemplate",
    "trn2",
    {
        "launchTemplateName": "trn2-nodes",
        "launchTemplateData": {
            "imageId": "ami-0c0ffee1234567890",
            "instanceType": "trn2.48xlarge",
            "networkInterfaces": [{"deviceIndex": 0, "networkCardIndex": i, "interfaceType": "efa"} for i in range(16)],
        },
    },
)

nodes = pulumi.CustomResource(
    "aws-native:eks:Nodegroup",
    "trn2-nodes",
    {
        "clusterName": "foundry",
        "nodegroupName": "trn2",
        "nodeRole": "arn:aws:iam::111122223333:role/eks-node",
        "subnets": ["subnet-0a1b2c3d4e5f60718"],
        "launchTemplate": {"id": lt.id, "version": "1"},
        "scalingConfig": {"minSize": 4, "desiredSize": 4, "maxSize": 16},
        "taints": [{"key": "aws.amazon.com/neuron", "value": "true", "effect": "NO_SCHEDULE"}],
    },
)

pulumi.export("nodegroup", nodes.urn)
