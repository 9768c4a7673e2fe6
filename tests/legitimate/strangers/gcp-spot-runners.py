"""Build runners on Spot machines, none at night; the token stays in Secret Manager."""

import pulumi
import pulumi_gcp as gcp

config = pulumi.Config()
region = "us-central1"
runner_url = config.get("gitlabUrl") or "https://gitlab.orchard-labs.example"

secret = gcp.secretmanager.Secret(
    "runner-token", secret_id="runner-token", replication={"user_managed": {"replicas": [{"location": region}]}}
)
gcp.secretmanager.SecretVersion(
    "runner-token", secret=secret.id, secret_data=config.get_secret("runnerToken") or pulumi.Output.secret("changeme")
)
account = gcp.serviceaccount.Account("runner", account_id="ci-runner")
gcp.secretmanager.SecretIamMember(
    "runner-token",
    secret_id=secret.id,
    role="roles/secretmanager.secretAccessor",
    member=account.email.apply(lambda e: f"serviceAccount:{e}"),
)

network = gcp.compute.Network("ci", auto_create_subnetworks=False)
subnet = gcp.compute.Subnetwork(
    "ci", network=network.id, region=region, ip_cidr_range="10.50.0.0/22", private_ip_google_access=True
)
router = gcp.compute.Router("ci", network=network.id, region=region)
gcp.compute.RouterNat(
    "ci",
    router=router.name,
    region=region,
    nat_ip_allocate_option="AUTO_ONLY",
    source_subnetwork_ip_ranges_to_nat="ALL_SUBNETWORKS_ALL_IP_RANGES",
)

startup = f"""#!/bin/bash
set -e
apt-get update -q && apt-get install -yq docker.io
curl -sL https://packages.gitlab.com/install/repositories/runner/gitlab-runner/script.deb.sh | bash
apt-get install -yq gitlab-runner
TOKEN=$(gcloud secrets versions access latest --secret=runner-token)
gitlab-runner register --non-interactive --url {runner_url} --token "$TOKEN" --executor docker --docker-image debian:12
"""
template = gcp.compute.InstanceTemplate(
    "runner",
    machine_type="e2-standard-4",
    region=region,
    scheduling={
        "preemptible": True,
        "automatic_restart": False,
        "provisioning_model": "SPOT",
        "instance_termination_action": "STOP",
    },
    disks=[
        {
            "source_image": "debian-cloud/debian-12",
            "boot": True,
            "auto_delete": True,
            "disk_size_gb": 80,
            "disk_type": "pd-balanced",
        }
    ],
    network_interfaces=[{"subnetwork": subnet.id}],
    service_account={"email": account.email, "scopes": ["cloud-platform"]},
    metadata_startup_script=startup,
    opts=pulumi.ResourceOptions(delete_before_replace=False),
)
group = gcp.compute.RegionInstanceGroupManager(
    "runners",
    base_instance_name="runner",
    region=region,
    versions=[{"instance_template": template.self_link_unique}],
    update_policy={"type": "PROACTIVE", "minimal_action": "REPLACE", "max_surge_fixed": 4, "max_unavailable_fixed": 0},
)
gcp.compute.RegionAutoscaler(
    "runners",
    region=region,
    target=group.id,
    autoscaling_policy={
        "min_replicas": 0,
        "max_replicas": 5,
        "cooldown_period": 120,
        "cpu_utilization": {"target": 0.6},
        "scaling_schedules": [
            {
                "name": "working-hours",
                "schedule": "0 7 * * 1-5",
                "duration_sec": 11 * 3600,
                "min_required_replicas": 2,
                "time_zone": "Europe/Copenhagen",
            }
        ],
    },
)
pulumi.export("group", group.instance_group)
