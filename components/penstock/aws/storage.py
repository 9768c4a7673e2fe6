"""Buckets by use: dataset, checkpoint, scratch, output.

Each declares an S3 bucket with public access blocked, owner-enforced objects, SSE-S3 encryption, a policy that refuses plain
HTTP, versioning with an end (not scratch), and a lifecycle that fits the use: incomplete uploads aborted, old versions
expired, objects moved to a cheaper class only where that can pay.

Traps it avoids (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle", "Understanding storage classes"):
- Standard-IA bills 30 days and 128 KiB of an object at least, Glacier Instant Retrieval 90 days: a transition is declared only
  when the object will stay that long before it expires, and only for objects above 128 KiB.
- Parts of uploads that never finished are billed and listed nowhere: aborted after days.
- An overwritten key of a versioned bucket keeps every old copy. A job that overwrites `latest.pt` every ten minutes makes 144
  copies a day, so checkpoints keep old versions for one day only, the shortest that S3 has. Name checkpoints by their step.
- On destroy a dataset, checkpoint or output bucket is retained with its locks and lifecycle (each part of it, else the data
  would stay without them); a new `up` makes a new bucket. Scratch is emptied and deleted.

It deliberately does not replicate to another region, name buckets (Pulumi's random suffix keeps them apart), use KMS keys
(SSE-S3 has no price per request), or delete data that nobody gave an `expire_after` (scratch has one always).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from math import ceil
from typing import Any, ClassVar, Final

import pulumi
import pulumi_aws as aws

from penstock.common.labels import Labels
from penstock.common.program import sound
from penstock.spec.model import Storage
from penstock.terms import Use

from .iam import Statement, allow

_SMALLEST_TIERED: Final = 128 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Tier:
    """Objects go to `storage_class` after `days`; it bills `minimum_days` of them at least."""

    storage_class: str
    days: int
    minimum_days: int


@dataclass(frozen=True, slots=True)
class Care:
    """How a use is looked after. Days; `old_versions` None: not versioned."""

    tiers: tuple[Tier, ...]
    abort_uploads: int
    old_versions: int | None


CARE: Final[Mapping[Use, Care]] = {
    # Read again by every run, nobody knows when the last one is: the class that follows the reading, with no retrieval
    # price and no minimum duration.
    Use.DATASET: Care((Tier("INTELLIGENT_TIERING", 0, 0),), abort_uploads=7, old_versions=30),
    # Read within days or never.
    Use.CHECKPOINT: Care((Tier("STANDARD_IA", 30, 30), Tier("GLACIER_IR", 90, 90)), abort_uploads=2, old_versions=1),
    Use.OUTPUT: Care((Tier("STANDARD_IA", 60, 30), Tier("GLACIER_IR", 180, 90)), abort_uploads=7, old_versions=30),
    Use.SCRATCH: Care((), abort_uploads=1, old_versions=None),
}


def tiers_that_pay(use: Use, expire_days: int | None) -> tuple[Tier, ...]:
    """The transitions of `use` whose class holds an object for its minimum duration before it expires or moves on."""
    return tuple(
        tier for tier in CARE[use].tiers if expire_days is None or tier.days + max(tier.minimum_days, 1) <= expire_days
    )


def expire_days(expire_after: timedelta | None) -> int | None:
    """Whole days, as S3 counts: never sooner than asked for, one at least."""
    return None if expire_after is None else max(1, ceil(expire_after / timedelta(days=1)))


class Bucket(pulumi.ComponentResource):
    """What the four uses share; make one of the subclasses."""

    kind: ClassVar[Use]  # not `use`: Pulumi makes every input of that name an output on the instance
    retained: ClassVar[bool] = True
    _read_only: ClassVar[bool] = False

    bucket_name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        *,
        labels: Labels,
        gib: Decimal | float | None = None,
        expire_after: timedelta | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """`gib`: what it is expected to hold, for the estimate. `expire_after`: objects are deleted after this long.

        Raises pulumi.RunError for what the stack file would refuse too.
        """
        wanted = sound(f"bucket {name}", Storage, use=self.kind, gib=gib, expire_after=expire_after)
        gib, days = wanted.gib, expire_days(wanted.expire_after)
        inputs: dict[str, Any] = labels.inputs() | {"use": self.kind.value}
        if gib is not None:
            inputs["gib"] = float(gib)
        if days is not None:
            inputs["expireAfterDays"] = days
        super().__init__(f"penstock:aws:{type(self).__name__}", name, inputs, opts)
        self._name = name
        self._child = pulumi.ResourceOptions(parent=self, retain_on_delete=self.retained or None)
        self._bucket = aws.s3.Bucket(
            name,
            force_destroy=not self.retained,
            tags=labels.tags(name, USE=self.kind.value),
            opts=self._child,
        )
        self.bucket_name = self._bucket.bucket
        self.arn = self._bucket.arn
        lock(name, self._bucket, self._child)
        self._declare_lifecycle(days, self._declare_versioning())
        self.register_outputs({"bucketName": self.bucket_name, "arn": self.arn})

    def access(self) -> list[Statement]:
        """What a node may do here: read a dataset; read, write and delete elsewhere."""
        listing = ["s3:ListBucket", "s3:GetBucketLocation"]
        objects = ["s3:GetObject"]
        if not self._read_only:
            listing.append("s3:ListBucketMultipartUploads")
            objects += ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"]
        return [allow(listing, [self.arn]), allow(objects, [pulumi.Output.concat(self.arn, "/*")])]

    def _declare_versioning(self) -> list[pulumi.Resource]:
        if CARE[self.kind].old_versions is None:
            return []
        return [
            aws.s3.BucketVersioning(
                self._name,
                bucket=self._bucket.id,
                versioning_configuration={"status": "Enabled"},
                opts=self._child,
            )
        ]

    def _declare_lifecycle(self, days: int | None, after: list[pulumi.Resource]) -> None:
        care = CARE[self.kind]
        clean = aws.s3.BucketLifecycleConfigurationRuleArgs(
            id="clean",
            status="Enabled",
            filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=""),
            abort_incomplete_multipart_upload=aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs(
                days_after_initiation=care.abort_uploads
            ),
            # Days also clean up delete markers that are left alone; without days that must be asked for.
            expiration=aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(days=days)
            if days is not None
            else aws.s3.BucketLifecycleConfigurationRuleExpirationArgs(expired_object_delete_marker=True),
            noncurrent_version_expiration=None
            if care.old_versions is None
            else aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                noncurrent_days=care.old_versions
            ),
        )
        tiers = tiers_that_pay(self.kind, days)
        tier = aws.s3.BucketLifecycleConfigurationRuleArgs(
            id="tier",
            status="Enabled",
            filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(object_size_greater_than=_SMALLEST_TIERED),
            transitions=[
                aws.s3.BucketLifecycleConfigurationRuleTransitionArgs(storage_class=t.storage_class, days=t.days)
                for t in tiers
            ],
        )
        aws.s3.BucketLifecycleConfiguration(
            self._name,
            bucket=self._bucket.id,
            rules=[clean, tier] if tiers else [clean],
            # Rules on old versions need versioning to be on (S3 refuses nothing, but the first hours would not count).
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=self.retained or None, depends_on=after),
        )


class DatasetBucket(Bucket):
    """Training and evaluation data: nodes read it, people load it. Retained on destroy."""

    kind = Use.DATASET
    _read_only = True


class CheckpointBucket(Bucket):
    """Checkpoints: what a reclaimed spot node resumes from. Retained on destroy."""

    kind = Use.CHECKPOINT


class OutputBucket(Bucket):
    """Results worth keeping. Retained on destroy."""

    kind = Use.OUTPUT


class ScratchBucket(Bucket):
    """Everything that can be made again: gone after `expire_after` (7 days unless given), and on destroy."""

    kind = Use.SCRATCH
    retained = False

    def __init__(
        self,
        name: str,
        *,
        labels: Labels,
        gib: Decimal | float | None = None,
        expire_after: timedelta | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        after = timedelta(days=7) if expire_after is None else expire_after
        super().__init__(name, labels=labels, gib=gib, expire_after=after, opts=opts)


BUCKETS: Final[Mapping[Use, type[Bucket]]] = {
    each.kind: each for each in (DatasetBucket, CheckpointBucket, OutputBucket, ScratchBucket)
}


def lock(name: str, bucket: aws.s3.Bucket, opts: pulumi.ResourceOptions) -> None:
    """No public access, no ACLs, encryption at rest, TLS on the way: the same for every bucket of ours."""
    public = aws.s3.BucketPublicAccessBlock(
        name,
        bucket=bucket.id,
        block_public_acls=True,
        block_public_policy=True,
        ignore_public_acls=True,
        restrict_public_buckets=True,
        opts=opts,
    )
    aws.s3.BucketOwnershipControls(name, bucket=bucket.id, rule={"object_ownership": "BucketOwnerEnforced"}, opts=opts)
    aws.s3.BucketServerSideEncryptionConfiguration(
        name,
        bucket=bucket.id,
        rules=[{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}],
        opts=opts,
    )
    aws.s3.BucketPolicy(
        name,
        bucket=bucket.id,
        policy=pulumi.Output.json_dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Sid": "TlsOnly",
                        "Effect": "Deny",
                        "Principal": "*",
                        "Action": "s3:*",
                        "Resource": [bucket.arn, pulumi.Output.concat(bucket.arn, "/*")],
                        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                    }
                ],
            }
        ),
        # S3 answers 409 when the policy and the public access block of one bucket change at the same time.
        opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(depends_on=[public])),
    )
