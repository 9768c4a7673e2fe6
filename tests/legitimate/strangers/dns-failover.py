"""Latency and failover records of the public API."""

import pulumi
import pulumi_aws as aws

zone = aws.route53.Zone("api", name="api.vision.example")
stacks = {
    "us-east-1": pulumi.StackReference("vision/api/east"),
    "us-west-2": pulumi.StackReference("vision/api/west"),
}
for region, stack in stacks.items():
    host = stack.get_output("lb_dns")
    check = aws.route53.HealthCheck(
        f"check-{region}",
        type="HTTPS",
        fqdn=host,
        port=443,
        resource_path="/healthz",
        failure_threshold=3,
        request_interval=30,
    )
    aws.route53.Record(
        f"latency-{region}",
        zone_id=zone.zone_id,
        name="v1.api.vision.example",
        type="CNAME",
        ttl=60,
        records=[host],
        set_identifier=region,
        latency_routing_policies=[{"region": region}],
        health_check_id=check.id,
    )

primary = aws.route53.Record(
    "status-primary",
    zone_id=zone.zone_id,
    name="status.api.vision.example",
    type="CNAME",
    ttl=60,
    records=[stacks["us-east-1"].get_output("status_dns")],
    set_identifier="primary",
    failover_routing_policies=[{"type": "PRIMARY"}],
    health_check_id=check.id,
)
aws.route53.Record(
    "status-secondary",
    zone_id=zone.zone_id,
    name="status.api.vision.example",
    type="CNAME",
    ttl=60,
    records=["vision.statuspage.example"],
    set_identifier="secondary",
    failover_routing_policies=[{"type": "SECONDARY"}],
)
aws.route53.Record(
    "txt-owner",
    zone_id=zone.zone_id,
    name="_owner.api.vision.example",
    type="TXT",
    ttl=3600,
    records=["team=platform"],
)
pulumi.export("name_servers", zone.name_servers)
