"""The same pool on three clouds, kept at 1 node and at 3: it begins with one, and may have eight."""

import pulumi_aws as aws
import pulumi_azure_native as azure
import pulumi_gcp as gcp

MOST = 8
template = gcp.compute.InstanceTemplate(
    "l4",
    machine_type="g2-standard-8",
    disks=[{"source_image": "debian-cloud/debian-12"}],
    network_interfaces=[{"network": "default"}],
)
launch = aws.ec2.LaunchTemplate("g5", instance_type="g5.xlarge", image_id="ami-1")
cluster = gcp.container.Cluster("home", location="us-central1", initial_node_count=1, remove_default_node_pool=True)
group = azure.resources.ResourceGroup("train")

for least in (1, 3):
    aws.autoscaling.Group(
        f"group-{least}",
        min_size=least,
        desired_capacity=max(least, 1),
        max_size=MOST,
        vpc_zone_identifiers=["subnet-1"],
        launch_template={"id": launch.id},
    )
    aws.eks.NodeGroup(
        f"eks-{least}",
        cluster_name="home",
        node_role_arn="arn:aws:iam::111122223333:role/nodes",
        subnet_ids=["subnet-1"],
        instance_types=["g5.xlarge"],
        scaling_config={"min_size": least, "desired_size": max(least, 1), "max_size": MOST},
    )
    gcp.container.NodePool(
        f"gke-{least}",
        cluster=cluster.name,
        location="us-central1",
        node_locations=["us-central1-a", "us-central1-b"],
        initial_node_count=1,
        autoscaling={"min_node_count": least, "max_node_count": MOST},
        node_config={"machine_type": "g2-standard-8"},
    )
    azure.containerservice.AgentPool(
        f"aks-{least}",
        resource_group_name=group.name,
        resource_name_="home",
        vm_size="Standard_NC24ads_A100_v4",
        count=1,
        enable_auto_scaling=True,
        min_count=least,
        max_count=MOST,
    )
    managed = gcp.compute.InstanceGroupManager(
        f"mig-{least}",
        base_instance_name="l4",
        zone="us-central1-a",
        target_size=1,
        versions=[{"instance_template": template.id}],
    )
    gcp.compute.Autoscaler(
        f"mig-{least}-scaler",
        zone="us-central1-a",
        target=managed.id,
        autoscaling_policy={"min_replicas": least, "max_replicas": MOST},
    )
    scale_set = azure.compute.VirtualMachineScaleSet(
        f"vmss-{least}",
        resource_group_name=group.name,
        sku={"name": "Standard_NC24ads_A100_v4", "capacity": 1},
        virtual_machine_profile={"priority": "Regular"},
    )
    azure.monitor.AutoscaleSetting(
        f"vmss-{least}-setting",
        resource_group_name=group.name,
        enabled=True,
        target_resource_uri=scale_set.id,
        profiles=[
            {
                "name": "all",
                "capacity": {"minimum": str(least), "maximum": str(MOST), "default": str(least)},
                "rules": [],
            }
        ],
    )
