"""Every kind of input that the SDK lets through and a provider refuses."""

import pulumi
import pulumi_aws as aws

aws.ec2.Instance(
    "node",
    instance_type="p4d.24xlarge",
    root_block_device={"volume_sze": 200, "volumeType": "gp3"},
    ebs_block_devices=[{"volume_size": 10}, {"device_name": "/dev/sdb", "volume_size": "ten"}],
    monitoring="yes",
)
aws.lb.LoadBalancer("balancer", load_balancer_type="aplication")
aws.s3.Bucket("data", acl="PUBLIC_READ")
aws.autoscaling.Group(
    "group",
    min_size=0,
    max_size="4",
    mixed_instances_policy={"launchTemplate": {"override": []}},
    tags=[{"key": "owner", "value": "vision", "propagate_at_launch": True}],
)
aws.Provider("west", region="us-west-2", default_tags={"tagz": {"owner": "vision"}})
pulumi.export("done", True)
