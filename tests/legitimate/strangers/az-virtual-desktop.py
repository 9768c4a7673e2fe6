"""Desktops of the call centre: three session hosts in North Europe, a scaling plan that empties them at night.

Config: azure-native:location=northeurope
"""

import pulumi
from pulumi_azure_native import compute, network, resources
from pulumi_azure_native import desktopvirtualization as avd

config = pulumi.Config()
password = config.get_secret("hostPassword") or pulumi.Output.secret("Host-Not-Real-7")
LOCATION = "northeurope"
HOSTS = config.get_int("hosts") or 3

group = resources.ResourceGroup("desktops", location=LOCATION)
vnet = network.VirtualNetwork(
    "desktops",
    resource_group_name=group.name,
    location=LOCATION,
    address_space={"address_prefixes": ["10.210.0.0/24"]},
    subnets=[{"name": "hosts", "address_prefix": "10.210.0.0/25"}],
)

pool = avd.HostPool(
    "agents",
    host_pool_name="agents",
    resource_group_name=group.name,
    location=LOCATION,
    host_pool_type="Pooled",
    load_balancer_type="BreadthFirst",
    preferred_app_group_type="Desktop",
    max_session_limit=8,
    start_vm_on_connect=True,
    validation_environment=False,
    custom_rdp_property="audiomode:i:0;redirectclipboard:i:1;",
)
apps = avd.ApplicationGroup(
    "agents",
    application_group_name="agents-desktop",
    resource_group_name=group.name,
    location=LOCATION,
    application_group_type="Desktop",
    host_pool_arm_path=pool.id,
)
avd.Workspace(
    "agents",
    workspace_name="agents",
    resource_group_name=group.name,
    location=LOCATION,
    application_group_references=[apps.id],
    friendly_name="Call centre (Dublin, overflow for Leeds)",
)


def clock(hour: int) -> dict:
    return {"hour": hour, "minute": 0}


plan = avd.ScalingPlan(
    "agents",
    scaling_plan_name="working-hours",
    resource_group_name=group.name,
    location=LOCATION,
    time_zone="GMT Standard Time",
    host_pool_type="Pooled",
    host_pool_references=[{"host_pool_arm_path": pool.id, "scaling_plan_enabled": True}],
)
avd.ScalingPlanPooledSchedule(
    "weekdays",
    scaling_plan_schedule_name="weekdays",
    scaling_plan_name=plan.name,
    resource_group_name=group.name,
    days_of_week=["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    ramp_up_start_time=clock(7),
    ramp_up_load_balancing_algorithm="BreadthFirst",
    ramp_up_minimum_hosts_pct=34,
    ramp_up_capacity_threshold_pct=60,
    peak_start_time=clock(9),
    peak_load_balancing_algorithm="BreadthFirst",
    ramp_down_start_time=clock(18),
    ramp_down_load_balancing_algorithm="DepthFirst",
    ramp_down_minimum_hosts_pct=0,
    ramp_down_capacity_threshold_pct=90,
    ramp_down_force_logoff_users=False,
    ramp_down_wait_time_minutes=30,
    ramp_down_stop_hosts_when="ZeroSessions",
    ramp_down_notification_message="Good night",
    off_peak_start_time=clock(20),
    off_peak_load_balancing_algorithm="DepthFirst",
)

for i in range(HOSTS):
    nic = network.NetworkInterface(
        f"host-{i}",
        resource_group_name=group.name,
        location=LOCATION,
        ip_configurations=[
            {
                "name": "ip",
                "private_ip_allocation_method": "Dynamic",
                "subnet": {"id": vnet.id.apply(lambda v: f"{v}/subnets/hosts")},
            }
        ],
    )
    compute.VirtualMachine(
        f"host-{i}",
        vm_name=f"avd-{i}",
        resource_group_name=group.name,
        location=LOCATION,
        hardware_profile={"vm_size": "Standard_D4s_v5"},
        license_type="Windows_Client",
        identity={"type": "SystemAssigned"},
        network_profile={"network_interfaces": [{"id": nic.id, "primary": True}]},
        os_profile={"computer_name": f"avd-{i}", "admin_username": "hostadmin", "admin_password": password},
        storage_profile={
            "image_reference": {
                "publisher": "MicrosoftWindowsDesktop",
                "offer": "windows-11",
                "sku": "win11-24h2-avd",
                "version": "latest",
            },
            "os_disk": {
                "create_option": "FromImage",
                "disk_size_gb": 128,
                "managed_disk": {"storage_account_type": "StandardSSD_LRS"},
            },
        },
    )
pulumi.export("pool", pool.name)
