"""Who is told when something breaks."""

import pulumi_gcp as gcp

channel = gcp.monitoring.NotificationChannel("oncall", type="email", labels={"email_address": "oncall@example.com"})
gcp.monitoring.AlertPolicy(
    "errors",
    display_name="errors",
    combiner="OR",
    notification_channels=[channel.id],
    conditions=[
        {
            "display_name": "5xx",
            "condition_threshold": {
                "filter": 'resource.type = "cloud_run_revision" AND metric.type = "run.googleapis.com/request_count"',
                "comparison": "COMPARISON_GT",
                "duration": "300s",
                "threshold_value": 10,
                "aggregations": [{"alignment_period": "60s", "per_series_aligner": "ALIGN_RATE"}],
            },
        }
    ],
)
