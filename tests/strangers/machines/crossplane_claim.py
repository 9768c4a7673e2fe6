"""Cluster node group ordered through the Crossplane control plane.

A Crossplane NodeGroup object of six p5en.48xlarge (48 H200) that the control plane creates in AWS.
"""

import pulumi
import pulumi_kubernetes as k8s

control = k8s.Provider("control-plane", context="crossplane-prod", kubeconfig="~/.kube/config")

nodegroup = k8s.apiextensions.CustomResource(
    "trainers",
    api_version="eks.aws.upbound.io/v1beta1",
    kind="NodeGroup",
    metadata={"name": "trainers"},
    spec={
        "forProvider": {
            "region": "us-west-2",
            "clusterName": "research",
            "nodeRoleArn": "arn:aws:iam::111122223333:role/node",
            "subnetIds": ["subnet-0a1b2c3d4e5f60718"],
            "instanceTypes": ["p5en.48xlarge"],
            "capacityType": "ON_DEMAND",
            "scalingConfig": [{"minSize": 6, "maxSize": 6, "desiredSize": 6}],
        },
    },
    opts=pulumi.ResourceOptions(provider=control),
)
