"""Marketing site host with a dynamic provider that stamps each release."""

import hashlib
import json

import pulumi
import pulumi_aws as aws
from pulumi.dynamic import CreateResult, DiffResult, Resource, ResourceProvider


class ReleaseProvider(ResourceProvider):
    """Derives a stable marker from the release's name."""

    def create(self, props):
        marker = hashlib.sha256(props["release"].encode()).hexdigest()[:12]
        return CreateResult(id_=marker, outs={"release": props["release"], "marker": marker})

    def diff(self, _id, olds, news):
        changed = olds["release"] != news["release"]
        return DiffResult(changes=changed, replaces=["release"] if changed else [])


class Release(Resource):
    marker: pulumi.Output[str]

    def __init__(self, name, release, opts=None):
        super().__init__(ReleaseProvider(), name, {"release": release, "marker": None}, opts)


release = Release("site", pulumi.Config("site").get("release") or "2024.48")
aws.ssm.Parameter("release-marker", name="/marketing/release", type="String", value=release.marker)

sg = aws.ec2.SecurityGroup(
    "web",
    ingress=[{"protocol": "tcp", "from_port": p, "to_port": p, "cidr_blocks": ["0.0.0.0/0"]} for p in (80, 443)],
    egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
)
ami = aws.ec2.get_ami(
    most_recent=True, owners=["136693071363"], filters=[{"name": "name", "values": ["debian-12-amd64-*"]}]
)
web = aws.ec2.Instance(
    "web",
    ami=ami.id,
    instance_type="t3.small",
    vpc_security_group_ids=[sg.id],
    user_data=release.marker.apply(
        lambda m: f"#!/bin/sh\napt-get update && apt-get install -y nginx\necho {m} > /var/www/html/release\n"
    ),
    user_data_replace_on_change=True,
    tags={"Name": "marketing"},
)
aws.cloudwatch.Dashboard(
    "web",
    dashboard_name="marketing",
    dashboard_body=web.id.apply(
        lambda i: json.dumps(
            {
                "widgets": [
                    {
                        "type": "metric",
                        "x": 0,
                        "y": 0,
                        "width": 12,
                        "height": 6,
                        "properties": {
                            "metrics": [["AWS/EC2", "CPUUtilization", "InstanceId", i]],
                            "region": "us-east-1",
                            "title": "CPU",
                        },
                    }
                ]
            }
        )
    ),
)
pulumi.export("address", web.public_ip)
