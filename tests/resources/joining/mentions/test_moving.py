"""Data that leaves its region or its cloud, in each shape that a resource of a cloud or of a service names it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pytest

from penstock.resources.reading.values import UNKNOWN
from resources.resource_facts import facts, resource

from .mentioned import ways

HOME: Final = "us-west-2"
FAR: Final = "eu-west-1"

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


def test_a_gateway_that_describes_the_other_end_is_in_no_place_of_its_own() -> None:
    """An external gateway is global, whatever region the provider has; two ends of the program in two regions are told."""
    outside = resource(
        "gcp:compute/externalVpnGateway:ExternalVpnGateway", "office", {"interfaces": [{"ipAddress": "203.0.113.9"}]}
    )
    mine = resource("gcp:compute/haVpnGateway:HaVpnGateway", "mine", {"region": "europe-west4"})
    far = resource("gcp:compute/haVpnGateway:HaVpnGateway", "far", {"region": "us-east1"})
    tunnel = "gcp:compute/vPNTunnel:VPNTunnel"
    here = {"region": "europe-west4", "vpnGateway": UNKNOWN}
    office = resource(tunnel, "to-office", here, sources={"peerExternalGateway": (outside,), "vpnGateway": (mine,)})
    region = resource(tunnel, "to-region", here, sources={"peerGcpGateway": (far,), "vpnGateway": (mine,)})
    provider = resource("pulumi:providers:gcp", "default", {"region": "us-central1"})
    members = [replace(it, provider=provider.urn) for it in (outside, mine, far, office, region)]
    assert {it.urn.rpartition("::")[2] for it in facts(provider, *members).paths if it.key == "sent_gib"} == {
        "to-region"
    }
