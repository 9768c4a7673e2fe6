"""Windows workstations for three designers, started at eight and stopped at seven on working days."""

import json

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
office_cidr = config.get("officeCidr") or "203.0.113.24/32"
designers = config.get_object("designers") or ["ines", "tomas", "wei"]
admin_password = config.get_secret("adminPassword") or pulumi.Output.secret("Change-me-1!")

ami = aws.ec2.get_ami(
    most_recent=True,
    owners=["amazon"],
    filters=[aws.ec2.GetAmiFilterArgs(name="name", values=["Windows_Server-2022-English-Full-Base-*"])],
)

vpc = aws.ec2.Vpc("studio", cidr_block="10.90.0.0/24", enable_dns_hostnames=True)
subnet = aws.ec2.Subnet("studio", vpc_id=vpc.id, cidr_block="10.90.0.0/25", map_public_ip_on_launch=True)
igw = aws.ec2.InternetGateway("studio", vpc_id=vpc.id)
aws.ec2.Route("studio", route_table_id=vpc.main_route_table_id, destination_cidr_block="0.0.0.0/0", gateway_id=igw.id)
rdp = aws.ec2.SecurityGroup(
    "rdp",
    vpc_id=vpc.id,
    description="RDP from the office in Lisbon (eu-west-3 was too far)",
    ingress=[aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=3389, to_port=3389, cidr_blocks=[office_cidr])],
    egress=[aws.ec2.SecurityGroupEgressArgs(protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])],
)

scheduler_role = aws.iam.Role(
    "office-hours",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "scheduler.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
)
aws.iam.RolePolicy(
    "office-hours",
    role=scheduler_role.id,
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": ["ec2:StartInstances", "ec2:StopInstances"],
                    "Resource": "*",
                    "Condition": {"StringEquals": {"aws:RequestedRegion": "us-east-1"}},
                }
            ],
        }
    ),
)

machines = []
for who in designers:
    machine = aws.ec2.Instance(
        f"ws-{who}",
        ami=ami.id,
        instance_type="m6i.xlarge",
        subnet_id=subnet.id,
        vpc_security_group_ids=[rdp.id],
        root_block_device={"volume_size": 150, "volume_type": "gp3", "encrypted": True},
        user_data=admin_password.apply(
            lambda p: f"<powershell>\nnet user Administrator '{p}'\nSet-TimeZone -Id 'GMT Standard Time'\n</powershell>"
        ),
        tags={"Name": f"ws-{who}", "owner": who},
    )
    machines.append(machine)

for action, cron in {"startInstances": "cron(0 8 ? * MON-FRI *)", "stopInstances": "cron(0 19 ? * * *)"}.items():
    aws.scheduler.Schedule(
        action.lower(),
        schedule_expression=cron,
        schedule_expression_timezone="Europe/Lisbon",
        flexible_time_window={"mode": "OFF"},
        target={
            "arn": f"arn:aws:scheduler:::aws-sdk:ec2:{action}",
            "role_arn": scheduler_role.arn,
            "input": pulumi.Output.json_dumps({"InstanceIds": [m.id for m in machines]}),
        },
    )
pulumi.export("addresses", {w: m.public_dns for w, m in zip(designers, machines, strict=True)})
