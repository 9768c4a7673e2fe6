"""Cloud Workstations for the Amsterdam developers."""

import pulumi
import pulumi_gcp as gcp

REGION = "europe-west4"
developers = ["anna", "bram", "chidi", "dewi"]

network = gcp.compute.Network("workstations", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork("workstations", network=network.id, region=REGION, ip_cidr_range="10.70.0.0/24")
router = gcp.compute.Router("workstations", network=network.id, region=REGION)
gcp.compute.RouterNat(
    "workstations",
    router=router.name,
    region=REGION,
    nat_ip_allocate_option="AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat="ALL_SUBNETWORKS_ALL_IP_RANGES",
)

cluster = gcp.workstations.WorkstationCluster(
    "dev", workstation_cluster_id="dev", location=REGION, network=network.id, subnetwork=subnet.id
)
config = gcp.workstations.WorkstationConfig(
    "dev",
    workstation_config_id="backend",
    workstation_cluster_id=cluster.workstation_cluster_id,
    location=REGION,
    idle_timeout="3600s",
    running_timeout="36000s",
    host=gcp.workstations.WorkstationConfigHostArgs(
        gce_instance=gcp.workstations.WorkstationConfigHostGceInstanceArgs(
            machine_type="e2-standard-4", boot_disk_size_gb=50, pool_size=0, disable_public_ip_addresses=True
        )
    ),
    container=gcp.workstations.WorkstationConfigContainerArgs(
        image=f"{REGION}-docker.pkg.dev/cloud-workstations-images/predefined/code-oss:latest",
        env={"TZ": "Europe/Amsterdam"},
    ),
    persistent_directories=[
        gcp.workstations.WorkstationConfigPersistentDirectoryArgs(
            mount_path="/home",
            gce_pd=gcp.workstations.WorkstationConfigPersistentDirectoryGcePdArgs(
                size_gb=100, fs_type="ext4", disk_type="pd-balanced", reclaim_policy="DELETE"
            ),
        )
    ],
)
for dev in developers:
    station = gcp.workstations.Workstation(
        dev,
        workstation_id=dev,
        workstation_config_id=config.workstation_config_id,
        workstation_cluster_id=cluster.workstation_cluster_id,
        location=REGION,
        labels={"developer": dev},
    )
    gcp.workstations.WorkstationIamMember(
        dev,
        project=gcp.config.project,
        location=REGION,
        workstation_cluster_id=cluster.workstation_cluster_id,
        workstation_config_id=config.workstation_config_id,
        workstation_id=station.workstation_id,
        role="roles/workstations.user",
        member=f"user:{dev}@example.nl",
    )
pulumi.export("cluster", cluster.name)
