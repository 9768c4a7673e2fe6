"""The same resources in the order that the stack's config says: they name each other by text, so that none must come first."""

from collections.abc import Callable, Mapping

import pulumi
import pulumi_aws as aws
import pulumi_gcp as gcp


def unknown() -> None:
    network = aws.ec2.Vpc("network", cidr_block="10.0.0.0/16")
    late = network.id.apply(lambda _: "t3.micro")
    aws.ec2.Instance("late", ami="ami-1", instance_type=late, user_data=late, tags={"purpose": late})


def template() -> None:
    aws.ec2.LaunchTemplate("node", name="node", instance_type="p5.48xlarge")


def group() -> None:
    aws.autoscaling.Group("pool", name="pool", min_size=1, max_size=4, launch_template={"name": "node"})


def schedule() -> None:
    aws.autoscaling.Schedule(
        "night",
        scheduled_action_name="night",
        autoscaling_group_name="pool",
        recurrence="0 20 * * *",
        min_size=0,
        max_size=-1,
        desired_capacity=0,
    )


def bucket() -> None:
    aws.s3.Bucket("clicks", bucket="team-clicks", region="eu-central-1")


def lifecycle() -> None:
    aws.s3.BucketLifecycleConfiguration(
        "clicks",
        bucket="team-clicks",
        region="eu-central-1",
        rules=[{"id": "old", "status": "Enabled", "expiration": {"days": 30}}],
    )


def reader() -> None:
    script = "#!/bin/sh\naws s3 sync s3://team-clicks /data\n"
    aws.ec2.Instance("reader", ami="ami-1", instance_type="g5.xlarge", user_data=script)


def machine() -> None:
    gcp.compute.Instance(
        "machine",
        machine_type="g2-standard-4",
        zone="us-central1-a",
        boot_disk={"initialize_params": {"image": "debian-cloud/debian-12", "size": 50}},
        network_interfaces=[{"network": "default"}],
        scheduling={"provisioning_model": "SPOT", "preemptible": True, "automatic_restart": False},
    )


MAKE: Mapping[str, Callable[[], None]] = {
    it.__name__: it for it in (unknown, template, group, schedule, bucket, lifecycle, reader, machine)
}

for name in pulumi.Config().require("order").split():
    MAKE[name]()
