"""What a rule at `remediate` changes, beside values that are secret or not known before the deployment."""

import pulumi
import pulumi_aws as aws
import pulumi_gcp as gcp

logs = aws.s3.Bucket("logs")
aws.s3.BucketLifecycleConfiguration(
    "logs", bucket=logs.id, rules=[{"id": "old", "status": "Enabled", "expiration": {"days": 30}}]
)
aws.ec2.Instance(
    "box",
    ami="ami-1",
    instance_type="g5.xlarge",
    instance_market_options={
        "market_type": "spot",
        "spot_options": pulumi.Output.secret({"instance_interruption_behavior": "stop", "max_price": "1.25"}),
    },
    ebs_block_devices=[
        {"device_name": "/dev/sdb", "volume_size": 100, "delete_on_termination": False, "volume_type": "gp3"},
        {"device_name": "/dev/sdc", "snapshot_id": logs.id, "volume_size": 100, "volume_type": "gp3"},
    ],
    user_data=pulumi.Output.secret("#!/bin/sh\nTOKEN=hunter2\n"),
    tags={"logs": logs.arn},
)
aws.autoscaling.Group(
    "pool",
    min_size=0,
    max_size=2,
    availability_zones=["us-east-1a", "us-east-1b"],
    mixed_instances_policy={
        "instances_distribution": {"on_demand_base_capacity": 0, "on_demand_percentage_above_base_capacity": 0},
        "launch_template": {
            "launch_template_specification": {"launch_template_id": "lt-0123456789abcdef0"},
            "overrides": [{"instance_type": "g5.xlarge"}, {"instance_type": "g6.xlarge"}],
        },
    },
)
gcp.compute.Instance(
    "machine",
    machine_type="g2-standard-4",
    zone="us-central1-a",
    boot_disk={"auto_delete": False, "initialize_params": {"image": "debian-cloud/debian-12", "size": 50}},
    network_interfaces=[{"network": "default"}],
    scheduling={"provisioning_model": "SPOT", "preemptible": True, "automatic_restart": False},
)
