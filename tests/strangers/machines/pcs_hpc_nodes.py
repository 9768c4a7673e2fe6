"""AWS PCS node group for the weather model, through Cloud Control as the classic provider lacks it.

A Cloud Control JSON state for a PCS compute node group of 64 c7a.48xlarge (192 vCPU each), always on.
"""

import pulumi
import pulumi_aws as aws

cfg = pulumi.Config()
cluster_id = cfg.get("pcsCluster") or "pcs_k2v9s1d0qa"
nodes = int(cfg.get("nodes") or "64")

lt = aws.ec2.LaunchTemplate(
    "wrf",
    image_id="ami-0f00ba11c0ffee000",
    vpc_security_group_ids=["sg-0123456789abcdef0"],
    metadata_options={"http_tokens": "required"},
)

group = aws.cloudcontrol.Resource(
    "wrf-nodes",
    type_name="AWS::PCS::ComputeNodeGroup",
    desired_state=pulumi.Output.json_dumps(
        {
            "ClusterId": cluster_id,
            "Name": "wrf",
            "SubnetIds": ["subnet-0a1b2c3d4e5f60718"],
            "IamInstanceProfileArn": "arn:aws:iam::111122223333:instance-profile/AWSPCS-wrf",
            "CustomLaunchTemplate": {"TemplateId": lt.id, "Version": "1"},
            "InstanceConfigs": [{"InstanceType": "c7a.48xlarge"}],
            "PurchaseOption": "ONDEMAND",
            "ScalingConfiguration": {"MinInstanceCount": nodes, "MaxInstanceCount": nodes},
        }
    ),
)

pulumi.export("group", group.id)
