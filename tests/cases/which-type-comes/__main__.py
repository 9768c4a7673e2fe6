"""Two nodes each of a dear and a cheap type, and of which of them by each cloud's word."""

import pulumi_aws as aws
import pulumi_azure_native as azure
import pulumi_gcp as gcp

DEAR, CHEAP = "g5.12xlarge", "g5.xlarge"
launch = aws.ec2.LaunchTemplate("box", image_id="ami-1", instance_type=DEAR)


def fleet(name: str, strategy: str | None, priorities: tuple[float, float] | None = None) -> None:
    """An EC2 fleet of two on-demand nodes."""
    ranks = priorities or (None, None)
    overrides = [{"instance_type": it, "priority": rank} for it, rank in zip((DEAR, CHEAP), ranks, strict=True)]
    aws.ec2.Fleet(
        name,
        launch_template_configs=[
            {
                "launch_template_specification": {"launch_template_id": launch.id, "version": "$Latest"},
                "overrides": overrides,
            }
        ],
        target_capacity_specification={"default_target_capacity_type": "on-demand", "total_target_capacity": 2},
        on_demand_options={"allocation_strategy": strategy} if strategy else None,
    )


def group(name: str, distribution: dict[str, object], *, weights: tuple[str | None, str | None] = (None, None)) -> None:
    """An Auto Scaling group of two nodes, or of two units."""
    aws.autoscaling.Group(
        name,
        min_size=0,
        desired_capacity=2,
        max_size=4,
        vpc_zone_identifiers=["subnet-1"],
        mixed_instances_policy={
            "instances_distribution": distribution,
            "launch_template": {
                "launch_template_specification": {"launch_template_id": launch.id},
                "overrides": [
                    {"instance_type": it, "weighted_capacity": weight}
                    for it, weight in zip((DEAR, CHEAP), weights, strict=True)
                ],
            },
        },
    )


group("asg-default", {})
group("asg-lowest", {"on_demand_allocation_strategy": "lowest-price"})
group("asg-weighted", {}, weights=("2", "1"))
group("asg-weighted-lowest", {"on_demand_allocation_strategy": "lowest-price"}, weights=("2", "1"))
fleet("fleet-default", None)
fleet("fleet-ranked", "prioritized", (2, 1))
fleet("fleet-ranked-dear", "prioritized", (1, 2))
fleet("fleet-unranked", "prioritized")
aws.eks.NodeGroup(
    "eks",
    cluster_name="home",
    node_role_arn="arn:aws:iam::111122223333:role/nodes",
    subnet_ids=["subnet-1"],
    instance_types=[DEAR, CHEAP],
    scaling_config={"min_size": 0, "desired_size": 2, "max_size": 4},
)

BIG, SMALL, MIDDLE = "g2-standard-96", "g2-standard-8", "g2-standard-24"
template = gcp.compute.InstanceTemplate(
    "box",
    machine_type=SMALL,
    disks=[{"source_image": "debian-cloud/debian-12"}],
    network_interfaces=[{"network": "default"}],
)


def mig(name: str, *selections: tuple[int, list[str]]) -> None:
    """A regional group of two nodes, by ranks."""
    gcp.compute.RegionInstanceGroupManager(
        name,
        region="us-central1",
        base_instance_name="box",
        target_size=2,
        versions=[{"instance_template": template.id}],
        instance_flexibility_policy={
            "instance_selections": [
                {"name": f"rank-{rank}-{index}", "rank": rank, "machine_types": types}
                for index, (rank, types) in enumerate(selections)
            ]
        },
    )


mig("mig-ranked", (2, [SMALL]), (1, [BIG]))
mig("mig-alike", (2, [SMALL]), (1, [BIG, MIDDLE]))
mig("mig-one", (1, [BIG, SMALL]))

LARGE, LITTLE = "Standard_NC96ads_A100_v4", "Standard_NC24ads_A100_v4"
azures = azure.resources.ResourceGroup("train")


def mix(name: str, strategy: str | None, ranks: tuple[int | None, int | None] = (None, None)) -> None:
    """A scale set of two nodes with an instance mix."""
    azure.compute.VirtualMachineScaleSet(
        name,
        resource_group_name=azures.name,
        sku={"name": "Mix", "capacity": 2},
        orchestration_mode="Flexible",
        sku_profile={
            "vm_sizes": [{"name": it, "rank": rank} for it, rank in zip((LARGE, LITTLE), ranks, strict=True)],
            "allocation_strategy": strategy,
        },
        virtual_machine_profile={"priority": "Regular"},
    )


mix("vmss-default", None)
mix("vmss-capacity", "CapacityOptimized")
mix("vmss-ranked", "Prioritized", (1, 0))
mix("vmss-ranked-dear", "Prioritized", (0, 1))
