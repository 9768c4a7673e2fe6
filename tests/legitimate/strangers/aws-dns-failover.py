"""DNS only: latency records and a failover page for load balancers that other stacks own."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
zone_name = config.get("zone") or "parcelwise.com"

# Only names are read here; the load balancers belong to the regional teams.
regions = {
    "us-east-1": {"lb": "api-use1-120331.us-east-1.elb.amazonaws.com", "lb_zone": "Z35SXDOTRQ7X7K"},
    "eu-west-1": {"lb": "api-euw1-550102.eu-west-1.elb.amazonaws.com", "lb_zone": "Z32O12XQLNTSW2"},
}

zone = aws.route53.Zone("main", name=zone_name, comment="public zone, latency routed")


def health_check(name: str, fqdn: str, path: str = "/healthz") -> aws.route53.HealthCheck:
    return aws.route53.HealthCheck(
        name,
        fqdn=fqdn,
        port=443,
        type="HTTPS",
        resource_path=path,
        failure_threshold=3,
        request_interval=30,
        measure_latency=False,
        tags={"Name": name},
    )


for region, lb in regions.items():
    check = health_check(f"api-{region}", lb["lb"])
    aws.route53.Record(
        f"api-{region}",
        zone_id=zone.zone_id,
        name=f"api.{zone_name}",
        type="A",
        set_identifier=region,
        latency_routing_policies=[{"region": region}],
        health_check_id=check.id,
        aliases=[{"name": lb["lb"], "zone_id": lb["lb_zone"], "evaluate_target_health": True}],
    )
    aws.cloudwatch.MetricAlarm(
        f"api-{region}-down",
        namespace="AWS/Route53",
        metric_name="HealthCheckStatus",
        dimensions={"HealthCheckId": check.id},
        statistic="Minimum",
        period=60,
        evaluation_periods=3,
        threshold=1,
        comparison_operator="LessThanThreshold",
    )

shop_check = health_check("shop", f"shop-origin.{zone_name}")
for role, target in {"PRIMARY": f"shop-origin.{zone_name}", "SECONDARY": "sorry-page.parcelwise-status.net"}.items():
    aws.route53.Record(
        f"shop-{role.lower()}",
        zone_id=zone.zone_id,
        name=f"shop.{zone_name}",
        type="CNAME",
        ttl=60,
        set_identifier=role.lower(),
        failover_routing_policies=[{"type": role}],
        health_check_id=shop_check.id if role == "PRIMARY" else None,
        records=[target],
    )

pulumi.export("nameservers", zone.name_servers)
