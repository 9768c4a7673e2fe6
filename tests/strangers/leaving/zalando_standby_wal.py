"""Zalando operator: a standby cluster in Ireland fed from the US cluster's WAL archive.

A standby Postgres in eu-west-1 restores and continuously replays the WAL kept in an S3 bucket in us-east-1.
"""

import pulumi
import pulumi_kubernetes as k8s

primary_env = [
    {"name": "WAL_S3_BUCKET", "value": "acme-wal-us-east-1"},
    {"name": "AWS_REGION", "value": "us-east-1"},
]
standby_env = [
    {"name": "STANDBY_AWS_REGION", "value": "us-east-1"},
    {"name": "STANDBY_AWS_ENDPOINT", "value": "https://s3.us-east-1.amazonaws.com:443"},
    {"name": "STANDBY_WALG_S3_PREFIX", "value": "s3://acme-wal-us-east-1/spilo/acme-ledger/wal/15"},
]


def postgres(name, context, env, **spec):
    return k8s.apiextensions.CustomResource(
        name,
        api_version="acid.zalan.do/v1",
        kind="postgresql",
        metadata={"name": "acme-ledger", "namespace": "postgres"},
        spec={
            "teamId": "acme",
            "numberOfInstances": 2,
            "postgresql": {"version": "15"},
            "volume": {"size": "2Ti", "storageClass": "gp3"},
            "env": env,
            **spec,
        },
        opts=pulumi.ResourceOptions(provider=k8s.Provider(f"{name}-kube", context=context)),
    )


postgres("ledger", "arn:aws:eks:us-east-1:111122223333:cluster/core", primary_env, users={"ledger": ["createdb"]})
postgres(
    "ledger-standby",
    "arn:aws:eks:eu-west-1:111122223333:cluster/core-eu",
    standby_env,
    standby={"s3_wal_path": "s3://acme-wal-us-east-1/spilo/acme-ledger/wal/15"},
)
