"""What several inputs say together, and places by the names of services, tenants and tools."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from penstock.resources.joining.mentions.sections import is_sectioned, sections
from penstock.resources.joining.mentions.words import HOSTED, Place, continent, same

from .mentioned import ways

HOME: Final = "us-west-2"
LOGSTASH: Final = 'output {\n  s3 {\n    region => "eu-west-1"\n    bucket => "acme-logs"\n  }\n}\n'
FLUENT: Final = "[OUTPUT]\n    Name    s3\n    bucket  acme-logs\n    region  eu-west-1\n"

MOVES: Final[Mapping[str, tuple[str, Mapping[str, Any], str | None, tuple[str, str]]]] = {
    "data centres of one service": (
        "kubernetes:k8ssandra.io/v1alpha1:K8ssandraCluster",
        {"spec": {"datacenters": [{"k8sContext": f"gke_acme_{it}_data"} for it in ("us-central1", "europe-west4")]}},
        "gke",
        ("us-central1", "europe-west4"),
    ),
    "members in three clouds, in the service's own words": (
        "mongodbatlas:index/advancedCluster:AdvancedCluster",
        {
            "replicationSpecs": [
                {
                    "regionConfigs": [
                        {"providerName": "AWS", "regionName": "US_EAST_1"},
                        {"providerName": "GCP", "regionName": "WESTERN_EUROPE"},
                    ]
                }
            ]
        },
        None,
        ("us-east-1", "Google Cloud western_europe"),
    ),
    "regions of a database": (
        "cockroach:index/cluster:Cluster",
        {"regions": [{"name": "us-east1", "nodeCount": 3}, {"name": "europe-west4", "nodeCount": 3}]},
        None,
        ("us-east1", "europe-west4"),
    ),
    "a failover group": (
        "snowflake:index/failoverGroup:FailoverGroup",
        {"name": "A", "allowedAccounts": ["ACME.AWS_US_EAST_1", "ACME.GCP_EUROPE_WEST2"]},
        None,
        ("us-east-1", "Google Cloud europe-west2"),
    ),
    "a stage in another cloud than its account": (
        "snowflake:index/stage:Stage",
        {"url": "s3://acme-eu-data/a/", "comment": "account AB12345.west-europe.azure"},
        None,
        ("AWS eu-west-1", "westeurope"),
    ),
    "a job of another cloud's machines": (
        "databricks:index/job:Job",
        {"task": {"parameters": ["s3://acme-eu-data/a"]}, "newCluster": {"nodeTypeId": "Standard_D8s_v5"}},
        None,
        ("AWS eu-west-1", "Azure"),
    ),
    "a bucket and its region in a block of Fluent Bit": (
        "kubernetes:core/v1:ConfigMap",
        {"data": {"outputs.conf": FLUENT}},
        "eks",
        (HOME, "eu-west-1"),
    ),
    "a bucket and its region in a block of Logstash": (
        "kubernetes:core/v1:ConfigMap",
        {"data": {"pipeline.conf": LOGSTASH}},
        "eks",
        (HOME, "eu-west-1"),
    ),
    "a mount's options": (
        "kubernetes:core/v1:PersistentVolume",
        {"spec": {"mountOptions": ["region eu-west-1"], "csi": {"volumeAttributes": {"bucketName": "acme"}}}},
        "eks",
        ("eu-west-1", HOME),
    ),
    "a bucket with its region in the URL": (
        "kubernetes:longhorn.io/v1beta2:BackupTarget",
        {"spec": {"backupTargetURL": "s3://acme-backups@eu-north-1/"}},
        "aks",
        ("eastus", "AWS eu-north-1"),
    ),
    "a tool with another cloud's keys": (
        "azure-native:containerinstance:ContainerGroup",
        {
            "location": "eastus",
            "containers": [
                {
                    "image": "acme.azurecr.io/tools/azcopy:10",
                    "environmentVariables": [{"name": "AWS_SECRET_ACCESS_KEY", "secureValue": "x"}],
                }
            ],
        },
        None,
        ("AWS", "eastus"),
    ),
    "the arguments of a tool that is the image": (
        "azure-native:app:Job",
        {
            "location": "eastus",
            "template": {"containers": [{"image": "rclone/rclone:1.68", "args": ["sync", "az:scans", "gcs:scans"]}]},
        },
        None,
        ("eastus", "Google Cloud"),
    ),
    "telemetry to another continent": (
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        {"httpEndpointConfiguration": {"url": "https://aws-kinesis-http-intake.logs.datadoghq.eu/v1/input"}},
        None,
        (HOME, "a service in Europe"),
    ),
    "telemetry to a region of the service's": (
        "kubernetes:core/v1:ConfigMap",
        {"data": {"a.yaml": json.dumps({"endpoint": "https://otlp-gateway-prod-eu-west-2.grafana.net/otlp"})}},
        "gke",
        ("us-central1", "a service in Europe"),
    ),
    "a bus": (
        "aws:cloudwatch/eventTarget:EventTarget",
        {"arn": "arn:aws:events:eu-west-1:123456789012:event-bus/clicks"},
        None,
        ("eu-west-1", HOME),
    ),
    "a statement of SQL": (
        "gcp:bigquery/job:Job",
        {
            "location": "us-central1",
            "query": {"query": "ALTER SCHEMA a ADD REPLICA `b` OPTIONS(location = 'europe-north1');"},
        },
        None,
        ("us-central1", "europe-north1"),
    ),
    "replicas of a template": (
        "azure-native:resources:Deployment",
        {
            "location": "eastus",
            "properties": {
                "template": {"resources": [{"type": "Microsoft.X/servers", "properties": {"createMode": "Replica"}}]},
                "parameters": {"regions": {"value": ["francecentral"]}},
            },
        },
        None,
        ("francecentral", "eastus"),
    ),
    "a store of objects whose bucket stands beside its host": (
        "aws:datasync/locationObjectStorage:LocationObjectStorage",
        {"serverHostname": "storage.googleapis.com", "bucketName": "acme-landing"},
        None,
        ("Google Cloud", HOME),
    ),
}


@pytest.mark.parametrize("name", MOVES)
def test_data_moves_between_the_places(name: str) -> None:
    token, inputs, cluster, way = MOVES[name]
    assert way in ways(token, inputs, cluster=cluster)


QUIET: Final[Mapping[str, tuple[str, Mapping[str, Any], str | None]]] = {
    "data centres in one region": (
        "kubernetes:k8ssandra.io/v1alpha1:K8ssandraCluster",
        {"spec": {"datacenters": [{"k8sContext": f"gke_acme_us-central1_{it}"} for it in "ab"]}},
        "gke",
    ),
    "one region of a database": (
        "cockroach:index/cluster:Cluster",
        {"regions": [{"name": "us-east1", "nodeCount": 3}]},
        None,
    ),
    "regions of a check": ("corp:index:Check", {"regions": ["us-east-1", "eu-west-1"]}, None),
    "telemetry on one's own continent": (
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        {"httpEndpointConfiguration": {"url": "https://http-intake.logs.us5.datadoghq.com/v1/input"}},
        None,
    ),
    "the name of an API group": (
        "kubernetes:datadoghq.com/v2alpha1:DatadogAgent",
        {"apiVersion": "datadoghq.com/v2alpha1", "kind": "DatadogAgent"},
        "eks",
    ),
    "a web application with another cloud's keys": (
        "azure-native:containerinstance:ContainerGroup",
        {
            "location": "eastus",
            "containers": [
                {"image": "acme/shop:1", "environmentVariables": [{"name": "AWS_ACCESS_KEY_ID", "secureValue": "x"}]}
            ],
        },
        None,
    ),
    "a tool with keys of an object store of one's own": (
        "kubernetes:batch/v1:Job",
        {
            "spec": {
                "containers": [
                    {
                        "image": "restic/restic:0.17",
                        "env": [
                            {"name": "AWS_ACCESS_KEY_ID", "value": "x"},
                            {"name": "S3_ENDPOINT", "value": "http://minio.minio.svc:9000"},
                        ],
                    }
                ]
            }
        },
        "gke",
    ),
    "a bus of one's own region": (
        "aws:cloudwatch/eventTarget:EventTarget",
        {"arn": "arn:aws:events:us-west-2:123456789012:event-bus/clicks"},
        None,
    ),
    "a template of one region": (
        "azure-native:resources:Deployment",
        {
            "location": "eastus",
            "properties": {"parameters": {"regions": {"value": ["francecentral"]}}, "template": {"resources": []}},
        },
        None,
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_nothing_moves(name: str) -> None:
    token, inputs, cluster = QUIET[name]
    assert ways(token, inputs, cluster=cluster) == set()


def test_a_service_of_a_continent_is_every_place_on_it() -> None:
    europe = Place(HOSTED, "Europe")
    assert same(europe, Place("aws", "eu-west-1"))
    assert same(Place("azure", "uksouth"), europe)
    assert not same(europe, Place("gcp", "us-central1"))
    assert same(europe, Place("gcp"))
    assert continent(Place("azure", "southcentralus")) == "North America"
    assert continent(Place("azure", "australiaeast")) == "Asia Pacific"


def test_what_stands_in_one_block_belongs_together() -> None:
    assert is_sectioned(FLUENT)
    assert is_sectioned(LOGSTASH)
    assert not is_sectioned("#!/bin/bash\nif true; then\n  x() {\n  }\nfi\n")
    assert {(name, value) for _, name, value in sections(LOGSTASH)} == {
        ("region", "eu-west-1"),
        ("bucket", "acme-logs"),
    }
    twice = [block for block, _, _ in sections(FLUENT + FLUENT)]
    assert len(set(twice)) == 2
