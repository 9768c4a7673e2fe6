"""Type tokens of pulumi-aws that several readers look for. Version 7 has one name for each; version 6 had the others too."""

from __future__ import annotations

from typing import Final

GROUP: Final = "aws:autoscaling/group:Group"
INSTANCE: Final = "aws:ec2/instance:Instance"
LAUNCH_TEMPLATE: Final = "aws:ec2/launchTemplate:LaunchTemplate"
LAUNCH_CONFIGURATION: Final = "aws:ec2/launchConfiguration:LaunchConfiguration"
ROLE: Final = "aws:iam/role:Role"
POLICY: Final = "aws:iam/policy:Policy"
INSTANCE_PROFILE: Final = "aws:iam/instanceProfile:InstanceProfile"
SCALING_POLICY: Final = "aws:autoscaling/policy:Policy"
FUNCTION: Final = "aws:lambda/function:Function"
EVENT_RULE: Final = "aws:cloudwatch/eventRule:EventRule"
EKS_CLUSTER: Final = "aws:eks/cluster:Cluster"
EMR_CLUSTER: Final = "aws:emr/cluster:Cluster"
ENDPOINT: Final = "aws:sagemaker/endpoint:Endpoint"
ENDPOINT_ROUTE: Final = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation"
ENDPOINT_CONFIGURATION: Final = "aws:sagemaker/endpointConfiguration:EndpointConfiguration"
NODE_GROUP: Final = "aws:eks/nodeGroup:NodeGroup"
NOTEBOOK: Final = "aws:sagemaker/notebookInstance:NotebookInstance"
NOTEBOOK_LIFECYCLE: Final = (
    "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration"
)
PLACEMENT_GROUP: Final = "aws:ec2/placementGroup:PlacementGroup"
RDS_CLUSTER: Final = "aws:rds/cluster:Cluster"
RDS_INSTANCE: Final = "aws:rds/instance:Instance"
SCALABLE_TARGET: Final = "aws:appautoscaling/target:Target"
SNAPSHOT: Final = "aws:ebs/snapshot:Snapshot"
SUBNET: Final = "aws:ec2/subnet:Subnet"
VAULT: Final = "aws:backup/vault:Vault"
VPC: Final = "aws:ec2/vpc:Vpc"
VOLUME: Final = "aws:ebs/volume:Volume"
VOLUME_ATTACHMENT: Final = "aws:ec2/volumeAttachment:VolumeAttachment"
VOLUME_COPY: Final = "aws:ebs/volumeCopy:VolumeCopy"
STORES: Final = (
    "aws:dynamodb/table:Table",
    "aws:ecr/repository:Repository",
    "aws:efs/accessPoint:AccessPoint",
    "aws:efs/fileSystem:FileSystem",
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "aws:fsx/ontapFileSystem:OntapFileSystem",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    RDS_CLUSTER,
    RDS_INSTANCE,
)
"""What compute reads beside buckets: registries, file systems, databases."""

BUCKETS: Final = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
