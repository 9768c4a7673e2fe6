"""Connect the us-east-1 GPU VPC to the Oregon VPC where the image corpus lives on FSx.

GPU trainers in a us-east-1 VPC read the training set from an NFS filer (FSx for OpenZFS) in us-west-2, over an inter-region
Transit Gateway peering that routes 10.80.0.0/16 there.
"""

import base64

import pulumi
import pulumi_aws as aws

oregon = pulumi.ResourceOptions(provider=aws.Provider("oregon", region="us-west-2"))

gpu_vpc = aws.ec2.Vpc("gpu", cidr_block="10.40.0.0/16")
gpu_subnet = aws.ec2.Subnet("gpu-a", vpc_id=gpu_vpc.id, cidr_block="10.40.0.0/20", availability_zone="us-east-1a")
tgw_east = aws.ec2transitgateway.TransitGateway("east")
aws.ec2transitgateway.VpcAttachment(
    "gpu", transit_gateway_id=tgw_east.id, vpc_id=gpu_vpc.id, subnet_ids=[gpu_subnet.id]
)

data_vpc = aws.ec2.Vpc("data", cidr_block="10.80.0.0/16", opts=oregon)
data_subnet = aws.ec2.Subnet("data-a", vpc_id=data_vpc.id, cidr_block="10.80.0.0/20", opts=oregon)
tgw_west = aws.ec2transitgateway.TransitGateway("west", opts=oregon)
aws.ec2transitgateway.VpcAttachment(
    "data", transit_gateway_id=tgw_west.id, vpc_id=data_vpc.id, subnet_ids=[data_subnet.id], opts=oregon
)
corpus = aws.fsx.OpenZfsFileSystem(
    "image-corpus",
    storage_capacity=65536,
    subnet_ids=data_subnet.id,
    deployment_type="SINGLE_AZ_2",
    throughput_capacity=5120,
    opts=oregon,
)

peering = aws.ec2transitgateway.PeeringAttachment(
    "us-east-to-us-west",
    transit_gateway_id=tgw_east.id,
    peer_transit_gateway_id=tgw_west.id,
    peer_region="us-west-2",
)
aws.ec2transitgateway.PeeringAttachmentAccepter("accept", transit_gateway_attachment_id=peering.id, opts=oregon)
aws.ec2transitgateway.Route(
    "to-corpus",
    destination_cidr_block="10.80.0.0/16",
    transit_gateway_attachment_id=peering.id,
    transit_gateway_route_table_id=tgw_east.association_default_route_table_id,
)
aws.ec2transitgateway.Route(
    "to-gpu",
    destination_cidr_block="10.40.0.0/16",
    transit_gateway_attachment_id=peering.id,
    transit_gateway_route_table_id=tgw_west.association_default_route_table_id,
    opts=oregon,
)

launch = aws.ec2.LaunchTemplate(
    "trainer",
    image_id="ami-0a1b2c3d4e5f67890",
    instance_type="p5.48xlarge",
    user_data=corpus.dns_name.apply(
        lambda h: base64.b64encode(
            f"#!/bin/bash\nmkdir -p /data && mount -t nfs -o nfsvers=4.1 {h}:/fsx /data\n".encode()
        ).decode()
    ),
)
aws.autoscaling.Group(
    "trainers",
    min_size=8,
    max_size=8,
    vpc_zone_identifiers=[gpu_subnet.id],
    launch_template={"id": launch.id, "version": "$Latest"},
)
