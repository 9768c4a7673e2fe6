"""How a node of a pool starts.

Traps it avoids:
- IMDSv1 gives the node's role to whatever can make it fetch an address: version 2 is required. The hop limit is 2, because the
  image's containers are one hop away and would otherwise get keys by worse ways (EC2 User Guide, "Configure the Instance
  Metadata Service options", recommends 2 for containers).
- A volume of a launch template outlives its node unless `delete_on_termination` says otherwise, and bills on.
- A guest's `shutdown` must end the node: `terminate`, or its disks bill on.
- `instance_market_options` would contradict the group's mixed instances policy: not set. No key pair: Session Manager.
- Tags of a group reach its instances alone: volumes and interfaces are tagged here.
"""

from __future__ import annotations

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from penstock.common.labels import Labels

from .image import ROOT_DEVICE


def declare_launch_template(
    name: str,
    *,
    labels: Labels,
    pool: str,
    image: pulumi.Input[str],
    first_type: str,
    disk_gib: int,
    interfaces: Sequence[aws.ec2.LaunchTemplateNetworkInterfaceArgs],
    profile_arn: pulumi.Input[str],
    user_data: pulumi.Input[str],
    parent: pulumi.Resource,
) -> aws.ec2.LaunchTemplate:
    """The template of one pool. `first_type` is what a launch without the group's overrides would get; `user_data` is base64."""
    tags = labels.tags(name, POOL=pool)
    return aws.ec2.LaunchTemplate(
        name,
        image_id=image,
        instance_type=first_type,
        update_default_version=True,
        iam_instance_profile=aws.ec2.LaunchTemplateIamInstanceProfileArgs(arn=profile_arn),
        metadata_options=aws.ec2.LaunchTemplateMetadataOptionsArgs(
            http_endpoint="enabled", http_tokens="required", http_put_response_hop_limit=2
        ),
        block_device_mappings=[
            aws.ec2.LaunchTemplateBlockDeviceMappingArgs(
                device_name=ROOT_DEVICE,
                ebs=aws.ec2.LaunchTemplateBlockDeviceMappingEbsArgs(
                    volume_type="gp3", volume_size=disk_gib, encrypted="true", delete_on_termination="true"
                ),
            )
        ],
        network_interfaces=list(interfaces),
        instance_initiated_shutdown_behavior="terminate",
        user_data=user_data,
        tag_specifications=[
            aws.ec2.LaunchTemplateTagSpecificationArgs(resource_type=kind, tags=tags)
            for kind in ("instance", "volume", "network-interface")
        ],
        tags=tags,
        opts=pulumi.ResourceOptions(parent=parent),
    )
