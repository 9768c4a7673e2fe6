"""RKE2 cluster made by Rancher on EC2.

A Rancher machine configuration of g5.48xlarge (8 A10G) used by a pool of nine machines in the cluster `factory`.
"""

import pulumi

machines = pulumi.CustomResource(
    "rancher2:index/machineConfigV2:MachineConfigV2",
    "gpu",
    {
        "generateName": "gpu",
        "amazonec2Config": {
            "ami": "ami-0c0ffee1234567890",
            "region": "us-east-1",
            "zone": "a",
            "vpcId": "vpc-0123456789abcdef0",
            "subnetId": "subnet-0a1b2c3d4e5f60718",
            "securityGroups": ["rancher-nodes"],
            "instanceType": "g5.48xlarge",
            "rootSize": "500",
        },
    },
)

pool = {
    "name": "gpu",
    "cloudCredentialSecretName": "cattle-global-data:cc-abcde",
    "controlPlaneRole": True,
    "etcdRole": True,
    "workerRole": True,
    "quantity": 9,
    "machineConfig": {"kind": "Amazonec2Config", "name": "nc-gpu-x7k2p"},
}

cluster = pulumi.CustomResource(
    "rancher2:index/clusterV2:ClusterV2",
    "factory",
    {
        "name": "factory",
        "kubernetesVersion": "v1.31.7+rke2r1",
        "rkeConfig": {"machinePools": [pool]},
    },
    pulumi.ResourceOptions(depends_on=[machines]),
)
