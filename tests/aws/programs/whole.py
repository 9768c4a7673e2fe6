"""A whole environment in Python: the keys of a stack file are typed arguments."""

from datetime import timedelta
from decimal import Decimal

import pulumi

from penstock import aws
from penstock.spec import Budget, Checkpoint, Environment, Gpu, Pool, Purpose, Storage, Use

spec = Environment(
    cloud="aws",  # the region is the stack's aws:region
    purpose=Purpose.TRAINING,
    owner="vision",
    cost_center="ml-1234",
    budget=Budget(monthly_usd=Decimal(20000), notify=("ml-platform@example.com",)),
    storage=(Storage(name="checkpoints", use=Use.CHECKPOINT, gib=Decimal(800), expire_after=timedelta(days=30)),),
    pools=(
        Pool(
            name="train",
            gpu=Gpu(name="A100", count=8),
            max=4,
            checkpoint=Checkpoint(every=timedelta(minutes=10), save_within=timedelta(seconds=90)),
        ),
    ),
)
vision = aws.Environment("vision", spec)
pulumi.export("groups", dict(vision.group_names))
