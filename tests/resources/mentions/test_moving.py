"""Data that leaves its region or its cloud, in each shape that a program names it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from penstock.resources.values import UNKNOWN, SecretText

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


RULE: Final = {"Status": "Enabled", "Destination": {"Bucket": "arn:aws:s3:::acme-eu-data"}}

RESOURCES: Final[Mapping[str, tuple[str, Mapping[str, Any], tuple[str, str]]]] = {
    "replication in Cloud Control": (
        "aws:cloudcontrol/resource:Resource",
        {
            "typeName": "AWS::S3::Bucket",
            "desiredState": json.dumps({"BucketName": "a", "ReplicationConfiguration": {"Role": "r", "Rules": [RULE]}}),
        },
        (HOME, FAR),
    ),
    "replication of aws-native": (
        "aws-native:dynamodb:GlobalTable",
        {"tableName": "a", "replicas": [{"region": HOME}, {"region": FAR}]},
        (HOME, FAR),
    ),
    "replication in a template": (
        "aws:cloudformation/stack:Stack",
        {
            "templateBody": json.dumps(
                {
                    "Resources": {
                        "B": {
                            "Type": "AWS::S3::Bucket",
                            "Properties": {"ReplicationConfiguration": {"Role": "r", "Rules": [RULE]}},
                        }
                    }
                }
            )
        },
        (HOME, FAR),
    ),
    "a training job's channel": (
        "aws:sagemaker/trainingJob:TrainingJob",
        {
            "inputDataConfigs": [
                {"channelName": "train", "dataSource": {"s3DataSource": {"s3Uri": "s3://acme-eu-data/train"}}}
            ]
        },
        (FAR, HOME),
    ),
    "a model's data": (
        "aws:sagemaker/model:Model",
        {"primaryContainer": {"image": "x", "modelDataUrl": "s3://acme-eu-data/model.tar.gz"}},
        (FAR, HOME),
    ),
    "a glue job's script": (
        "aws:glue/job:Job",
        {
            "command": {"scriptLocation": "s3://acme-us-data/a.py"},
            "defaultArguments": {"--source": "s3://acme-eu-data/raw"},
        },
        (FAR, HOME),
    ),
    "a glue connection": (
        "aws:glue/connection:Connection",
        {
            "connectionProperties": {
                "JDBC_CONNECTION_URL": "jdbc:postgresql://db.abc.eu-west-1.rds.amazonaws.com:5432/a"
            }
        },
        (FAR, HOME),
    ),
    "a batch job's environment": (
        "aws:batch/jobDefinition:JobDefinition",
        {"containerProperties": json.dumps({"environment": [{"name": "DATA_BUCKET", "value": "acme-eu-data"}]})},
        (FAR, HOME),
    ),
    "a document's command": (
        "aws:ssm/document:Document",
        {
            "content": json.dumps(
                {"mainSteps": [{"inputs": {"runCommand": ["aws s3 sync s3://acme-x /d --source-region eu-west-1"]}}]}
            )
        },
        (FAR, HOME),
    ),
    "a build's steps": (
        "gcp:cloudbuild/trigger:Trigger",
        {
            "build": {
                "steps": [{"name": "a", "args": ["gsutil", "-m", "rsync", "s3://acme-eu-data", "gs://acme-us-gcs"]}]
            }
        },
        ("AWS eu-west-1", "us-central1"),
    ),
    "a transfer from S3": (
        "gcp:storage/transferJob:TransferJob",
        {
            "transferSpec": {
                "awsS3DataSource": {"bucketName": "theirs"},
                "gcsDataSink": {"bucketName": "acme-us-gcs"},
            }
        },
        ("AWS", "us-central1"),
    ),
    "a warehouse's transfer from S3": (
        "gcp:bigquery/dataTransferConfig:DataTransferConfig",
        {
            "dataSourceId": "amazon_s3",
            "location": "us-central1",
            "params": {"data_path": "s3://acme-eu-data/a/*.parquet"},
        },
        ("AWS eu-west-1", "us-central1"),
    ),
    "a data factory's S3": (
        "azure-native:datafactory:LinkedService",
        {"location": "eastus", "properties": {"type": "AmazonS3", "serviceUrl": "https://s3.eu-west-1.amazonaws.com"}},
        ("AWS eu-west-1", "eastus"),
    ),
    "a data factory's account": (
        "azure-native:datafactory:LinkedService",
        {"location": "eastus", "properties": {"type": "AzureBlobFS", "url": "https://acmeeu.dfs.core.windows.net"}},
        ("westeurope", "eastus"),
    ),
    "a warehouse elsewhere": (
        "gcp:dataflow/flexTemplateJob:FlexTemplateJob",
        {"region": "us-central1", "parameters": {"inputTable": "acme-prod:events_eu.clicks"}},
        ("europe-west4", "us-central1"),
    ),
    "a cluster of Kusto elsewhere": (
        "azure-native:containerinstance:ContainerGroup",
        {
            "location": "eastus",
            "containers": [
                {
                    "name": "a",
                    "environmentVariables": [{"name": "KUSTO", "value": "https://acme.westeurope.kusto.windows.net"}],
                }
            ],
        },
        ("westeurope", "eastus"),
    ),
    "an Azure job copies": (
        "azure-native:app:Job",
        {
            "location": "eastus",
            "template": {
                "containers": [
                    {
                        "command": [
                            "azcopy",
                            "copy",
                            "https://acmeeu.blob.core.windows.net/a",
                            "https://acmeus.blob.core.windows.net/a",
                        ]
                    }
                ]
            },
        },
        ("westeurope", "eastus"),
    ),
    "a model of Vertex": (
        "gcp:vertex/aiModel:AiModel",
        {"region": "us-central1", "artifactUri": "gs://acme-eu-gcs/model"},
        ("europe-west4", "us-central1"),
    ),
    "a bucket of Cloud Run": (
        "gcp:cloudrunv2/service:Service",
        {
            "location": "us-central1",
            "template": {"volumes": [{"name": "a", "gcs": {"bucket": "acme-eu-gcs"}}], "containers": [{"image": "x"}]},
        },
        ("europe-west4", "us-central1"),
    ),
    "a database by its connection's name": (
        "gcp:cloudrunv2/job:Job",
        {
            "location": "us-central1",
            "template": {"template": {"volumes": [{"cloudSqlInstance": {"instances": ["acme:europe-west4:main"]}}]}},
        },
        ("europe-west4", "us-central1"),
    ),
    "Snowflake reads a bucket": (
        "aws:lambda/function:Function",
        {"environment": {"variables": {"HOST": "xy12345.eu-west-1.aws.snowflakecomputing.com"}}},
        (FAR, HOME),
    ),
    "Databricks reads a bucket": (
        "aws:ecs/taskDefinition:TaskDefinition",
        {
            "containerDefinitions": json.dumps(
                [
                    {
                        "name": "a",
                        "environment": [{"name": "REDIS", "value": "a.x.ng.0001.euw1.cache.amazonaws.com:6379"}],
                    }
                ]
            )
        },
        (FAR, HOME),
    ),
    "a pull-through cache of another region": (
        "aws:ecr/pullThroughCacheRule:PullThroughCacheRule",
        {"ecrRepositoryPrefix": "a", "upstreamRegistryUrl": "123456789012.dkr.ecr.eu-west-1.amazonaws.com"},
        (FAR, HOME),
    ),
    "an ARM template copies": (
        "azure-native:resources:Deployment",
        {
            "location": "eastus",
            "properties": {
                "template": {
                    "resources": [
                        {
                            "type": "Microsoft.DataFactory/factories/linkedservices",
                            "apiVersion": "1",
                            "name": "a",
                            "properties": {
                                "type": "AzureBlobStorage",
                                "typeProperties": {"serviceEndpoint": "https://acmeeu.blob.core.windows.net"},
                            },
                        }
                    ]
                }
            },
        },
        ("westeurope", "eastus"),
    ),
    "R2": (
        "aws:ecs/taskDefinition:TaskDefinition",
        {
            "containerDefinitions": json.dumps(
                [
                    {
                        "name": "a",
                        "environment": [{"name": "SINK_ENDPOINT", "value": "https://abc123.r2.cloudflarestorage.com"}],
                    }
                ]
            )
        },
        (HOME, "Cloudflare R2"),
    ),
}


@pytest.mark.parametrize("name", RESOURCES)
def test_a_resource_that_names_data_elsewhere_moves_it(name: str) -> None:
    token, inputs, way = RESOURCES[name]
    assert way in ways(token, inputs)


def test_what_an_input_was_computed_from_is_elsewhere() -> None:
    unknown = {"environment": {"variables": {"TABLE": UNKNOWN}}}
    assert ways("aws:lambda/function:Function", unknown, made_from={"environment": "far-table"}) == {(FAR, HOME)}
    assert ways("aws:glue/crawler:Crawler", {"s3Targets": UNKNOWN}, made_from={"s3Targets": "near-bucket"}) == set()


def test_gateways_and_hubs_join_regions_and_clouds() -> None:
    gateway = "aws:ec2/customerGateway:CustomerGateway"
    assert ways(gateway, {"ipAddress": UNKNOWN, "type": "ipsec.1"}, made_from={"ipAddress": "far-vpn"}) == {
        (HOME, "Google Cloud europe-west4")
    }
    assert ways(gateway, {"ipAddress": "203.0.113.9", "type": "ipsec.1"}) == set()
    hub = "azure-native:network:VirtualHub"
    assert ways(hub, {"virtualWan": {"id": "/wan"}, "location": "eastus"}) == {("eastus", "westeurope")}


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
