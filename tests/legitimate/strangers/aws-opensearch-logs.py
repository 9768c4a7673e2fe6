"""Central logs of the application account in a small OpenSearch domain."""

import json

import pulumi
import pulumi_aws as aws

account = aws.get_caller_identity().account_id
region = aws.get_region().region
LOG_GROUPS = ["/ecs/checkout", "/ecs/catalog", "/lambda/mailer"]


class LogStore(pulumi.ComponentResource):
    """A domain, a delivery stream and one subscription per log group."""

    def __init__(self, name: str, groups: list[str], opts: pulumi.ResourceOptions | None = None):
        super().__init__("ops:index:LogStore", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.domain = aws.opensearch.Domain(
            name,
            domain_name=name,
            engine_version="OpenSearch_2.17",
            cluster_config={
                "instance_type": "t3.medium.search",
                "instance_count": 2,
                "zone_awareness_enabled": True,
                "zone_awareness_config": {"availability_zone_count": 2},
            },
            ebs_options={"ebs_enabled": True, "volume_type": "gp3", "volume_size": 100},
            encrypt_at_rest={"enabled": True},
            node_to_node_encryption={"enabled": True},
            domain_endpoint_options={"enforce_https": True, "tls_security_policy": "Policy-Min-TLS-1-2-2019-07"},
            opts=child,
        )
        backup = aws.s3.Bucket(
            f"{name}-failed", lifecycle_rules=[{"enabled": True, "expiration": {"days": 14}}], opts=child
        )
        role = self._role(
            f"{name}-firehose",
            "firehose.amazonaws.com",
            [
                {
                    "Effect": "Allow",
                    "Action": ["es:ESHttpPost", "es:ESHttpPut", "es:DescribeDomain"],
                    "Resource": [self.domain.arn, pulumi.Output.concat(self.domain.arn, "/*")],
                },
                {"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": pulumi.Output.concat(backup.arn, "/*")},
            ],
        )
        stream = aws.kinesis.FirehoseDeliveryStream(
            name,
            destination="opensearch",
            opensearch_configuration={
                "domain_arn": self.domain.arn,
                "role_arn": role.arn,
                "index_name": "logs",
                "index_rotation_period": "OneDay",
                "s3_backup_mode": "FailedDocumentsOnly",
                "s3_configuration": {"role_arn": role.arn, "bucket_arn": backup.arn},
                "processing_configuration": {
                    "enabled": True,
                    "processors": [
                        {
                            "type": "Decompression",
                            "parameters": [{"parameter_name": "CompressionFormat", "parameter_value": "GZIP"}],
                        }
                    ],
                },
            },
            opts=child,
        )
        sender = self._role(
            f"{name}-logs",
            f"logs.{region}.amazonaws.com",
            [{"Effect": "Allow", "Action": ["firehose:PutRecord", "firehose:PutRecordBatch"], "Resource": stream.arn}],
        )
        for group in groups:
            slug = group.strip("/").replace("/", "-")
            log_group = aws.cloudwatch.LogGroup(slug, name=group, retention_in_days=14, opts=child)
            aws.cloudwatch.LogSubscriptionFilter(
                slug,
                log_group=log_group.name,
                filter_pattern="",
                destination_arn=stream.arn,
                role_arn=sender.arn,
                opts=child,
            )
        self.register_outputs({"endpoint": self.domain.endpoint})

    def _role(self, name, service, statements):
        child = pulumi.ResourceOptions(parent=self)
        role = aws.iam.Role(
            name,
            opts=child,
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": service},
                            "Action": "sts:AssumeRole",
                            "Condition": {"StringEquals": {"aws:SourceAccount": account}},
                        }
                    ],
                }
            ),
        )
        aws.iam.RolePolicy(
            name,
            role=role.id,
            opts=child,
            policy=pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": statements}),
        )
        return role


store = LogStore("app-logs", LOG_GROUPS)
pulumi.export("dashboards", pulumi.Output.concat("https://", store.domain.endpoint, "/_dashboards"))
