"""Windows machine with the label printer software, on in office hours only."""

import json

import pulumi
import pulumi_aws as aws

license_key = pulumi.Config().get_secret("labelLicense") or pulumi.Output.secret("AAAA-BBBB-CCCC")
ami = aws.ec2.get_ami_output(
    owners=["amazon"],
    most_recent=True,
    filters=[{"name": "name", "values": ["Windows_Server-2022-English-Full-Base-*"]}],
)
sg = aws.ec2.SecurityGroup(
    "rdp",
    ingress=[{"protocol": "tcp", "from_port": 3389, "to_port": 3389, "cidr_blocks": ["172.20.0.0/16"]}],
)
station = aws.ec2.Instance(
    "label-station",
    ami=ami.id,
    instance_type="t3.xlarge",
    vpc_security_group_ids=[sg.id],
    root_block_device={"volume_type": "gp3", "volume_size": 120, "encrypted": True},
    user_data=license_key.apply(
        lambda k: (
            f"<powershell>\nSet-Content C:\\labels\\license.txt '{k}'\nRestart-Service LabelSpooler\n</powershell>"
        )
    ),
    tags={"Name": "label-station", "Backup": "daily"},
)
role = aws.iam.Role(
    "office-hours",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Principal": {"Service": ["scheduler.amazonaws.com", "dlm.amazonaws.com"]},
                }
            ],
        }
    ),
)
for verb, cron in (("start", "cron(0 7 ? * MON-FRI *)"), ("stop", "cron(0 19 ? * MON-FRI *)")):
    aws.scheduler.Schedule(
        f"{verb}-station",
        schedule_expression=cron,
        schedule_expression_timezone="America/New_York",
        flexible_time_window={"mode": "OFF"},
        target={
            "arn": f"arn:aws:scheduler:::aws-sdk:ec2:{verb}Instances",
            "role_arn": role.arn,
            "input": station.id.apply(lambda i: json.dumps({"InstanceIds": [i]})),
        },
    )
aws.dlm.LifecyclePolicy(
    "daily-snapshots",
    description="daily snapshots kept a week",
    execution_role_arn=role.arn,
    policy_details={
        "resource_types": ["INSTANCE"],
        "target_tags": {"Backup": "daily"},
        "schedules": [
            {"name": "daily", "create_rule": {"interval": 24, "times": "23:00"}, "retain_rule": {"count": 7}}
        ],
    },
)
pulumi.export("station", station.private_ip)
