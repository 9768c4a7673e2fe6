"""Thumbnailer in europe-west1: a second-generation Cloud Function on bucket uploads.

Config: thumbs:apiKey=example-key
"""

import pulumi
import pulumi_gcp as gcp

REGION = "europe-west1"
api_key = pulumi.Config("thumbs").require_secret("apiKey")
project = gcp.organizations.get_project()
eu = gcp.Provider("eu", project=gcp.config.project, region=REGION, zone=f"{REGION}-b")
opts = pulumi.ResourceOptions(provider=eu)

uploads = gcp.storage.Bucket("uploads", location="EUROPE-WEST1", uniform_bucket_level_access=True, opts=opts)
thumbs = gcp.storage.Bucket("thumbs", location="EUROPE-WEST1", uniform_bucket_level_access=True, opts=opts)
source_bucket = gcp.storage.Bucket("function-source", location=REGION, uniform_bucket_level_access=True, opts=opts)
source = gcp.storage.BucketObject(
    "thumbnailer",
    bucket=source_bucket.name,
    opts=opts,
    source=pulumi.AssetArchive(
        {
            "main.py": pulumi.StringAsset("def thumbnail(event, context=None):\n    print(event)\n"),
            "requirements.txt": pulumi.StringAsset("Pillow==10.4.0\ngoogle-cloud-storage==2.18.2\n"),
        }
    ),
)

secret = gcp.secretmanager.Secret(
    "moderation-key",
    secret_id="moderation-key",
    opts=opts,
    replication=gcp.secretmanager.SecretReplicationArgs(
        user_managed=gcp.secretmanager.SecretReplicationUserManagedArgs(
            replicas=[gcp.secretmanager.SecretReplicationUserManagedReplicaArgs(location=REGION)]
        )
    ),
)
gcp.secretmanager.SecretVersion("moderation-key", secret=secret.id, secret_data=api_key, opts=opts)

account = gcp.serviceaccount.Account("thumbnailer", account_id="thumbnailer", opts=opts)
member = account.email.apply(lambda e: f"serviceAccount:{e}")
gcp.storage.BucketIAMMember("read", bucket=uploads.name, role="roles/storage.objectViewer", member=member, opts=opts)
gcp.storage.BucketIAMMember("write", bucket=thumbs.name, role="roles/storage.objectAdmin", member=member, opts=opts)
gcp.secretmanager.SecretIamMember(
    "key", secret_id=secret.id, role="roles/secretmanager.secretAccessor", member=member, opts=opts
)

fn = gcp.cloudfunctionsv2.Function(
    "thumbnailer",
    location=REGION,
    build_config=gcp.cloudfunctionsv2.FunctionBuildConfigArgs(
        runtime="python312",
        entry_point="thumbnail",
        source=gcp.cloudfunctionsv2.FunctionBuildConfigSourceArgs(
            storage_source=gcp.cloudfunctionsv2.FunctionBuildConfigSourceStorageSourceArgs(
                bucket=source_bucket.name, object=source.name
            )
        ),
    ),
    service_config=gcp.cloudfunctionsv2.FunctionServiceConfigArgs(
        available_memory="1Gi",
        available_cpu="1",
        timeout_seconds=120,
        max_instance_count=20,
        service_account_email=account.email,
        environment_variables={"THUMBS": thumbs.name},
        secret_environment_variables=[
            gcp.cloudfunctionsv2.FunctionServiceConfigSecretEnvironmentVariableArgs(
                key="MODERATION_KEY", project_id=gcp.config.project, secret=secret.secret_id, version="latest"
            )
        ],
    ),
    event_trigger=gcp.cloudfunctionsv2.FunctionEventTriggerArgs(
        trigger_region=REGION,
        event_type="google.cloud.storage.object.v1.finalized",
        retry_policy="RETRY_POLICY_RETRY",
        service_account_email=account.email,
        event_filters=[
            gcp.cloudfunctionsv2.FunctionEventTriggerEventFilterArgs(attribute="bucket", value=uploads.name)
        ],
    ),
    opts=opts,
)
pulumi.export("function", fn.name)
