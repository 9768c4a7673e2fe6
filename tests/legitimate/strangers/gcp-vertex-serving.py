"""A small Gemma endpoint on one L4 and a feature group that the ranking job reads in the same region."""

import json

import pulumi
import pulumi_gcp as gcp

location = "us-central1"

endpoint = gcp.vertex.AiEndpointWithModelGardenDeployment(
    "gemma",
    location=location,
    publisher_model_name="publishers/google/models/gemma3@gemma-3-1b-it",
    model_config={"accept_eula": True, "model_display_name": "gemma-1b"},
    endpoint_config={"endpoint_display_name": "gemma-1b", "dedicated_endpoint_enabled": True},
    deploy_config={
        "dedicated_resources": {
            "machine_spec": {"machine_type": "g2-standard-12", "accelerator_type": "NVIDIA_L4", "accelerator_count": 1},
            "min_replica_count": 1,
            "max_replica_count": 1,
        }
    },
)

dataset = gcp.bigquery.Dataset("features", dataset_id="features", location=location)
table = gcp.bigquery.Table(
    "customers",
    dataset_id=dataset.dataset_id,
    table_id="customers",
    deletion_protection=False,
    schema=json.dumps(
        [
            {"name": "customer_id", "type": "STRING", "mode": "REQUIRED"},
            {"name": "feature_timestamp", "type": "TIMESTAMP", "mode": "REQUIRED"},
            {"name": "visits_7d", "type": "INT64"},
            {"name": "spend_30d", "type": "FLOAT64"},
        ]
    ),
)
group = gcp.vertex.AiFeatureGroup(
    "customers",
    name="customers",
    region=location,
    description="copied by nobody to europe-west4; that project has its own",
    big_query={
        "big_query_source": {
            "input_uri": pulumi.Output.concat("bq://", table.project, ".", table.dataset_id, ".", table.table_id)
        },
        "entity_id_columns": ["customer_id"],
    },
)
for feature in ("visits_7d", "spend_30d"):
    gcp.vertex.AiFeatureGroupFeature(
        feature, name=feature, region=location, feature_group=group.name, version_column_name=feature
    )

artifacts = gcp.storage.Bucket("pipeline-artifacts", location=location, uniform_bucket_level_access=True)
runner = gcp.serviceaccount.Account("pipelines", account_id="vertex-pipelines")
gcp.storage.BucketIAMMember(
    "pipelines",
    bucket=artifacts.name,
    role="roles/storage.objectAdmin",
    member=runner.email.apply(lambda e: f"serviceAccount:{e}"),
)
tensorboard = gcp.vertex.AiTensorboard("experiments", display_name="experiments", region=location)
pulumi.export("endpoint", endpoint.endpoint)
pulumi.export("tensorboard", tensorboard.name)
