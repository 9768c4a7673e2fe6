"""What `../yaml-gpus` declares, in Python."""

import pulumi_aws as aws
import pulumi_azure_native as azure
import pulumi_gcp as gcp

lt = aws.ec2.LaunchTemplate("lt", image_id="ami-1", instance_type="p4d.24xlarge")
aws.autoscaling.Group(
    "asg",
    min_size=1,
    max_size=4,
    vpc_zone_identifiers=["subnet-1"],
    launch_template={"id": lt.id, "version": lt.latest_version.apply(str)},
)
eks = aws.eks.Cluster("eks", role_arn="arn:aws:iam::1:role/x", vpc_config={"subnet_ids": ["subnet-1", "subnet-2"]})
aws.eks.NodeGroup(
    "ng",
    cluster_name=eks.name,
    node_role_arn="x",
    subnet_ids=["subnet-1"],
    instance_types=["g5.48xlarge"],
    scaling_config={"min_size": 2, "max_size": 3, "desired_size": 2},
)
gcp.compute.Instance(
    "vm",
    machine_type="a2-highgpu-8g",
    zone="us-central1-a",
    boot_disk={"initialize_params": {"image": "debian"}},
    network_interfaces=[{"network": "default"}],
)
rg = azure.resources.ResourceGroup("rg", location="westeurope")
azure.compute.VirtualMachine(
    "az",
    resource_group_name=rg.name,
    location=rg.location,
    hardware_profile={"vm_size": "Standard_ND96asr_v4"},
    network_profile={"network_interfaces": []},
    storage_profile={"os_disk": {"create_option": "FromImage"}},
)
