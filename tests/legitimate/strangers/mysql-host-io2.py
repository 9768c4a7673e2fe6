"""Self-managed MySQL host for the legacy ERP: one memory-optimised instance with a fast volume."""

import json

import pulumi
import pulumi_aws as aws

zone = "us-east-1b"
ami = aws.ec2.get_ami(
    most_recent=True,
    owners=["amazon"],
    filters=[aws.ec2.GetAmiFilterArgs(name="name", values=["al2023-ami-2023.*-x86_64"])],
)
subnet = aws.ec2.get_subnet(
    filters=[
        aws.ec2.GetSubnetFilterArgs(name="availability-zone", values=[zone]),
        aws.ec2.GetSubnetFilterArgs(name="tag:tier", values=["private"]),
    ]
)

sg = aws.ec2.SecurityGroup(
    "erp-mysql",
    vpc_id=subnet.vpc_id,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=3306, to_port=3306, cidr_blocks=["10.0.0.0/8"])
    ],
    egress=[aws.ec2.SecurityGroupEgressArgs(protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])],
)

host = aws.ec2.Instance(
    "erp-mysql",
    ami=ami.id,
    instance_type="r6i.xlarge",
    subnet_id=subnet.id,
    vpc_security_group_ids=[sg.id],
    ebs_optimized=True,
    disable_api_termination=True,
    root_block_device=aws.ec2.InstanceRootBlockDeviceArgs(volume_type="gp3", volume_size=40, encrypted=True),
    metadata_options=aws.ec2.InstanceMetadataOptionsArgs(http_tokens="required"),
    user_data="#!/bin/bash\ndnf install -y mariadb105-server\nmkfs.xfs /dev/nvme1n1 || true\n",
    tags={"Name": "erp-mysql", "app": "erp"},
)
volume = aws.ebs.Volume(
    "erp-data",
    availability_zone=zone,
    size=400,
    type="io2",
    iops=6000,
    encrypted=True,
    tags={"Name": "erp-data", "snapshot": "daily"},
)
aws.ec2.VolumeAttachment("erp-data", device_name="/dev/sdf", instance_id=host.id, volume_id=volume.id)

dlm_role = aws.iam.Role(
    "dlm",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "dlm.amazonaws.com"}}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment(
    "dlm", role=dlm_role.name, policy_arn="arn:aws:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole"
)
aws.dlm.LifecyclePolicy(
    "daily",
    description="daily snapshots",
    execution_role_arn=dlm_role.arn,
    state="ENABLED",
    policy_details=aws.dlm.LifecyclePolicyPolicyDetailsArgs(
        resource_types=["VOLUME"],
        target_tags={"snapshot": "daily"},
        schedules=[
            aws.dlm.LifecyclePolicyPolicyDetailsScheduleArgs(
                name="two weeks",
                copy_tags=True,
                create_rule=aws.dlm.LifecyclePolicyPolicyDetailsScheduleCreateRuleArgs(
                    interval=24, interval_unit="HOURS", times="23:45"
                ),
                retain_rule=aws.dlm.LifecyclePolicyPolicyDetailsScheduleRetainRuleArgs(count=14),
            )
        ],
    ),
)
pulumi.export("privateIp", host.private_ip)
