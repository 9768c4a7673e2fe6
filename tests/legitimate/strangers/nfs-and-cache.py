"""CMS host with a Filestore share for uploads and a small Redis cache."""

import pulumi
import pulumi_gcp as gcp

zone = gcp.config.zone or "us-central1-a"
network = gcp.compute.get_network(name="default")

share = gcp.filestore.Instance(
    "cms-uploads",
    tier="BASIC_HDD",
    location=zone,
    file_shares=gcp.filestore.InstanceFileSharesArgs(name="uploads", capacity_gb=1024),
    networks=[gcp.filestore.InstanceNetworkArgs(network="default", modes=["MODE_IPV4"])],
    deletion_protection_enabled=True,
)
cache = gcp.redis.Instance(
    "cms-cache",
    tier="BASIC",
    memory_size_gb=2,
    region="us-central1",
    redis_version="REDIS_7_0",
    authorized_network=network.id,
    auth_enabled=True,
    redis_configs={"maxmemory-policy": "allkeys-lru"},
)

ip = gcp.compute.Address("cms", region="us-central1", network_tier="STANDARD")
server = share.networks.apply(lambda n: (n[0].ip_addresses or ["filestore"])[0])
startup = pulumi.Output.all(server, cache.host).apply(
    lambda a: (
        f"""#!/bin/bash
apt-get update && apt-get install -y nfs-common apache2
mkdir -p /srv/uploads
mount {a[0]}:/uploads /srv/uploads
echo 'REDIS_HOST={a[1]}' > /etc/cms.env
"""
    )
)
vm = gcp.compute.Instance(
    "cms",
    zone=zone,
    machine_type="n2-standard-2",
    boot_disk=gcp.compute.InstanceBootDiskArgs(
        initialize_params=gcp.compute.InstanceBootDiskInitializeParamsArgs(
            image="projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64", size=40, type="pd-balanced"
        )
    ),
    network_interfaces=[
        gcp.compute.InstanceNetworkInterfaceArgs(
            network="default",
            access_configs=[
                gcp.compute.InstanceNetworkInterfaceAccessConfigArgs(nat_ip=ip.address, network_tier="STANDARD")
            ],
        )
    ],
    metadata_startup_script=startup,
    shielded_instance_config=gcp.compute.InstanceShieldedInstanceConfigArgs(enable_secure_boot=True),
    tags=["http-server", "https-server"],
    allow_stopping_for_update=True,
)
snapshots = gcp.compute.ResourcePolicy(
    "daily",
    region="us-central1",
    snapshot_schedule_policy=gcp.compute.ResourcePolicySnapshotSchedulePolicyArgs(
        schedule=gcp.compute.ResourcePolicySnapshotSchedulePolicyScheduleArgs(
            daily_schedule=gcp.compute.ResourcePolicySnapshotSchedulePolicyScheduleDailyScheduleArgs(
                days_in_cycle=1, start_time="04:00"
            )
        ),
        retention_policy=gcp.compute.ResourcePolicySnapshotSchedulePolicyRetentionPolicyArgs(max_retention_days=14),
        snapshot_properties=gcp.compute.ResourcePolicySnapshotSchedulePolicySnapshotPropertiesArgs(
            storage_locations="us-central1"
        ),
    ),
)
gcp.compute.DiskResourcePolicyAttachment("cms", name=snapshots.name, disk=vm.name, zone=zone)
pulumi.export("ip", ip.address)
