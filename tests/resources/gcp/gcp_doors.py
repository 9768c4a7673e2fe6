"""Programs of services that rent machines, and of resources that copy data, beside Compute Engine and buckets."""

from __future__ import annotations

MACHINES = """
gcp.compute.InstanceFromMachineImage(
    "imaged", zone="us-central1-a", source_machine_image="machineImages/trainer", machine_type="a3-highgpu-8g"
)
gcp.compute.FutureReservation(
    "future",
    zone="us-central1-a",
    time_window={"start_time": "2027-06-01T00:00:00Z", "duration": {"seconds": "2592000"}},
    specific_sku_properties={"total_count": "8", "instance_properties": {"machine_type": "a3-highgpu-8g"}},
)
gcp.compute.RegionCommitment(
    "commitment",
    region="us-central1",
    plan="THIRTY_SIX_MONTH",
    type="ACCELERATOR_OPTIMIZED_A3",
    resources=[{"type": "ACCELERATOR", "amount": "8", "accelerator_type": "nvidia-h100-80gb"}],
)
gcp.backupdisasterrecovery.RestoreWorkload(
    "restored",
    location="us-central1",
    backup_vault_id="v",
    data_source_id="d",
    backup_id="b",
    compute_instance_target_environment={"project": "team", "zone": "us-central1-a"},
    compute_instance_restore_properties={"name": "it", "machine_type": "zones/us-central1-a/machineTypes/a3-highgpu-8g"},
)
gcp.dataflow.FlexTemplateJob(
    "flow",
    container_spec_gcs_path="gs://templates/embed.json",
    region="us-central1",
    machine_type="n1-standard-96",
    additional_experiments=["worker_accelerator=type:nvidia-tesla-v100;count:8;install-nvidia-driver"],
)
gcp.dataflow.Pipeline(
    "scheduled-flow",
    region="us-central1",
    state="STATE_ACTIVE",
    type="PIPELINE_TYPE_BATCH",
    workload={
        "dataflow_launch_template_request": {
            "project_id": "team",
            "launch_parameters": {"job_name": "j", "environment": {"machine_type": "a2-highgpu-8g"}},
        }
    },
)
gcp.dataproc.WorkflowTemplate(
    "workflow",
    location="us-central1",
    jobs=[{"step_id": "s"}],
    placement={
        "managed_cluster": {
            "cluster_name": "c",
            "config": {
                "master_config": {"machine_type": "n2-standard-4"},
                "worker_config": {"machine_type": "n2-standard-4"},
                "secondary_worker_config": {"machine_type": "a2-highgpu-8g", "num_instances": 4},
            },
        }
    },
)
gcp.dataproc.Batch(
    "batch",
    location="us-central1",
    runtime_config={"properties": {"spark.dataproc.executor.resource.accelerator.type": "a100-80"}},
)
gcp.dataproc.Cluster(
    "flexible",
    region="us-central1",
    cluster_config={
        "master_config": {"machine_type": "n2-standard-4"},
        "worker_config": {"machine_type": "n2-standard-4"},
        "preemptible_worker_config": {
            "num_instances": 2,
            "instance_flexibility_policy": {
                "instance_selection_lists": [{"machine_types": ["n2-standard-4", "a2-highgpu-8g"], "rank": 1}]
            },
        },
    },
)
gcp.workstations.WorkstationConfig(
    "desk",
    location="us-central1",
    workstation_cluster_id="c",
    workstation_config_id="desk",
    host={"gce_instance": {"boost_configs": [{"id": "big", "machine_type": "a3-highgpu-8g"}]}},
)
gcp.colab.NotebookExecution(
    "notebook",
    location="us-central1",
    display_name="n",
    gcs_output_uri="gs://out",
    execution_user="a@example.com",
    custom_environment_spec={"machine_spec": {"machine_type": "a2-highgpu-8g"}},
)
gcp.container.AwsNodePool(
    "on-aws",
    location="us-west1",
    cluster="c",
    version="1",
    subnet_id="s",
    autoscaling={"min_node_count": 1, "max_node_count": 4},
    max_pods_constraint={"max_pods_per_node": 10},
    config={
        "config_encryption": {"kms_key_arn": "k"},
        "iam_instance_profile": "p",
        "spot_config": {"instance_types": ["p5.48xlarge"]},
    },
)
gcp.container.AzureNodePool(
    "on-azure",
    location="us-west1",
    cluster="c",
    version="1",
    subnet_id="s",
    autoscaling={"min_node_count": 1, "max_node_count": 4},
    max_pods_constraint={"max_pods_per_node": 10},
    config={"ssh_config": {"authorized_key": "k"}, "vm_size": "Standard_ND96isr_H100_v5"},
)
gcp.hypercomputecluster.Cluster(
    "slurm",
    cluster_id="s",
    location="us-central1",
    network_resources=[{"id": "n"}],
    compute_resources=[{"id": "gpus", "config": {"new_spot_instances": {"machine_type": "a3-highgpu-8g", "zone": "z"}}}],
)
gcp.composer.Environment("airflow", region="us-central1", config={"node_config": {"machine_type": "a2-highgpu-8g"}})
gcp.vmwareengine.PrivateCloud(
    "vmware",
    location="us-central1-a",
    network_config={"management_cidr": "10.0.0.0/24"},
    management_cluster={"cluster_id": "m", "node_type_configs": [{"node_type_id": "ve1-standard-72", "node_count": 3}]},
)
gcp.cloudrunv2.Service(
    "serve",
    location="us-central1",
    template={
        "containers": [{"image": "i", "resources": {"limits": {"nvidia.com/gpu": "1"}}}],
        "node_selector": {"accelerator": "nvidia-b300"},
    },
)
"""

COPIES = """
here = gcp.storage.Bucket("here", name="here", location="us-central1")
far = gcp.storage.Bucket("far", name="far", location="europe-west4")
gcp.storage.TransferJob(
    "transfer",
    description="d",
    transfer_spec={"gcs_data_source": {"bucket_name": here.name}, "gcs_data_sink": {"bucket_name": far.name}},
)
gcp.storage.TransferJob(
    "from-s3",
    description="d",
    transfer_spec={"aws_s3_data_source": {"bucket_name": "theirs"}, "gcs_data_sink": {"bucket_name": far.name}},
)
gcp.compute.Snapshot("snapshot", source_disk="d", zone="us-central1-a", storage_locations=["eu"])
gcp.compute.Image("image", source_disk="d", storage_locations=["asia-east1"])
gcp.compute.ResourcePolicy(
    "nightly",
    region="us-central1",
    snapshot_schedule_policy={
        "schedule": {"daily_schedule": {"days_in_cycle": 1, "start_time": "04:00"}},
        "snapshot_properties": {"storage_locations": "europe-west4"},
    },
)
gcp.compute.DiskAsyncReplication(
    "mirror",
    primary_disk="projects/p/zones/us-central1-a/disks/one",
    secondary_disk={"disk": "projects/p/zones/us-east1-b/disks/two"},
)
primary = gcp.sql.DatabaseInstance(
    "primary",
    name="primary",
    region="us-central1",
    database_version="POSTGRES_16",
    settings={"tier": "db-custom-2-7680", "backup_configuration": {"location": "us"}},
)
gcp.sql.DatabaseInstance(
    "replica",
    region="europe-west4",
    database_version="POSTGRES_16",
    master_instance_name=primary.name,
    settings={"tier": "db-custom-2-7680"},
)
gcp.alloydb.Cluster(
    "second",
    cluster_id="second",
    location="europe-west4",
    cluster_type="SECONDARY",
    secondary_config={"primary_cluster_name": "projects/p/locations/us-central1/clusters/first"},
)
gcp.bigtable.Instance(
    "wide",
    clusters=[{"cluster_id": "a", "zone": "us-central1-a"}, {"cluster_id": "b", "zone": "europe-west4-b"}],
)
gcp.spanner.Instance("rows", config="nam6", display_name="rows", num_nodes=1)
gcp.firestore.Database("documents", location_id="nam5", type="FIRESTORE_NATIVE")
gcp.redis.Cluster(
    "cache",
    region="europe-west4",
    shard_count=3,
    cross_cluster_replication_config={
        "cluster_role": "SECONDARY",
        "primary_cluster": {"cluster": "projects/p/locations/us-central1/clusters/first"},
    },
)
gcp.filestore.Backup(
    "files",
    location="europe-west4",
    source_instance="projects/p/locations/us-central1-a/instances/files",
    source_file_share="share",
)
gcp.netapp.BackupVault("vault", location="us-central1", backup_region="us-east4")
gcp.gkebackup.BackupPlan("plan", location="us-east4", cluster="projects/p/locations/us-central1/clusters/c")
gcp.bigquery.Reservation(
    "slots", location="us-central1", slot_capacity=100, secondary_location="us-east4", edition="ENTERPRISE_PLUS"
)
far_gateway = gcp.compute.HaVpnGateway("far-gateway", network="n", region="europe-west4")
gcp.compute.VPNTunnel("tunnel", region="us-central1", peer_gcp_gateway=far_gateway.id, shared_secret="s")
gcp.artifactregistry.Repository("images", location="us", repository_id="images", format="DOCKER")
"""

FITTING = """
gcp.dataflow.FlexTemplateJob("flow", container_spec_gcs_path="gs://t/e.json", region="us-central1", max_workers=10)
gcp.alloydb.Instance("db", cluster="c", instance_id="i", instance_type="PRIMARY", machine_config={"cpu_count": 8})
gcp.vpcaccess.Connector("connector", region="us-central1", ip_cidr_range="10.8.0.0/28", network="n")
gcp.cloudbuild.WorkerPool("builds", location="us-central1", worker_config={"machine_type": "e2-standard-8"})
gcp.cloudrunv2.Service(
    "serve",
    location="us-central1",
    template={
        "containers": [{"image": "i", "resources": {"limits": {"nvidia.com/gpu": "1"}}}],
        "node_selector": {"accelerator": "nvidia-l4"},
    },
)
gcp.spanner.Instance("rows", config="regional-us-central1", display_name="rows", num_nodes=1)
gcp.bigtable.Instance("narrow", clusters=[{"cluster_id": "a", "zone": "us-central1-a"}])
gcp.sql.DatabaseInstance(
    "db", region="us-central1", database_version="POSTGRES_16", settings={"tier": "db-custom-2-7680"}
)
gcp.compute.Snapshot("snapshot", source_disk="d", zone="us-central1-a")
gcp.compute.Snapshot("kept-here", source_disk="d", zone="us-central1-a", storage_locations=["us-central1"])
gcp.compute.Image("image", source_disk="d")
gcp.firestore.Database("documents", location_id="us-central1", type="FIRESTORE_NATIVE")
gcp.artifactregistry.Repository("images", location="us-central1", repository_id="images", format="DOCKER")
gcp.dataproc.Batch("batch", location="us-central1", pyspark_batch={"main_python_file_uri": "gs://b/j.py"})
gcp.workstations.WorkstationConfig(
    "desk", location="us-central1", workstation_cluster_id="c", workstation_config_id="desk"
)
"""
