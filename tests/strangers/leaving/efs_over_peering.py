"""Simulation workers in Oregon use the shared file system in Virginia, over a VPC peering.

Twelve HPC instances in us-west-2 mount the EFS file system of us-east-1 by NFS over an inter-region VPC peering and read meshes and
write results across it.
"""

import pulumi
import pulumi_aws as aws

west = aws.Provider("west", region="us-west-2")
in_west = pulumi.ResourceOptions(provider=west)

home = aws.ec2.Vpc("home", cidr_block="10.10.0.0/16")
sim = aws.ec2.Vpc("sim", cidr_block="10.20.0.0/16", opts=in_west)
home_subnet = aws.ec2.Subnet("home-a", vpc_id=home.id, cidr_block="10.10.1.0/24")
sim_subnet = aws.ec2.Subnet("sim-a", vpc_id=sim.id, cidr_block="10.20.1.0/24", opts=in_west)

peering = aws.ec2.VpcPeeringConnection("home-sim", vpc_id=home.id, peer_vpc_id=sim.id, peer_region="us-west-2")
aws.ec2.VpcPeeringConnectionAccepter(
    "home-sim-accept", vpc_peering_connection_id=peering.id, auto_accept=True, opts=in_west
)

datasets = aws.efs.FileSystem("datasets", throughput_mode="elastic", encrypted=True)
target = aws.efs.MountTarget(
    "datasets-a", file_system_id=datasets.id, subnet_id=home_subnet.id, ip_address="10.10.1.50"
)

MOUNT = """#!/bin/bash
dnf install -y nfs-utils
mkdir -p /datasets
mount -t nfs4 -o nfsvers=4.1,rsize=1048576,wsize=1048576,hard {ip}:/ /datasets
systemctl start simworker   # reads /datasets/meshes, writes /datasets/results
"""

for i in range(12):
    aws.ec2.Instance(
        f"sim-{i}",
        ami="ami-0c2ab3b8efb09f272",
        instance_type="hpc7g.16xlarge",
        subnet_id=sim_subnet.id,
        user_data=target.ip_address.apply(lambda ip: MOUNT.format(ip=ip)),
        opts=in_west,
    )
