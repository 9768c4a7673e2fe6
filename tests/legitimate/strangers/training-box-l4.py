"""h100-waitlist: until the real machines arrive, one L4 box that runs in office hours."""

import pulumi
import pulumi_gcp as gcp

zone = "us-central1-a"

hours = gcp.compute.ResourcePolicy(
    "office-hours",
    region="us-central1",
    description="start at 8, stop at 20, weekdays",
    instance_schedule_policy=gcp.compute.ResourcePolicyInstanceSchedulePolicyArgs(
        time_zone="America/New_York",
        vm_start_schedule=gcp.compute.ResourcePolicyInstanceSchedulePolicyVmStartScheduleArgs(
            schedule="0 8 * * MON-FRI"
        ),
        vm_stop_schedule=gcp.compute.ResourcePolicyInstanceSchedulePolicyVmStopScheduleArgs(
            schedule="0 20 * * MON-FRI"
        ),
    ),
)
datasets = gcp.storage.Bucket(
    "experiment-datasets",
    location="us-central1",
    storage_class="STANDARD",
    uniform_bucket_level_access=True,
    autoclass=gcp.storage.BucketAutoclassArgs(enabled=True),
)
account = gcp.serviceaccount.Account("experiments", account_id="experiments")
gcp.storage.BucketIAMMember(
    "experiments",
    bucket=datasets.name,
    role="roles/storage.objectUser",
    member=pulumi.Output.concat("serviceAccount:", account.email),
)

scratch = gcp.compute.Disk("scratch", zone=zone, type="pd-ssd", size=300)
box = gcp.compute.Instance(
    "experiments",
    zone=zone,
    machine_type="g2-standard-8",
    boot_disk=gcp.compute.InstanceBootDiskArgs(
        initialize_params=gcp.compute.InstanceBootDiskInitializeParamsArgs(
            image="projects/deeplearning-platform-release/global/images/family/common-cu124-debian-11",
            size=150,
            type="pd-balanced",
        )
    ),
    attached_disks=[gcp.compute.InstanceAttachedDiskArgs(source=scratch.id, device_name="scratch")],
    network_interfaces=[
        gcp.compute.InstanceNetworkInterfaceArgs(
            network="default", access_configs=[gcp.compute.InstanceNetworkInterfaceAccessConfigArgs()]
        )
    ],
    scheduling=gcp.compute.InstanceSchedulingArgs(on_host_maintenance="TERMINATE", automatic_restart=True),
    service_account=gcp.compute.InstanceServiceAccountArgs(email=account.email, scopes=["cloud-platform"]),
    resource_policies=hours.id,
    metadata={"install-nvidia-driver": "True", "enable-oslogin": "TRUE"},
    labels={"replaces": "a100-trial", "owner": "research"},
)
pulumi.export("ssh", box.name.apply(lambda n: f"gcloud compute ssh {n} --zone {zone}"))
