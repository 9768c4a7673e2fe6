"""Windows application server and FSx file share for the London office.

Config: fileshare:adminPassword=Str0ng-Passw0rd!
"""

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config("fileshare")
REGION = "eu-west-2"

vpc = aws.ec2.Vpc("office", cidr_block="10.60.0.0/16", enable_dns_hostnames=True, region=REGION)
subnets = [
    aws.ec2.Subnet(
        f"office-{z}", vpc_id=vpc.id, cidr_block=f"10.60.{i}.0/24", availability_zone=f"{REGION}{z}", region=REGION
    )
    for i, z in enumerate("ab")
]
directory = aws.directoryservice.Directory(
    "office",
    name="corp.example.co.uk",
    password=cfg.require_secret("adminPassword"),
    type="MicrosoftAD",
    edition="Standard",
    vpc_settings=aws.directoryservice.DirectoryVpcSettingsArgs(vpc_id=vpc.id, subnet_ids=[s.id for s in subnets]),
    region=REGION,
)
sg = aws.ec2.SecurityGroup(
    "office",
    vpc_id=vpc.id,
    region=REGION,
    ingress=[
        aws.ec2.SecurityGroupIngressArgs(protocol="tcp", from_port=3389, to_port=3389, cidr_blocks=["203.0.113.0/27"]),
        aws.ec2.SecurityGroupIngressArgs(protocol="-1", from_port=0, to_port=0, self=True),
    ],
    egress=[aws.ec2.SecurityGroupEgressArgs(protocol="-1", from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])],
)

share = aws.fsx.WindowsFileSystem(
    "office",
    active_directory_id=directory.id,
    storage_capacity=300,
    storage_type="SSD",
    throughput_capacity=32,
    deployment_type="SINGLE_AZ_2",
    subnet_ids=[subnets[0].id],
    security_group_ids=[sg.id],
    automatic_backup_retention_days=14,
    daily_automatic_backup_start_time="03:00",
    region=REGION,
)
ami = aws.ec2.get_ami(
    most_recent=True,
    owners=["amazon"],
    region=REGION,
    filters=[aws.ec2.GetAmiFilterArgs(name="name", values=["Windows_Server-2022-English-Full-Base-*"])],
)
server = aws.ec2.Instance(
    "app",
    ami=ami.id,
    instance_type="t3a.large",
    subnet_id=subnets[0].id,
    vpc_security_group_ids=[sg.id],
    get_password_data=False,
    region=REGION,
    root_block_device=aws.ec2.InstanceRootBlockDeviceArgs(volume_size=120, volume_type="gp3"),
    user_data=share.dns_name.apply(
        lambda d: f"<powershell>\nNew-SmbGlobalMapping -RemotePath \\\\{d}\\share\n</powershell>"
    ),
    tags={"Name": "office-app"},
)
pulumi.export("share", share.dns_name)
