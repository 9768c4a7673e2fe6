"""Workers without accelerators that follow the length of a queue."""

import pulumi_aws as aws

jobs = aws.sqs.Queue("jobs", visibility_timeout_seconds=900)
template = aws.ec2.LaunchTemplate(
    "workers", image_id="ami-0abcdef1234567890", instance_type="c7g.large", metadata_options={"http_tokens": "required"}
)
group = aws.autoscaling.Group(
    "workers",
    min_size=1,
    max_size=6,
    vpc_zone_identifiers=["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
    launch_template={"id": template.id, "version": "$Latest"},
)
aws.autoscaling.Policy(
    "workers",
    autoscaling_group_name=group.name,
    policy_type="TargetTrackingScaling",
    target_tracking_configuration={
        "target_value": 60,
        "predefined_metric_specification": {"predefined_metric_type": "ASGAverageCPUUtilization"},
    },
)
aws.cloudwatch.MetricAlarm(
    "jobs",
    namespace="AWS/SQS",
    metric_name="ApproximateAgeOfOldestMessage",
    dimensions={"QueueName": jobs.name},
    statistic="Maximum",
    comparison_operator="GreaterThanThreshold",
    threshold=3600,
    period=300,
    evaluation_periods=2,
)
