"""A pool and its data by themselves, in a network that a team has already."""

from datetime import timedelta

import pulumi

from penstock import aws
from penstock.spec import Checkpoint, Gpu, Pool, Purpose, Schedule

labels = aws.Labels(environment="vision", owner="vision", cost_center="ml-1234", purpose=Purpose.TRAINING)
imagenet = aws.DatasetBucket("imagenet", labels=labels, gib=5000, opts=pulumi.ResourceOptions(protect=True))
train = aws.NodePool(
    "vision-train",
    spec=Pool(
        name="train",
        gpu=Gpu(name="A100", count=8),
        max=4,
        schedule=Schedule(timezone="Europe/Berlin", onhour="0 8 * * 1-5", offhour="0 20 * * 1-5", size=2),
        checkpoint=Checkpoint(every=timedelta(minutes=10), save_within=timedelta(seconds=90)),
    ),
    labels=labels,
    vpc_id="vpc-0123456789abcdef0",
    subnet_ids=["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
    buckets=[imagenet],
)
pulumi.export("group", train.group_name)
