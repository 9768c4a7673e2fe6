"""Self-hosted GitHub Actions runners on small spot instances, off outside of working hours.

Config: runner:githubToken=ghs_exampletoken
"""

import base64

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config("runner")
token = cfg.require_secret("githubToken")
repo_url = cfg.get("repoUrl") or "https://github.com/acme/platform"
max_runners = cfg.get_int("max") or 4

network = aws.ec2.get_subnets(filters=[{"name": "default-for-az", "values": ["true"]}])
ami = aws.ec2.get_ami(
    most_recent=True,
    owners=["099720109477"],
    filters=[{"name": "name", "values": ["ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*"]}],
)


def user_data(t):
    script = f"""#!/bin/bash
set -euo pipefail
apt-get update && apt-get install -y docker.io jq
useradd -m runner && usermod -aG docker runner
cd /home/runner
curl -sL https://github.com/actions/runner/releases/download/v2.321.0/actions-runner-linux-x64-2.321.0.tar.gz | tar xz
chown -R runner: .
sudo -u runner ./config.sh --unattended --ephemeral --url {repo_url} --token {t} --labels spot,linux
sudo -u runner ./run.sh; shutdown -h now
"""
    return base64.b64encode(script.encode()).decode()


lt = aws.ec2.LaunchTemplate(
    "runner",
    image_id=ami.id,
    instance_type="c6i.large",
    user_data=token.apply(user_data),
    instance_initiated_shutdown_behavior="terminate",
    block_device_mappings=[{"device_name": "/dev/sda1", "ebs": {"volume_size": 50, "volume_type": "gp3"}}],
)
asg = aws.autoscaling.Group(
    "runners",
    min_size=0,
    desired_capacity=2,
    max_size=max_runners,
    vpc_zone_identifiers=network.ids,
    mixed_instances_policy={
        "instances_distribution": {
            "on_demand_percentage_above_base_capacity": 0,
            "spot_allocation_strategy": "capacity-optimized",
        },
        "launch_template": {
            "launch_template_specification": {"launch_template_id": lt.id, "version": "$Latest"},
            "overrides": [{"instance_type": t} for t in ("c6i.large", "c6a.large", "m6i.large")],
        },
    },
)
for name, cron, size in [("morning", "0 6 * * MON-FRI", 2), ("evening", "0 19 * * MON-FRI", 0)]:
    aws.autoscaling.Schedule(
        name,
        scheduled_action_name=name,
        autoscaling_group_name=asg.name,
        recurrence=cron,
        time_zone="Europe/Berlin",
        min_size=0,
        max_size=max_runners,
        desired_capacity=size,
    )
