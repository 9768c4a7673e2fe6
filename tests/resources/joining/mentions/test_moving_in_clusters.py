"""Data that leaves its region or its cloud, named by what runs in a cluster: objects, charts, pods."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from penstock.resources.reading.values import SecretText

from .mentioned import facts_of, ways

HOME: Final = "us-west-2"
FAR: Final = "eu-west-1"

OBJECT_STORE: Final = (
    "type: S3\nconfig:\n  bucket: acme-metrics\n  endpoint: s3.eu-west-1.amazonaws.com\n  region: eu-west-1\n"
)

IN_EKS: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "velero": (
        "velero.io/v1:BackupStorageLocation",
        {"spec": {"provider": "aws", "objectStorage": {"bucket": "acme-backups"}, "config": {"region": FAR}}},
    ),
    "velero's chart": (
        "helm.sh/v3:Release",
        {
            "chart": "velero",
            "values": {
                "configuration": {"backupStorageLocation": [{"bucket": "acme-backups", "config": {"region": FAR}}]}
            },
        },
    ),
    "thanos in a secret": ("core/v1:Secret", {"stringData": {"objstore.yml": OBJECT_STORE}}),
    "thanos in base64": (
        "core/v1:Secret",
        {"data": {"objstore.yml": base64.b64encode(OBJECT_STORE.encode()).decode()}},
    ),
    "loki": (
        "helm.sh/v3:Release",
        {
            "chart": "loki",
            "values": {"loki": {"storage": {"bucketNames": {"chunks": "acme-logs"}, "s3": {"region": FAR}}}},
        },
    ),
    "mimir": (
        "helm.sh/v4:Chart",
        {
            "chart": "mimir-distributed",
            "values": {
                "mimir": {
                    "structuredConfig": {
                        "common": {
                            "storage": {"s3": {"endpoint": "s3.eu-west-1.amazonaws.com", "bucket_name": "acme-m"}}
                        }
                    }
                }
            },
        },
    ),
    "tempo": (
        "helm.sh/v3:Chart",
        {
            "chart": "tempo",
            "values": {"tempo": {"storage": {"trace": {"s3": {"bucket": "acme-traces", "region": FAR}}}}},
        },
    ),
    "postgres' backups": (
        "postgresql.cnpg.io/v1:Cluster",
        {
            "spec": {
                "backup": {
                    "barmanObjectStore": {
                        "destinationPath": "s3://acme-pg",
                        "endpointURL": "https://s3.eu-west-1.amazonaws.com",
                    }
                }
            }
        },
    ),
    "postgres' backups in a bucket of the program": (
        "postgresql.cnpg.io/v1:Cluster",
        {"spec": {"backup": {"barmanObjectStore": {"destinationPath": "s3://acme-eu-data/pg"}}}},
    ),
    "mirror of topics": (
        "kafka.strimzi.io/v1beta2:KafkaMirrorMaker2",
        {
            "spec": {
                "clusters": [
                    {"alias": "a", "bootstrapServers": "b-1.acme.x1.c2.kafka.eu-west-1.amazonaws.com:9096"},
                    {"alias": "b", "bootstrapServers": "b-1.acme.x2.c3.kafka.us-west-2.amazonaws.com:9096"},
                ]
            }
        },
    ),
    "a connector's sink": (
        "kafka.strimzi.io/v1beta2:KafkaConnector",
        {"spec": {"config": {"s3.bucket.name": "acme-sink", "s3.region": FAR}}},
    ),
    "spark": (
        "sparkoperator.k8s.io/v1beta2:SparkApplication",
        {
            "spec": {
                "arguments": ["--input", "s3a://acme-eu-data/raw"],
                "hadoopConf": {"fs.s3a.endpoint": "s3.eu-west-1.amazonaws.com"},
            }
        },
    ),
    "flink": (
        "flink.apache.org/v1beta1:FlinkDeployment",
        {"spec": {"flinkConfiguration": {"state.checkpoints.dir": "s3://acme-eu-data/checkpoints"}}},
    ),
    "a job's environment": (
        "batch/v1:Job",
        {
            "spec": {
                "template": {
                    "spec": {
                        "containers": [
                            {
                                "name": "sync",
                                "image": "rclone/rclone",
                                "env": [{"name": "SOURCE_BUCKET", "value": "acme-eu-data"}],
                            }
                        ]
                    }
                }
            }
        },
    ),
    "a job's arguments": (
        "batch/v1:CronJob",
        {
            "spec": {
                "jobTemplate": {
                    "spec": {
                        "template": {
                            "spec": {
                                "containers": [
                                    {
                                        "name": "a",
                                        "args": [
                                            "aws",
                                            "s3",
                                            "sync",
                                            "s3://acme-a",
                                            "s3://acme-b",
                                            "--source-region",
                                            FAR,
                                        ],
                                    }
                                ]
                            }
                        }
                    }
                }
            }
        },
    ),
    "an image": (
        "apps/v1:Deployment",
        {
            "spec": {
                "template": {
                    "spec": {
                        "containers": [{"name": "a", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1"}]
                    }
                }
            }
        },
    ),
    "kserve": (
        "serving.kserve.io/v1beta1:InferenceService",
        {"spec": {"predictor": {"model": {"storageUri": "s3://acme-eu-data/models/a"}}}},
    ),
    "ray": (
        "ray.io/v1:RayJob",
        {"spec": {"runtimeEnvYAML": "env_vars:\n  DATA: s3://acme-eu-data/train\n", "entrypoint": "python train.py"}},
    ),
    "argo artifacts": (
        "argoproj.io/v1alpha1:Workflow",
        {
            "spec": {
                "artifactRepository": {
                    "s3": {"bucket": "acme-artifacts", "endpoint": "s3.amazonaws.com", "region": FAR}
                }
            }
        },
    ),
    "prometheus writes": (
        "monitoring.coreos.com/v1:Prometheus",
        {
            "spec": {
                "remoteWrite": [
                    {"url": "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/api/v1/remote_write"}
                ]
            }
        },
    ),
    "a file system": (
        "core/v1:PersistentVolume",
        {"spec": {"nfs": {"server": "fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com", "path": "/"}}},
    ),
    "argo cd's values": (
        "argoproj.io/v1alpha1:Application",
        {
            "spec": {
                "source": {
                    "chart": "loki",
                    "helm": {"values": "loki:\n  storage:\n    s3:\n      bucketnames: a\n      region: eu-west-1\n"},
                }
            }
        },
    ),
}


@pytest.mark.parametrize("name", IN_EKS)
def test_an_object_that_names_data_of_another_region_moves_it(name: str) -> None:
    kind, inputs = IN_EKS[name]
    assert ways(f"kubernetes:{kind}", inputs, cluster="eks") & {(FAR, HOME), (HOME, FAR)}


CLOUDS: Final[Mapping[str, tuple[str, Mapping[str, Any], str, str]]] = {
    "eks reads gcs": (
        "eks",
        {"env": [{"name": "DATA", "value": "gs://acme-eu-gcs/a"}]},
        "Google Cloud europe-west4",
        HOME,
    ),
    "eks reads a strange gcs": ("eks", {"env": [{"name": "DATA", "value": "gs://strange/a"}]}, "Google Cloud", HOME),
    "gke reads s3": (
        "gke",
        {"env": [{"name": "DATA", "value": "s3://acme-eu-data/a"}]},
        "AWS eu-west-1",
        "us-central1",
    ),
    "gke reads azure": (
        "gke",
        {"args": ["--in", "abfss://c@acmeeu.dfs.core.windows.net/a"]},
        "Azure westeurope",
        "us-central1",
    ),
    "aks pulls from google": (
        "aks",
        {"image": "europe-west4-docker.pkg.dev/acme-prod/a/b:1"},
        "Google Cloud europe-west4",
        "eastus",
    ),
    "aks reads azure": ("aks", {"env": [{"name": "ACCOUNT", "value": "acmeeu"}]}, "westeurope", "eastus"),
    "gke pulls from europe": (
        "gke",
        {"image": "europe-west4-docker.pkg.dev/acme-prod/a/b:1"},
        "europe-west4",
        "us-central1",
    ),
    "eks copies with rclone": ("eks", {"command": ["rclone", "copy", "gcs:in", "s3:out"]}, "Google Cloud", HOME),
}


@pytest.mark.parametrize("name", CLOUDS)
def test_a_pod_that_names_data_of_another_cloud_moves_it(name: str) -> None:
    cluster, container, source, target = CLOUDS[name]
    inputs = {"spec": {"containers": [{"name": "a", **container}]}}
    found = ways("kubernetes:core/v1:Pod", inputs, cluster=cluster)
    # What a reader of pods tells itself goes by its region alone.
    assert found & {(source, target), (source.rpartition(" ")[2], target)}


def test_nothing_of_a_secret_text_is_shown() -> None:
    text = SecretText(
        json.dumps(
            {
                "hidden-key": {"inner-name": "s3://acme-eu-data/hidden"},
                "url": "https://hidden.s3.eu-west-1.amazonaws.com",
            }
        )
    )
    found = facts_of("kubernetes:core/v1:Secret", {"stringData": {"a.json": text}}, cluster="eks")
    told = [it for it in found.transfers if it.urn.endswith("::it")]
    assert told
    assert all(it.path == "stringData.a.json" for it in told)
    assert not any("hidden" in f"{it.evidence} {it.data}" or "inner" in it.evidence for it in told)
