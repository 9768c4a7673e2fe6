"""The language team's corner of the shared cluster: quotas, one notebook, a weekly fine-tuning job on one T4."""

import pulumi
import pulumi_kubernetes as k8s

config = pulumi.Config()
image = config.get("image") or "registry.lab.internal/lang/finetune:2025-01"
provider = k8s.Provider("lab", kubeconfig=config.get("kubeconfig") or "~/.kube/config", namespace="lang")
opts = pulumi.ResourceOptions(provider=provider)
T4 = {"nvidia.com/gpu.product": "Tesla-T4"}  # the A100-SXM4-80GB nodes belong to physics

namespace = k8s.core.v1.Namespace("lang", metadata={"name": "lang", "labels": {"team": "lang"}}, opts=opts)
k8s.core.v1.ResourceQuota(
    "lang",
    metadata={"name": "lang", "namespace": "lang"},
    spec={
        "hard": {
            "requests.cpu": "24",
            "requests.memory": "96Gi",
            "requests.nvidia.com/gpu": "2",
            "persistentvolumeclaims": "6",
            "requests.storage": "500Gi",
        }
    },
    opts=opts,
)
k8s.core.v1.LimitRange(
    "lang",
    metadata={"name": "lang", "namespace": "lang"},
    spec={
        "limits": [
            {
                "type": "Container",
                "default": {"cpu": "1", "memory": "2Gi"},
                "default_request": {"cpu": "250m", "memory": "512Mi"},
            }
        ]
    },
    opts=opts,
)

claim = k8s.core.v1.PersistentVolumeClaim(
    "corpus",
    metadata={"name": "corpus", "namespace": "lang"},
    spec={"access_modes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "200Gi"}}},
    opts=opts,
)
token = k8s.core.v1.Secret(
    "hub",
    metadata={"name": "hub", "namespace": "lang"},
    type="Opaque",
    string_data={"token": config.get_secret("hubToken") or "hf_not_real"},
    opts=opts,
)


def pod(command: list[str], cpu: str, memory: str, restart: str, gpus: int = 1) -> dict:
    return {
        "restart_policy": restart,
        "node_selector": T4,
        "tolerations": [{"key": "nvidia.com/gpu", "operator": "Exists", "effect": "NoSchedule"}],
        "containers": [
            {
                "name": "main",
                "image": image,
                "command": command,
                "resources": {
                    "requests": {"cpu": cpu, "memory": memory},
                    "limits": {"memory": memory, "nvidia.com/gpu": str(gpus)},
                },
                "env": [{"name": "HF_TOKEN", "value_from": {"secret_key_ref": {"name": "hub", "key": "token"}}}],
                "volume_mounts": [{"name": "corpus", "mount_path": "/corpus"}],
            }
        ],
        "volumes": [{"name": "corpus", "persistent_volume_claim": {"claim_name": "corpus"}}],
    }


k8s.batch.v1.CronJob(
    "finetune",
    metadata={"name": "finetune", "namespace": "lang"},
    spec={
        "schedule": "0 1 * * 6",
        "concurrency_policy": "Forbid",
        "successful_jobs_history_limit": 2,
        "job_template": {
            "spec": {
                "parallelism": 1,
                "completions": 1,
                "backoff_limit": 1,
                "active_deadline_seconds": 6 * 3600,
                "template": {"spec": pod(["python", "finetune.py", "--lora"], "4", "24Gi", "Never")},
            }
        },
    },
    opts=pulumi.ResourceOptions(provider=provider, depends_on=[claim, token]),
)
k8s.apps.v1.StatefulSet(
    "notebook",
    metadata={"name": "notebook", "namespace": "lang"},
    spec={
        "replicas": 1,
        "service_name": "notebook",
        "selector": {"match_labels": {"app": "notebook"}},
        "template": {
            "metadata": {"labels": {"app": "notebook"}},
            "spec": pod(["jupyter", "lab", "--ip=0.0.0.0"], "2", "12Gi", "Always"),
        },
    },
    opts=opts,
)
pulumi.export("namespace", namespace.metadata.apply(lambda m: m.name))
