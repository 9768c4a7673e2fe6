"""Services that bill by the month or by use: databases, registries, messages, logs, keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.capture import Resource
from penstock.resources.context import Context
from penstock.resources.facts import Fact
from penstock.resources.inputs import Inputs, plain
from penstock.resources.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

from .charges import Reader, by_use, charge, each_by_use, each_month, product

_FREE_LOG_DAYS: Final = 30
"""Cloud Logging pricing: storage beyond 30 days is billed."""

_SQL_DISK_GIB: Final = Decimal(10)
"""pulumi-gcp, `sql.DatabaseInstance.settings`: a disk of 10 GB of PD_SSD when it says nothing."""


def _sql(resource: Resource, context: Context) -> Iterable[Fact]:
    """The machine of its tier, twice when it is highly available, and its disk likewise."""
    settings = Inputs(resource.inputs).block("settings")
    block = settings if isinstance(settings, Inputs) else Inputs({})
    tier = UNKNOWN if isinstance(settings, Unknown) else block.text("tier")
    available = block.text("availabilityType")
    copies: Maybe[int] = UNKNOWN if isinstance(available, Unknown) else 2 if available == "REGIONAL" else 1
    if not isinstance(tier, str):
        yield charge(resource, context, "cloud-sql-hour", UNKNOWN, "the tier is not known")
        return
    basis = "730 h x 2, highly available" if copies == 2 else "730 h"
    yield charge(resource, context, f"cloud-sql-{plain(tier)}-hour", product(HOURS_PER_MONTH, copies), basis)
    kind, size = block.text("diskType"), block.number("diskSize")
    if isinstance(kind, Unknown):
        yield charge(resource, context, "cloud-sql-gib-month", UNKNOWN, "the disk type is not known")
        return
    sku = f"cloud-sql-{'hdd' if kind == 'PD_HDD' else 'ssd'}-gib-month"
    gib = _SQL_DISK_GIB if size is None else size
    yield charge(resource, context, sku, product(gib, copies), "its disk at first")


def _redis(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    size, tier = inputs.number("memorySizeGb"), inputs.text("tier")
    if isinstance(tier, Unknown) or not isinstance(size, Decimal):
        yield charge(resource, context, "redis-gib-hour", UNKNOWN, "its size is not known")
        return
    word = "standard" if tier == "STANDARD_HA" else "basic"
    yield charge(resource, context, f"redis-{word}-gib-hour", HOURS_PER_MONTH * size, f"730 h x {size} GiB")


def _alert_policy(resource: Resource, context: Context) -> Iterable[Fact]:
    conditions = Inputs(resource.inputs).blocks("conditions")
    count = UNKNOWN if isinstance(conditions, Unknown) else Decimal(len(conditions))
    yield charge(resource, context, "alert-condition-month", count, "its conditions")


def _log_bucket(resource: Resource, context: Context) -> Iterable[Fact]:
    """Logs are billed as they come in; what is kept beyond the first 30 days bills by the month too."""
    yield by_use(resource, context, "log-ingest-gib")
    days = Inputs(resource.inputs).integer("retentionDays")
    if isinstance(days, Unknown) or (days is not None and days > _FREE_LOG_DAYS):
        yield by_use(resource, context, "log-store-gib-month")


SERVICES: Final[Mapping[str, Reader]] = {
    "gcp:artifactregistry/repository:Repository": each_by_use("artifact-registry-gib-month"),
    "gcp:bigquery/dataset:Dataset": each_by_use("bigquery-query-tib", "bigquery-gib-month"),
    "gcp:cloudbuild/trigger:Trigger": each_by_use("cloud-build-minute"),
    "gcp:cloudtasks/queue:Queue": each_by_use("cloud-tasks-million"),
    "gcp:container/registry:Registry": each_by_use("artifact-registry-gib-month"),
    "gcp:dns/managedZone:ManagedZone": each_month("dns-zone-month", "1 zone"),
    "gcp:kms/cryptoKey:CryptoKey": each_month("kms-key-month", "1 key version"),
    "gcp:logging/billingAccountBucketConfig:BillingAccountBucketConfig": _log_bucket,
    "gcp:logging/folderBucketConfig:FolderBucketConfig": _log_bucket,
    "gcp:logging/metric:Metric": each_by_use("metric-ingest-mib"),
    "gcp:logging/organizationBucketConfig:OrganizationBucketConfig": _log_bucket,
    "gcp:logging/projectBucketConfig:ProjectBucketConfig": _log_bucket,
    "gcp:monitoring/alertPolicy:AlertPolicy": _alert_policy,
    "gcp:monitoring/metricDescriptor:MetricDescriptor": each_by_use("metric-ingest-mib"),
    "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig": each_by_use("uptime-check-thousand"),
    "gcp:pubsub/topic:Topic": each_by_use("pubsub-tib"),
    "gcp:redis/instance:Instance": _redis,
    "gcp:secretmanager/secretVersion:SecretVersion": each_month("secret-version-month", "1 version"),
    "gcp:sql/databaseInstance:DatabaseInstance": _sql,
    "gcp:workflows/workflow:Workflow": each_by_use("workflows-step-thousand"),
}
