"""What bills without running or being asked: machines that stand by, functions that are kept up, a pool that always works."""

import pulumi_aws as aws
import pulumi_azure_native as azure
import pulumi_gcp as gcp

template = gcp.compute.InstanceTemplate(
    "n2",
    machine_type="n2-standard-4",
    disks=[{"source_image": "debian-cloud/debian-12", "boot": True, "disk_size_gb": 500, "disk_type": "pd-ssd"}],
    network_interfaces=[{"network": "default"}],
)
gcp.compute.InstanceGroupManager(
    "mig",
    zone="us-central1-b",
    base_instance_name="x",
    target_size=3,
    target_stopped_size=4,
    target_suspended_size=2,
    versions=[{"instance_template": template.self_link}],
)
launch = aws.ec2.LaunchTemplate(
    "lt",
    image_id="ami-1",
    instance_type="g4dn.xlarge",
    block_device_mappings=[{"device_name": "/dev/xvda", "ebs": {"volume_size": 500, "volume_type": "gp3"}}],
)
aws.autoscaling.Group(
    "warm",
    min_size=1,
    desired_capacity=2,
    max_size=10,
    availability_zones=["us-east-1a"],
    launch_template={"id": launch.id},
    warm_pool={"pool_state": "Stopped", "min_size": 3, "max_group_prepared_capacity": 6},
)
group = azure.resources.ResourceGroup("it")
flex = azure.compute.VirtualMachineScaleSet(
    "flex",
    resource_group_name=group.name,
    sku={"name": "Standard_D4s_v5", "capacity": 2},
    virtual_machine_profile={
        "storage_profile": {
            "os_disk": {
                "create_option": "FromImage",
                "disk_size_gb": 512,
                "managed_disk": {"storage_account_type": "Premium_LRS"},
            }
        }
    },
)
for state in ("Deallocated", "Running"):
    azure.standbypool.StandbyVirtualMachinePool(
        f"pool-{state.lower()}",
        resource_group_name=group.name,
        attached_virtual_machine_scale_set_id=flex.id,
        virtual_machine_state=state,
        elasticity_profile={"max_ready_capacity": 10, "min_ready_capacity": 5},
    )
gcp.cloudfunctionsv2.Function(
    "second",
    location="us-central1",
    build_config={"runtime": "python312", "entry_point": "h"},
    service_config={"min_instance_count": 4, "available_memory": "4Gi", "available_cpu": "2"},
)
gcp.cloudfunctions.Function("first", runtime="python312", min_instances=3, available_memory_mb=2048)
gcp.cloudrunv2.WorkerPool(
    "workers",
    location="us-central1",
    scaling={"manual_instance_count": 4},
    template={"containers": [{"image": "i", "resources": {"limits": {"cpu": "2", "memory": "2Gi"}}}]},
)
azure.web.WebApp(
    "ready",
    kind="functionapp",
    resource_group_name=group.name,
    server_farm_id=azure.web.AppServicePlan(
        "plan", resource_group_name=group.name, sku={"name": "FC1", "tier": "FlexConsumption"}
    ).id,
    function_app_config={
        "scale_and_concurrency": {
            "instance_memory_mb": 2048,
            "maximum_instance_count": 100,
            "always_ready": [{"name": "http", "instance_count": 5}],
        }
    },
)
aws.lambda_.ProvisionedConcurrencyConfig("kept", function_name="f", qualifier="1", provisioned_concurrent_executions=50)
