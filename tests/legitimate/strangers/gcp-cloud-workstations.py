"""Development machines in the browser for four people; they stop after an idle hour."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
developers = config.get_object("developers") or ["ana", "bo", "chidi", "dora"]
REGION = "us-central1"

network = gcp.compute.Network("workstations", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork(
    "workstations", network=network.id, region=REGION, ip_cidr_range="10.33.0.0/24", private_ip_google_access=True
)
registry = gcp.artifactregistry.Repository(
    "devimages",
    repository_id="devimages",
    location=REGION,
    format="DOCKER",
    description="images for workstations; mirrors of europe-docker.pkg.dev not wanted",
)
gcp.cloudbuild.Trigger(
    "devimage",
    location=REGION,
    name="devimage",
    filename="workstation/cloudbuild.yaml",
    service_account=f"projects/{gcp.config.project}/serviceAccounts/builder@{gcp.config.project}.iam.gserviceaccount.com",
    github={"owner": "geotile", "name": "platform", "push": {"branch": "^main$"}},
    included_files=["workstation/**"],
    substitutions={
        "_IMAGE": pulumi.Output.concat(
            REGION, "-docker.pkg.dev/", registry.project, "/", registry.repository_id, "/code"
        )
    },
)
puller = gcp.serviceaccount.Account("workstation", account_id="workstation")
gcp.artifactregistry.RepositoryIamMember(
    "pull",
    repository=registry.name,
    location=REGION,
    role="roles/artifactregistry.reader",
    member=puller.email.apply(lambda e: f"serviceAccount:{e}"),
)

cluster = gcp.workstations.WorkstationCluster(
    "dev", workstation_cluster_id="dev", location=REGION, network=network.id, subnetwork=subnet.id
)
shape = gcp.workstations.WorkstationConfig(
    "standard",
    workstation_config_id="standard",
    workstation_cluster_id=cluster.workstation_cluster_id,
    location=REGION,
    idle_timeout="3600s",
    running_timeout="36000s",
    host={
        "gce_instance": {
            "machine_type": "e2-standard-8",
            "boot_disk_size_gb": 50,
            "disable_public_ip_addresses": True,
            "pool_size": 0,
            "service_account": puller.email,
            "service_account_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
            "shielded_instance_config": {"enable_secure_boot": True},
        }
    },
    persistent_directories=[
        {
            "mount_path": "/home",
            "gce_pd": {"size_gb": 100, "fs_type": "ext4", "disk_type": "pd-balanced", "reclaim_policy": "DELETE"},
        }
    ],
    container={
        "image": "us-central1-docker.pkg.dev/cloud-workstations-images/predefined/code-oss:latest",
        "env": {"EDITOR": "vim"},
    },
)
for person in developers:
    station = gcp.workstations.Workstation(
        person,
        workstation_id=person,
        location=REGION,
        workstation_cluster_id=cluster.workstation_cluster_id,
        workstation_config_id=shape.workstation_config_id,
        labels={"owner": person},
    )
    gcp.workstations.WorkstationIamMember(
        person,
        project=station.project,
        location=REGION,
        workstation_cluster_id=cluster.workstation_cluster_id,
        workstation_config_id=shape.workstation_config_id,
        workstation_id=station.workstation_id,
        role="roles/workstations.user",
        member=f"user:{person}@geotile.example",
    )
pulumi.export("cluster", cluster.name)
