"""Speech to text on Cloud Run with a single L4; nothing runs while nobody calls."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
project = gcp.config.project
region = gcp.config.region or "us-central1"
tag = config.get("tag") or "v14"

repo = gcp.artifactregistry.Repository(
    "speech",
    location=region,
    repository_id="speech",
    format="DOCKER",
    cleanup_policies=[{"id": "keep-ten", "action": "KEEP", "most_recent_versions": {"keep_count": 10}}],
)
image = pulumi.Output.concat(region, "-docker.pkg.dev/", project, "/", repo.repository_id, "/whisper:", tag)
weights = gcp.storage.Bucket("speech-weights", location=region, uniform_bucket_level_access=True)
runtime = gcp.serviceaccount.Account("speech", account_id="speech-runtime")
gcp.storage.BucketIAMMember(
    "weights-read",
    bucket=weights.name,
    role="roles/storage.objectViewer",
    member=runtime.email.apply(lambda e: f"serviceAccount:{e}"),
)

service = gcp.cloudrunv2.Service(
    "speech",
    name="speech",
    location=region,
    ingress="INGRESS_TRAFFIC_INTERNAL_ONLY",
    deletion_protection=False,
    template={
        "service_account": runtime.email,
        "timeout": "600s",
        "max_instance_request_concurrency": 4,
        "gpu_zonal_redundancy_disabled": True,
        "node_selector": {"accelerator": "nvidia-l4"},
        "scaling": {"min_instance_count": 0, "max_instance_count": 1},
        "containers": [
            {
                "image": image,
                "resources": {
                    "limits": {"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"},
                    "startup_cpu_boost": True,
                    "cpu_idle": False,
                },
                "envs": [
                    {"name": "MODEL", "value": "large-v3-turbo"},
                    {"name": "FALLBACK_NOTE", "value": "europe-west4 endpoint retired 2024-06"},
                ],
                "volume_mounts": [{"name": "weights", "mount_path": "/weights"}],
                "startup_probe": {
                    "tcp_socket": {"port": 8080},
                    "initial_delay_seconds": 20,
                    "period_seconds": 10,
                    "failure_threshold": 24,
                },
            }
        ],
        "volumes": [{"name": "weights", "gcs": {"bucket": weights.name, "read_only": True}}],
    },
)
for caller in config.get_object("callers") or ["meetings@vision.iam.gserviceaccount.com"]:
    gcp.cloudrunv2.ServiceIamMember(
        f"invoke-{caller.split('@')[0]}",
        name=service.name,
        location=region,
        role="roles/run.invoker",
        member=f"serviceAccount:{caller}",
    )
pulumi.export("url", service.uri)
