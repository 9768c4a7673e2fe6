"""Image captioning on Cloud Run with one L4, scaled to zero between requests."""

import pulumi
import pulumi_gcp as gcp

REGION = "us-central1"
project = gcp.config.project

repo = gcp.artifactregistry.Repository(
    "models",
    location=REGION,
    repository_id="models",
    format="DOCKER",
    cleanup_policies=[{"id": "keep-ten", "action": "KEEP", "most_recent_versions": {"keep_count": 10}}],
)
weights = gcp.storage.Bucket("caption-weights", location=REGION, uniform_bucket_level_access=True)
account = gcp.serviceaccount.Account("captioner", account_id="captioner")
gcp.storage.BucketIAMMember(
    "captioner-weights",
    bucket=weights.name,
    role="roles/storage.objectViewer",
    member=pulumi.Output.concat("serviceAccount:", account.email),
)

service = gcp.cloudrunv2.Service(
    "captioner",
    location=REGION,
    ingress="INGRESS_TRAFFIC_INTERNAL_ONLY",
    deletion_protection=False,
    template=gcp.cloudrunv2.ServiceTemplateArgs(
        service_account=account.email,
        timeout="120s",
        max_instance_request_concurrency=4,
        gpu_zonal_redundancy_disabled=True,
        node_selector=gcp.cloudrunv2.ServiceTemplateNodeSelectorArgs(accelerator="nvidia-l4"),
        scaling=gcp.cloudrunv2.ServiceTemplateScalingArgs(min_instance_count=0, max_instance_count=1),
        containers=[
            gcp.cloudrunv2.ServiceTemplateContainerArgs(
                image=pulumi.Output.concat(
                    REGION, "-docker.pkg.dev/", project, "/", repo.repository_id, "/captioner:0.9"
                ),
                resources=gcp.cloudrunv2.ServiceTemplateContainerResourcesArgs(
                    limits={"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"},
                    cpu_idle=False,
                    startup_cpu_boost=True,
                ),
                envs=[gcp.cloudrunv2.ServiceTemplateContainerEnvArgs(name="WEIGHTS", value=weights.url)],
                volume_mounts=[
                    gcp.cloudrunv2.ServiceTemplateContainerVolumeMountArgs(name="weights", mount_path="/weights")
                ],
            )
        ],
        volumes=[
            gcp.cloudrunv2.ServiceTemplateVolumeArgs(
                name="weights", gcs=gcp.cloudrunv2.ServiceTemplateVolumeGcsArgs(bucket=weights.name, read_only=True)
            )
        ],
    ),
)
gcp.cloudrunv2.ServiceIamMember(
    "web-backend",
    name=service.name,
    location=REGION,
    role="roles/run.invoker",
    member=f"serviceAccount:web-backend@{project}.iam.gserviceaccount.com",
)
pulumi.export("uri", service.uri)
