"""The bookkeeping server: Windows, daily snapshots in its region, on in working hours only."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
region, zone = "us-central1", "us-central1-a"
office = config.get("officeCidr") or "203.0.113.64/29"
image = gcp.compute.get_image(family="windows-2022", project="windows-cloud")

network = gcp.compute.Network("books", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork("books", network=network.id, region=region, ip_cidr_range="10.70.0.0/24")
gcp.compute.Firewall(
    "rdp",
    network=network.id,
    source_ranges=[office, "35.235.240.0/20"],
    allows=[{"protocol": "tcp", "ports": ["3389"]}],
    target_tags=["books"],
)

hours = gcp.compute.ResourcePolicy(
    "working-hours",
    region=region,
    instance_schedule_policy={
        "vm_start_schedule": {"schedule": "0 7 * * 1-6"},
        "vm_stop_schedule": {"schedule": "0 20 * * *"},
        "time_zone": "America/Denver",
    },
)
snapshots = gcp.compute.ResourcePolicy(
    "daily",
    region=region,
    snapshot_schedule_policy={
        "schedule": {"daily_schedule": {"days_in_cycle": 1, "start_time": "05:00"}},
        "retention_policy": {"max_retention_days": 14, "on_source_disk_delete": "KEEP_AUTO_SNAPSHOTS"},
        "snapshot_properties": {"storage_locations": region, "guest_flush": True, "labels": {"app": "books"}},
    },
)

data = gcp.compute.Disk("books-data", zone=zone, type="pd-ssd", size=200)
gcp.compute.DiskResourcePolicyAttachment("books-data", disk=data.name, zone=zone, name=snapshots.name)
server = gcp.compute.Instance(
    "books",
    machine_type="n2-standard-4",
    zone=zone,
    tags=["books"],
    boot_disk={"initialize_params": {"image": image.self_link, "size": 80, "type": "pd-balanced"}},
    attached_disks=[{"source": data.id, "device_name": "data"}],
    network_interfaces=[{"subnetwork": subnet.id, "access_configs": [{"network_tier": "STANDARD"}]}],
    resource_policies=hours.id,
    metadata={
        "windows-startup-script-ps1": "Get-Disk | Where PartitionStyle -eq 'RAW' | Initialize-Disk -PassThru"
        " | New-Partition -AssignDriveLetter -UseMaximumSize | Format-Volume -Confirm:$false"
    },
    shielded_instance_config={"enable_secure_boot": True},
    allow_stopping_for_update=True,
)
pulumi.export("address", server.network_interfaces.apply(lambda n: n[0] if n else None))
