"""Dedicated hosts for the licensed in-memory ERP system.

Two dedicated hosts of u-12tb1.112xlarge (12 TiB memory, 448 vCPU), each around 80,000 $ a month.
"""

import pulumi
import pulumi_aws as aws

hosts = []
for suffix, zone in (("a", "us-east-1a"), ("b", "us-east-1b")):
    hosts.append(
        aws.ec2.DedicatedHost(
            f"hana-host-{suffix}",
            instance_type="u-12tb1.112xlarge",
            availability_zone=zone,
            host_recovery="on",
            auto_placement="off",
            tags={"Name": f"hana-{suffix}", "license": "byol"},
        )
    )

placement = aws.ec2.PlacementGroup("hana", strategy="spread")

aws.cloudwatch.MetricAlarm(
    "hana-host-check",
    comparison_operator="GreaterThanThreshold",
    evaluation_periods=2,
    metric_name="StatusCheckFailed_System",
    namespace="AWS/EC2",
    period=60,
    statistic="Maximum",
    threshold=0,
    alarm_description="A HANA host fails its system check",
)

pulumi.export("hosts", [h.id for h in hosts])
pulumi.export("placement", placement.name)
