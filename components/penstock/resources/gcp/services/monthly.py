"""Services that bill by the month or by use: registries, messages, logs, keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.facts import Fact
from penstock.resources.gcp.charges import Reader, by_use, charge, each_by_use, each_month
from penstock.resources.gcp.places import base
from penstock.resources.gcp.transfers.egress import path
from penstock.resources.reading.blocks import or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.paths import REPLICATED
from penstock.resources.reading.values import UNKNOWN, Unknown

_FREE_LOG_DAYS: Final = 30
"""Cloud Logging pricing: storage beyond 30 days is billed."""


def _alert_policy(resource: Resource, context: Context) -> Iterable[Fact]:
    """Each condition bills by the month, and each time series that its query returns, every time that it runs."""
    conditions = Inputs(resource.inputs).blocks("conditions")
    count = UNKNOWN if isinstance(conditions, Unknown) else Decimal(len(conditions))
    yield charge(resource, context, "alert-condition-month", count, "its conditions")
    yield by_use(resource, context, "alert-time-series-million")


def _log_bucket(resource: Resource, context: Context) -> Iterable[Fact]:
    """Logs are billed as they come in; what is kept beyond the first 30 days bills by the month too."""
    yield by_use(resource, context, "log-ingest-gib")
    days = Inputs(resource.inputs).integer("retentionDays")
    if isinstance(days, Unknown) or (days is not None and days > _FREE_LOG_DAYS):
        yield by_use(resource, context, "log-store-gib-month")


def _registry(resource: Resource, context: Context) -> Iterable[Fact]:
    """A repository of a multi-region, `us`, keeps its images in more than one region (Artifact Registry, Repository locations)."""
    yield by_use(resource, context, "artifact-registry-gib-month")
    facts = base(resource, context)
    place = facts["region"]
    if isinstance(place, Unknown) or (place is not None and "-" not in plain(place)):
        source = or_unknown(facts.get("provider_region"))
        yield from path(resource, context, place, REPLICATED, "a repository of several regions", source=source)


SERVICES: Final[Mapping[str, Reader]] = {
    "gcp:artifactregistry/repository:Repository": _registry,
    "gcp:bigquery/dataset:Dataset": each_by_use("bigquery-query-tib", "bigquery-gib-month"),
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
    "gcp:secretmanager/secretVersion:SecretVersion": each_month("secret-version-month", "1 version"),
    "gcp:workflows/workflow:Workflow": each_by_use("workflows-step-thousand"),
}
