"""Dashboard, uptime check and alerts for the booking site."""

import json

import pulumi
import pulumi_gcp as gcp

HOST = "booking.vision.example"

mail = gcp.monitoring.NotificationChannel(
    "oncall", display_name="on call", type="email", labels={"email_address": "oncall@vision.example"}
)
uptime = gcp.monitoring.UptimeCheckConfig(
    "booking",
    display_name="booking site",
    timeout="10s",
    period="300s",
    http_check={"path": "/healthz", "port": 443, "use_ssl": True, "validate_ssl": True},
    monitored_resource={"type": "uptime_url", "labels": {"project_id": "vision", "host": HOST}},
)
errors = gcp.logging.Metric(
    "app-errors",
    name="booking/errors",
    filter='resource.type="cloud_run_revision" AND severity>=ERROR',
    metric_descriptor={"metric_kind": "DELTA", "value_type": "INT64"},
)
gpu_spend = gcp.monitoring.AlertPolicy(
    "gpu-vm-started",
    display_name="someone started a GPU machine",
    combiner="OR",
    notification_channels=[mail.id],
    alert_strategy={"notification_rate_limit": {"period": "3600s"}},
    conditions=[
        {
            "display_name": "a3-highgpu or a2-ultragpu insert",
            "condition_matched_log": {
                "filter": 'protoPayload.methodName="v1.compute.instances.insert" AND '
                'protoPayload.request.machineType=~"a3-highgpu|a2-ultragpu"',
            },
        }
    ],
)


def chart(title, metric):
    return {
        "title": title,
        "xyChart": {
            "dataSets": [
                {
                    "timeSeriesQuery": {
                        "timeSeriesFilter": {
                            "filter": f'metric.type="{metric}"',
                            "aggregation": {"alignmentPeriod": "60s", "perSeriesAligner": "ALIGN_RATE"},
                        }
                    }
                }
            ]
        },
    }


board = gcp.monitoring.Dashboard(
    "booking-board",
    dashboard_json=json.dumps(
        {
            "displayName": "booking",
            "gridLayout": {
                "columns": "2",
                "widgets": [
                    chart("requests", "run.googleapis.com/request_count"),
                    chart("database CPU", "cloudsql.googleapis.com/database/cpu/usage_time"),
                ],
            },
        }
    ),
)
pulumi.export("board", board.id)
pulumi.export("uptime", uptime.uptime_check_id)
