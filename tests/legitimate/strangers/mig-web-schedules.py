"""Intranet web tier: regional instance group with office-hours scaling schedules."""

import pulumi
import pulumi_gcp as gcp

REGION = "us-central1"
STARTUP = """#!/bin/bash
apt-get update && apt-get install -y nginx
curl -s -H 'Metadata-Flavor: Google' http://metadata/computeMetadata/v1/instance/name > /var/www/html/index.html
"""

network = gcp.compute.Network("intranet", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork(
    "intranet",
    network=network.id,
    region=REGION,
    ip_cidr_range="10.30.0.0/24",
    log_config={"aggregation_interval": "INTERVAL_10_MIN", "flow_sampling": 0.2},
)
router = gcp.compute.Router("intranet", network=network.id, region=REGION)
gcp.compute.RouterNat(
    "intranet",
    router=router.name,
    region=REGION,
    nat_ip_allocate_option="AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat="ALL_SUBNETWORKS_ALL_IP_RANGES",
)
gcp.compute.Firewall(
    "lb-health",
    network=network.id,
    target_tags=["web"],
    source_ranges=["130.211.0.0/22", "35.191.0.0/16"],
    allows=[{"protocol": "tcp", "ports": ["80"]}],
)

template = gcp.compute.InstanceTemplate(
    "web",
    machine_type="e2-small",
    tags=["web"],
    metadata_startup_script=STARTUP,
    disks=[{"source_image": "debian-cloud/debian-12", "disk_size_gb": 10, "boot": True, "auto_delete": True}],
    network_interfaces=[{"subnetwork": subnet.id}],
)
check = gcp.compute.HealthCheck("web", check_interval_sec=10, http_health_check={"port": 80, "request_path": "/"})
group = gcp.compute.RegionInstanceGroupManager(
    "web",
    region=REGION,
    base_instance_name="web",
    versions=[{"instance_template": template.self_link_unique}],
    named_ports=[{"name": "http", "port": 80}],
    auto_healing_policies={"health_check": check.id, "initial_delay_sec": 180},
)
gcp.compute.RegionAutoscaler(
    "web",
    region=REGION,
    target=group.id,
    autoscaling_policy={
        "min_replicas": 2,
        "max_replicas": 5,
        "cooldown_period": 90,
        "cpu_utilization": {"target": 0.6},
        "scaling_schedules": [
            {
                "name": "office-hours",
                "schedule": "0 7 * * MON-FRI",
                "duration_sec": 12 * 3600,
                "min_required_replicas": 3,
                "time_zone": "America/Chicago",
            }
        ],
    },
)

backend = gcp.compute.BackendService(
    "web",
    protocol="HTTP",
    port_name="http",
    health_checks=check.id,
    load_balancing_scheme="EXTERNAL_MANAGED",
    backends=[{"group": group.instance_group, "balancing_mode": "UTILIZATION"}],
)
urls = gcp.compute.URLMap("web", default_service=backend.id)
proxy = gcp.compute.TargetHttpProxy("web", url_map=urls.id)
rule = gcp.compute.GlobalForwardingRule(
    "web", target=proxy.id, port_range="80", load_balancing_scheme="EXTERNAL_MANAGED"
)
pulumi.export("ip", rule.ip_address)
