"""Small open model from Model Garden for the help desk, one L4."""

import pulumi
import pulumi_gcp as gcp

endpoint = gcp.vertex.AiEndpointWithModelGardenDeployment(
    "helpdesk-model",
    publisher_model_name="publishers/google/models/gemma3@gemma-3-4b-it",
    location="us-central1",
    model_config={"accept_eula": True},
    endpoint_config={"endpoint_display_name": "helpdesk"},
    deploy_config={
        "dedicated_resources": {
            "machine_spec": {
                "machine_type": "g2-standard-12",
                "accelerator_type": "NVIDIA_L4",
                "accelerator_count": 1,
            },
            "min_replica_count": 1,
            "max_replica_count": 1,
        }
    },
)
caller = gcp.serviceaccount.Account("helpdesk", account_id="helpdesk")
gcp.projects.IAMMember(
    "helpdesk-predict",
    project="vision",
    role="roles/aiplatform.user",
    member=caller.email.apply(lambda e: f"serviceAccount:{e}"),
)
channel = gcp.monitoring.NotificationChannel(
    "mail", display_name="help desk", type="email", labels={"email_address": "helpdesk@vision.example"}
)
gcp.monitoring.AlertPolicy(
    "model-errors",
    display_name="model errors",
    combiner="OR",
    notification_channels=[channel.id],
    conditions=[
        {
            "display_name": "5xx",
            "condition_threshold": {
                "filter": 'metric.type="aiplatform.googleapis.com/prediction/online/error_count" '
                'AND resource.type="aiplatform.googleapis.com/Endpoint"',
                "comparison": "COMPARISON_GT",
                "threshold_value": 5,
                "duration": "300s",
                "aggregations": [{"alignment_period": "60s", "per_series_aligner": "ALIGN_RATE"}],
            },
        }
    ],
)
pulumi.export("endpoint", endpoint.endpoint)
