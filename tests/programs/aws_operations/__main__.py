"""Budgets, alarms, dashboards, delegation, users, certificates, a distribution, a firewall, backups."""

import json

import pulumi
import pulumi_aws as aws

identity = aws.get_caller_identity()
topic = aws.sns.Topic("money")
aws.budgets.Budget(
    "monthly",
    budget_type="COST",
    limit_amount=1000,
    limit_unit="USD",
    time_unit="MONTHLY",
    cost_filters=[{"name": "TagKeyValue", "values": ["user:owner$vision"]}],
    notifications=[
        {
            "comparison_operator": "GREATER_THAN",
            "threshold": 80.5,
            "threshold_type": "PERCENTAGE",
            "notification_type": "FORECASTED",
            "subscriber_email_addresses": ["ops@example.com"],
            "subscriber_sns_topic_arns": [topic.arn],
        }
    ],
)
aws.costexplorer.AnomalyMonitor("services", monitor_type="DIMENSIONAL", monitor_dimension="SERVICE")
aws.cloudwatch.Dashboard("main", dashboard_name="main", dashboard_body=json.dumps({"widgets": []}))
aws.cloudwatch.MetricAlarm(
    "math",
    comparison_operator="LessThanThreshold",
    evaluation_periods="3",
    threshold=0.5,
    metric_queries=[
        {"id": "e1", "expression": "m1 / m2", "return_data": "true", "label": "share"},
        {
            "id": "m1",
            "metric": {"metric_name": "A", "namespace": "B", "period": 60, "stat": "Sum", "dimensions": {"a": "b"}},
        },
    ],
    alarm_actions=[topic.arn],
    treat_missing_data="notBreaching",
)
aws.cloudwatch.LogMetricFilter(
    "errors",
    log_group_name="app",
    pattern="ERROR",
    metric_transformation={"name": "errors", "namespace": "app", "value": 1, "default_value": "0"},
)
user = aws.iam.User("ci", path="/bots/")
aws.iam.UserPolicyAttachment("ci", user=user.name, policy_arn="arn:aws:iam::aws:policy/ReadOnlyAccess")
aws.iam.AccessKey("ci", user=user.name)
document = aws.iam.get_policy_document_output(
    statements=[
        {
            "effect": "Allow",
            "actions": ["s3:*"],
            "resources": ["*"],
            "conditions": [{"test": "Bool", "variable": "a", "values": ["true"]}],
        }
    ]
)
policy = aws.iam.Policy("ci", policy=document.json)
aws.iam.OpenIdConnectProvider("github", url="https://token.example", client_id_lists=["sts.amazonaws.com"])
aws.iam.Role(
    "deploy",
    assume_role_policy=pulumi.Output.json_dumps({"Statement": [{"Principal": {"AWS": user.arn}, "Effect": "Allow"}]}),
    inline_policies=[
        {"name": "all", "policy": json.dumps({"Statement": []})},
        aws.iam.RoleInlinePolicyArgs(name="b", policy="{}"),
    ],
    max_session_duration=3600,
)
aws.iam.PolicyAttachment("ci", users=[user.name], policy_arn=policy.arn)
certificate = aws.acm.Certificate(
    "web",
    domain_name="example.com",
    validation_method="DNS",
    opts=pulumi.ResourceOptions(provider=aws.Provider("us", region="us-east-1")),
)
options = certificate.domain_validation_options
record = aws.route53.Record(
    "validation",
    zone_id="Z1",
    name=options[0].resource_record_name,
    type=options[0].resource_record_type,
    records=[options[0].resource_record_value],
    ttl=60,
)
aws.acm.CertificateValidation("web", certificate_arn=certificate.arn, validation_record_fqdns=[record.fqdn])
distribution = aws.cloudfront.Distribution(
    "web",
    enabled=True,
    origins=[
        {"domain_name": "x.s3.amazonaws.com", "origin_id": "s3", "s3_origin_config": {"origin_access_identity": "x"}}
    ],
    default_cache_behavior={
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "target_origin_id": "s3",
        "viewer_protocol_policy": "redirect-to-https",
        "forwarded_values": {"query_string": False, "cookies": {"forward": "none"}},
        "min_ttl": 0,
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate={"cloudfront_default_certificate": True},
)
aws.route53.Record(
    "alias",
    zone_id="Z1",
    name="www",
    type="A",
    aliases=[
        {"name": distribution.domain_name, "zone_id": distribution.hosted_zone_id, "evaluate_target_health": False}
    ],
)
aws.route53.HealthCheck("web", type="HTTPS", fqdn="example.com", port=443, resource_path="/", failure_threshold="3")
aws.wafv2.WebAcl(
    "web",
    scope="REGIONAL",
    default_action={"allow": {}},
    visibility_config={"cloudwatch_metrics_enabled": True, "metric_name": "web", "sampled_requests_enabled": False},
    rules=[
        {
            "name": "common",
            "priority": 1,
            "override_action": {"none": {}},
            "statement": {
                "managed_rule_group_statement": {"name": "AWSManagedRulesCommonRuleSet", "vendor_name": "AWS"}
            },
            "visibility_config": {
                "cloudwatch_metrics_enabled": True,
                "metric_name": "c",
                "sampled_requests_enabled": True,
            },
        }
    ],
)
vault = aws.backup.Vault("main")
aws.backup.Plan(
    "daily",
    rules=[
        {
            "rule_name": "daily",
            "target_vault_name": vault.name,
            "schedule": "cron(0 1 * * ? *)",
            "lifecycle": {"delete_after": 14},
        }
    ],
)
aws.cloudtrail.Trail(
    "all",
    s3_bucket_name="trail",
    is_multi_region_trail=True,
    event_selectors=[
        {"read_write_type": "All", "data_resources": [{"type": "AWS::S3::Object", "values": ["arn:aws:s3"]}]}
    ],
)
aws.ssm.Document("stop", document_type="Command", content=json.dumps({"schemaVersion": "2.2"}))
aws.ssm.MaintenanceWindow("night", schedule="cron(0 3 * * ? *)", duration=3, cutoff=1)
aws.organizations.Policy("deny", content=json.dumps({"Statement": []}), type="SERVICE_CONTROL_POLICY")
aws.codebuild.Project(
    "app",
    service_role="arn:aws:iam::1:role/x",
    artifacts={"type": "NO_ARTIFACTS"},
    environment={
        "compute_type": "BUILD_GENERAL1_SMALL",
        "image": "aws/codebuild/standard:7.0",
        "type": "LINUX_CONTAINER",
        "environment_variables": [{"name": "A", "value": 1}],
    },
    source={"type": "GITHUB", "location": "https://example.com/x.git", "git_clone_depth": 1},
)
aws.imagebuilder.Component("gpu", platform="Linux", version="1.0.0", data="name: x")
aws.ec2.DedicatedHost("host", instance_type="p5.48xlarge", availability_zone="eu-west-1a", auto_placement="off")
pulumi.export("account", identity.account_id)
