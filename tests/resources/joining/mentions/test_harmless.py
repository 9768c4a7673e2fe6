"""What names a place and moves no data there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from .mentioned import ways

FAR: Final = "eu-west-1"
POLICY: Final = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Deny",
                "NotAction": ["iam:*"],
                "Resource": "*",
                "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["us-west-2", "eu-west-1", "eu-central-1"]}},
            },
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-eu-data/*"},
        ],
    }
)

QUIET: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "a policy of regions": ("aws:organizations/policy:Policy", {"content": POLICY}),
    "a role's policy": ("aws:iam/policy:Policy", {"policy": POLICY}),
    "a bucket's policy": ("aws:s3/bucketPolicy:BucketPolicy", {"bucket": "acme-us-data", "policy": POLICY}),
    "a queue's policy": ("aws:sqs/queuePolicy:QueuePolicy", {"policy": POLICY}),
    "an endpoint's policy": (
        "aws:ec2/vpcEndpoint:VpcEndpoint",
        {"serviceName": "com.amazonaws.us-west-2.s3", "policy": POLICY},
    ),
    "an alarm's dimensions": (
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        {
            "dimensions": {"Region": FAR},
            "metricName": "a",
            "alarmActions": ["arn:aws:sns:eu-west-1:123456789012:oncall"],
        },
    ),
    "a dashboard of regions": (
        "aws:cloudwatch/dashboard:Dashboard",
        {
            "dashboardBody": json.dumps(
                {"widgets": [{"properties": {"region": FAR, "metrics": [["AWS/S3", "BucketName", "acme-eu-data"]]}}]}
            )
        },
    ),
    "a certificate for CloudFront": (
        "aws:cloudfront/distribution:Distribution",
        {"viewerCertificate": {"acmCertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/a"}},
    ),
    "a certificate": ("aws:acm/certificate:Certificate", {"region": "us-east-1", "domainName": "acme.com"}),
    "a latency record": (
        "aws:route53/record:Record",
        {"latencyRoutingPolicies": [{"region": FAR}], "records": ["lb.eu-west-1.elb.amazonaws.com"]},
    ),
    "a health check": (
        "aws:route53/healthCheck:HealthCheck",
        {"regions": [FAR, "us-east-1"], "fqdn": "app.eu-west-1.acme.com"},
    ),
    "a key of many regions": (
        "aws:kms/replicaKey:ReplicaKey",
        {"primaryKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/a"},
    ),
    "a key's ARN": (
        "aws:ebs/volume:Volume",
        {"availabilityZone": "us-west-2a", "size": 8, "kmsKeyId": "arn:aws:kms:us-west-2:123456789012:key/a"},
    ),
    "a secret": (
        "aws:lambda/function:Function",
        {"environment": {"variables": {"SECRET_ARN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a"}}},
    ),
    "a topic's ARN": (
        "aws:lambda/function:Function",
        {"environment": {"variables": {"ALERTS": "arn:aws:sns:eu-west-1:123456789012:oncall"}}},
    ),
    "where to deploy": (
        "aws:codebuild/project:Project",
        {
            "environment": {
                "environmentVariables": [
                    {"name": "DEPLOY_REGION", "value": FAR},
                    {"name": "REGIONS", "value": "eu-west-1,us-west-2"},
                ]
            }
        },
    ),
    "a client's region": ("aws:lambda/function:Function", {"environment": {"variables": {"AWS_SDK_REGION": FAR}}}),
    "a model's endpoint": (
        "aws:lambda/function:Function",
        {
            "environment": {
                "variables": {"BEDROCK_REGION": "us-east-1", "URL": "https://bedrock-runtime.us-east-1.amazonaws.com"}
            }
        },
    ),
    "an issuer": (
        "aws:eks/identityProviderConfig:IdentityProviderConfig",
        {"oidc": {"issuerUrl": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"}},
    ),
    "words for people": (
        "aws:ec2/instance:Instance",
        {"instanceType": "t3.small", "tags": {"copy-of": "eu-west-1", "home": "s3://acme-eu-data"}},
    ),
    "a tag of a region": (
        "gcp:compute/instance:Instance",
        {"zone": "us-central1-a", "machineType": "e2-small", "labels": {"primary-region": "europe-west4"}},
    ),
    "a description": ("azure-native:compute:Gallery", {"location": "eastus", "description": "also in West Europe"}),
    "a budget's filter": ("aws:budgets/budget:Budget", {"costFilters": [{"name": "Region", "values": [FAR]}]}),
    "allowed locations": (
        "azure-native:authorization:PolicyAssignment",
        {"parameters": {"listOfAllowedLocations": {"value": ["westeurope", "eastus"]}}},
    ),
    "an organisation's locations": (
        "gcp:orgpolicy/policy:Policy",
        {"spec": {"rules": [{"values": {"allowedValues": ["in:europe-west4-locations"]}}]}},
    ),
    "a certificate manager": (
        "helm.sh/v3:Release",
        {
            "chart": "cert-manager",
            "values": {
                "extraArgs": ["--dns01-recursive-nameservers=1.1.1.1:53"],
                "issuer": {"route53": {"region": "us-east-1"}},
            },
        },
    ),
    "external dns": (
        "helm.sh/v3:Release",
        {"chart": "external-dns", "values": {"provider": "aws", "aws": {"region": "us-east-1", "zoneType": "public"}}},
    ),
    "a load balancer's controller": (
        "helm.sh/v3:Release",
        {
            "chart": "aws-load-balancer-controller",
            "values": {
                "region": "us-west-2",
                "image": {
                    "repository": "602401143452.dkr.ecr.us-east-1.amazonaws.com/amazon/aws-load-balancer-controller"
                },
            },
        },
    ),
    "a pod with a public image": (
        "core/v1:Pod",
        {
            "spec": {
                "containers": [
                    {"name": "a", "image": "public.ecr.aws/nginx/nginx:1.25"},
                    {"name": "b", "image": "us-docker.pkg.dev/google-samples/containers/gke/hello-app:1.0"},
                ]
            }
        },
    ),
    "a pod's zone": (
        "core/v1:Pod",
        {
            "spec": {
                "nodeSelector": {"topology.kubernetes.io/region": "us-west-2"},
                "containers": [{"name": "a", "image": "nginx"}],
            }
        },
    ),
    "a pod that downloads": (
        "core/v1:Pod",
        {
            "spec": {
                "containers": [
                    {
                        "name": "a",
                        "image": "debian",
                        "args": [
                            "curl -O https://storage.googleapis.com/kubernetes-release/release/v1.30.0/bin/linux/amd64/kubectl"
                        ],
                    }
                ]
            }
        },
    ),
    "minio in the cluster": (
        "helm.sh/v3:Release",
        {
            "chart": "loki",
            "values": {
                "loki": {
                    "storage": {
                        "bucketNames": {"chunks": "a"},
                        "s3": {"endpoint": "http://minio.minio.svc.cluster.local:9000", "region": "us-east-1"},
                    }
                }
            },
        },
    ),
    "loki at home": (
        "helm.sh/v3:Release",
        {
            "chart": "loki",
            "values": {"loki": {"storage": {"bucketNames": {"chunks": "acme-us-data"}, "s3": {"region": "us-west-2"}}}},
        },
    ),
    "a bucket that nobody places": (
        "velero.io/v1:BackupStorageLocation",
        {"spec": {"provider": "aws", "objectStorage": {"bucket": "acme-backups"}}},
    ),
    "a replica that is off": (
        "aws-native:s3:StorageLens",
        {"rules": [{"status": "Disabled", "destination": {"bucket": "arn:aws:s3:::acme-eu-data"}}]},
    ),
    "an office": (
        "azure-native:network:LocalNetworkGateway",
        {"location": "eastus", "gatewayIpAddress": "203.0.113.9"},
    ),
    "an image of Cloud Run": (
        "gcp:cloudrunv2/service:Service",
        {
            "location": "us-central1",
            "template": {"containers": [{"image": "us-docker.pkg.dev/cloudrun/container/hello"}]},
        },
    ),
    "a continent's registry": (
        "gcp:cloudrunv2/service:Service",
        {"location": "us-central1", "template": {"containers": [{"image": "us-docker.pkg.dev/acme-prod/a/b"}]}},
    ),
    "a cluster's API": (
        "azure-native:containerinstance:ContainerGroup",
        {
            "location": "eastus",
            "containers": [
                {"environmentVariables": [{"name": "API", "value": "https://a-1.hcp.westeurope.azmk8s.io:443"}]}
            ],
        },
    ),
    "telemetry": (
        "azure-native:web:WebApp",
        {
            "location": "eastus",
            "siteConfig": {
                "appSettings": [
                    {
                        "name": "APPLICATIONINSIGHTS_CONNECTION_STRING",
                        "value": "InstrumentationKey=a;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/",
                    }
                ]
            },
        },
    ),
    "maintenance": (
        "azure-native:maintenance:MaintenanceConfiguration",
        {"location": "westeurope", "maintenanceScope": "Host"},
    ),
    "quotas": ("aws:servicequotas/serviceQuota:ServiceQuota", {"region": FAR, "quotaCode": "L-1"}),
    "an accelerator's listener": ("aws:globalaccelerator/listener:Listener", {"portRanges": [{"fromPort": 80}]}),
    "tools of AWS": (
        "aws:ec2/launchTemplate:LaunchTemplate",
        {"userData": "#!/bin/sh\nwget https://amazoncloudwatch-agent.s3.amazonaws.com/ubuntu/amd64/latest/a.deb\n"},
    ),
    "a mail server's region beside a bucket": (
        "aws:lambda/function:Function",
        {
            "environment": {
                "variables": {"BUCKET": "acme-us-data", "SES_REGION": FAR, "SMTP": "email-smtp.eu-west-1.amazonaws.com"}
            }
        },
    ),
    "a queue's URL": (
        "aws:ecs/taskDefinition:TaskDefinition",
        {
            "containerDefinitions": json.dumps(
                [{"environment": [{"name": "Q", "value": "https://sqs.eu-west-1.amazonaws.com/1/a"}]}]
            )
        },
    ),
    "a sign-in": (
        "aws:cognito/userPoolClient:UserPoolClient",
        {"callbackUrls": ["https://eu-west-1.signin.aws.amazon.com/saml"]},
    ),
    "a target of deployments": (
        "gcp:clouddeploy/target:Target",
        {"location": "us-central1", "gke": {"cluster": "projects/acme/locations/europe-west4/clusters/prod"}},
    ),
    "a page in a bucket": (
        "aws:s3/bucketObject:BucketObject",
        {
            "bucket": "acme-us-data",
            "key": "index.html",
            "content": "<img src='https://acme-eu-data.s3.eu-west-1.amazonaws.com/a.png'>",
        },
    ),
    "an agent's download": (
        "aws:ec2/instance:Instance",
        {
            "instanceType": "t3.small",
            "userData": "wget https://s3.us-east-1.amazonaws.com/amazoncloudwatch-agent-us-east-1/a.rpm\n",
        },
    ),
    "a mirror of packages": (
        "core/v1:ConfigMap",
        {"data": {"sources.list": "deb http://us-east-1.ec2.archive.ubuntu.com/ubuntu noble main\n"}},
    ),
    "a cluster to deploy to": (
        "core/v1:Secret",
        {"stringData": {"name": "prod", "server": "https://A1.gr7.eu-west-1.eks.amazonaws.com", "config": "{}"}},
    ),
    "a data source of a dashboard": (
        "helm.sh/v3:Release",
        {
            "chart": "grafana",
            "values": {
                "datasources": {
                    "a.yaml": {
                        "datasources": [{"type": "cloudwatch", "name": "a", "jsonData": {"defaultRegion": "us-east-1"}}]
                    }
                }
            },
        },
    ),
    "a store of secrets": (
        "external-secrets.io/v1beta1:SecretStore",
        {"spec": {"provider": {"aws": {"service": "SecretsManager", "region": "eu-west-1"}}}},
    ),
    "a bucket that another controller declares": (
        "storage.cnrm.cloud.google.com/v1beta1:StorageBucket",
        {"spec": {"location": "EU", "resourceID": "acme-eu"}},
    ),
    "a database of a continent": (
        "gcp:cloudrunv2/service:Service",
        {
            "location": "us-central1",
            "template": {
                "containers": [{"image": "a", "envs": [{"name": "DB", "value": "projects/p/databases/main"}]}]
            },
        },
    ),
    "speech of Azure": (
        "azure-native:web:WebApp",
        {
            "location": "eastus",
            "siteConfig": {"appSettings": [{"name": "TTS", "value": "https://westeurope.tts.speech.microsoft.com"}]},
        },
    ),
    "an account of OpenAI": (
        "azure-native:web:WebApp",
        {
            "location": "eastus",
            "siteConfig": {
                "appSettings": [{"name": "OPENAI_ENDPOINT", "value": "https://acme-swedencentral.openai.azure.com"}]
            },
        },
    ),
    "settings of an application": ("core/v1:ConfigMap", {"data": {"AWS_REGION": "eu-west-1", "LOG_LEVEL": "info"}}),
    "a workflow of deployments": (
        "github:index/actionsVariable:ActionsVariable",
        {"variableName": "AWS_REGION", "value": FAR},
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_a_place_without_data_is_quiet(name: str) -> None:
    token, inputs = QUIET[name]
    is_object = ":" in token and not token.startswith(
        tuple(f"{it}:" for it in ("aws", "aws-native", "gcp", "azure-native", "github"))
    )
    cluster = "eks" if is_object else None
    assert ways(f"kubernetes:{token}" if is_object else token, inputs, cluster=cluster) <= {("us-west-2", "us-west-2")}
