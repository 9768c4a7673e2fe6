"""GitHub Actions runners: a small Spot group that is empty at night and at weekends."""

import base64

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
token = config.get_secret("runnerToken") or pulumi.Output.secret("placeholder-token")
org = config.get("org") or "https://github.com/orchard-labs"

vpc = aws.ec2.Vpc("ci", cidr_block="10.77.0.0/20")
igw = aws.ec2.InternetGateway("ci", vpc_id=vpc.id)
aws.ec2.Route("ci-out", route_table_id=vpc.main_route_table_id, destination_cidr_block="0.0.0.0/0", gateway_id=igw.id)
subnets = [
    aws.ec2.Subnet(
        f"ci-{z}",
        vpc_id=vpc.id,
        availability_zone=f"us-east-1{z}",
        map_public_ip_on_launch=True,
        cidr_block=f"10.77.{n}.0/24",
    )
    for n, z in enumerate("abd")
]
sg = aws.ec2.SecurityGroup(
    "ci",
    vpc_id=vpc.id,
    description="runners: outgoing only",
    egress=[aws.ec2.SecurityGroupEgressArgs(protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])],
)

ami = aws.ec2.get_ami(
    owners=["099720109477"],
    most_recent=True,
    filters=[{"name": "name", "values": ["ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*"]}],
)


def boot_script(secret: str) -> str:
    script = f"""#!/bin/bash
set -euo pipefail
apt-get update && apt-get install -y docker.io jq
useradd -m -G docker runner
cd /home/runner
curl -sL https://github.com/actions/runner/releases/download/v2.321.0/actions-runner-linux-x64-2.321.0.tar.gz | tar xz
sudo -u runner ./config.sh --url {org} --token {secret} --ephemeral --unattended --labels ec2,spot
./svc.sh install runner && ./svc.sh start
"""
    return base64.b64encode(script.encode()).decode()


template = aws.ec2.LaunchTemplate(
    "runner",
    image_id=ami.id,
    user_data=token.apply(boot_script),
    vpc_security_group_ids=[sg.id],
    block_device_mappings=[
        {"device_name": "/dev/sda1", "ebs": {"volume_size": 60, "volume_type": "gp3", "delete_on_termination": "true"}}
    ],
    tag_specifications=[{"resource_type": "instance", "tags": {"Name": "ci-runner"}}],
)

group = aws.autoscaling.Group(
    "runners",
    min_size=0,
    max_size=6,
    desired_capacity=2,
    vpc_zone_identifiers=[s.id for s in subnets],
    mixed_instances_policy={
        "instances_distribution": {
            "on_demand_base_capacity": 0,
            "on_demand_percentage_above_base_capacity": 0,
            "spot_allocation_strategy": "capacity-optimized",
        },
        "launch_template": {
            "launch_template_specification": {"launch_template_id": template.id, "version": "$Latest"},
            "overrides": [{"instance_type": t} for t in ("c6i.xlarge", "c6a.xlarge", "m6i.xlarge")],
        },
    },
)
for name, cron, size in (("morning", "0 7 * * MON-FRI", 2), ("evening", "0 20 * * MON-FRI", 0)):
    aws.autoscaling.Schedule(
        name,
        scheduled_action_name=name,
        autoscaling_group_name=group.name,
        recurrence=cron,
        time_zone="Europe/Dublin",
        min_size=0,
        max_size=6 if size else 0,
        desired_capacity=size,
    )
pulumi.export("group", group.name)
