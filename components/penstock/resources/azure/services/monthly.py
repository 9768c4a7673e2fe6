"""Services that bill by the month or by use: functions, registries, logs, alerts, automation, keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.azure.charges import Reader, by_use, charge, each_by_use, each_month, free, hourly
from penstock.resources.azure.places import base
from penstock.resources.azure.references import data_references, identities, referred
from penstock.resources.azure.schedules.autoscale_settings import at_largest, most_units
from penstock.resources.azure.type_tokens import SERVICE_PLAN, WEB_APP
from penstock.resources.facts import Fact, Worker
from penstock.resources.reading.blocks import block_at, blocks_at, integer_at, or_default, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import product
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.references import texts_of
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

_FREE_LOG_DAYS: Final = 31
"""Azure Monitor pricing: the first 31 days of retention are in the price of ingestion."""

_CONSUMPTION: Final = ("functions-million-executions", "functions-gib-second")


def _web_app(resource: Resource, context: Context) -> Iterable[Fact]:
    """A function app, or a web app, which its plan pays for."""
    inputs = Inputs(resource.inputs)
    texts = texts_of(inputs.raw("siteConfig"))
    yield Worker(
        **base(resource, context),
        identities=identities(resource, context, inputs),
        references=data_references(resource, context, "siteConfig", texts, "app settings"),
    )
    kind = inputs.text("kind")
    plan = _plan(resource, context, inputs)
    if kind is None or (isinstance(kind, str) and "functionapp" not in plain(kind).lower()):
        yield free(resource, context)
    elif isinstance(kind, Unknown) or isinstance(plan, Unknown):
        yield charge(resource, context, _CONSUMPTION[0], UNKNOWN, "its plan is not known")
    elif plan is None or plain(plan) == "Y1":
        yield from each_by_use(*_CONSUMPTION)(resource, context)
    elif plain(plan) == "FC1":
        yield from _always_ready(resource, context, inputs)
        yield from each_by_use("functions-flex-million-executions", "functions-flex-gib-second")(resource, context)
    else:
        yield free(resource, context)


def _always_ready(resource: Resource, context: Context, inputs: Inputs) -> Iterable[Fact]:
    """Instances of a Flex Consumption plan that are always ready bill their memory all month, busy or not (Azure Functions pricing, Flex
    Consumption: Always Ready, Baseline); 2,048 MB unless said (Azure Functions, Instance memory)."""
    scale = block_at(inputs, "functionAppConfig", "scaleAndConcurrency")
    groups = blocks_at(scale, "alwaysReady")
    counts = (
        [UNKNOWN] if isinstance(groups, Unknown) else [or_default(integer_at(it, "instanceCount"), 0) for it in groups]
    )
    known = [it for it in counts if isinstance(it, int)]
    if len(known) == len(counts) and not sum(known):
        return
    mib = or_default(integer_at(scale, "instanceMemoryMB"), 2048)
    count = sum(known) if len(known) == len(counts) else UNKNOWN
    gib = mib if isinstance(mib, Unknown) else Decimal(mib) / 1024
    seconds = product(HOURS_PER_MONTH, 3600, count, gib)
    yield charge(resource, context, "functions-flex-always-ready-gib-second", seconds, f"730 h x {count} always ready")


def _plan(resource: Resource, context: Context, inputs: Inputs) -> Maybe[str] | None:
    """The sku of the plan that an app runs on; None for the consumption plan that it has without one."""
    value = inputs.raw("serverFarmId")
    if value is None:
        return None
    plans = referred(resource, context, "serverFarmId", value, (SERVICE_PLAN,))
    sku = text_at(Inputs(context.by_urn[plans[0]].inputs), "sku", "name") if plans else None
    return UNKNOWN if sku is None else sku


def _service_plan(resource: Resource, context: Context) -> Iterable[Fact]:
    """Consumption plans bill by what runs on them; others by the hour, for as many machines as their sku says."""
    sku = Inputs(resource.inputs).block("sku")
    name, count = text_at(sku, "name"), integer_at(sku, "capacity")
    if not isinstance(name, str):
        yield charge(resource, context, "app-service-hour", UNKNOWN, "its sku is not known")
    elif plain(name) in ("Y1", "FC1", "F1"):
        yield free(resource, context)
    else:
        line = hourly(resource, context, f"app-service-{plain(name).lower()}-hour", 1 if count is None else count)
        # An elastic plan grows by itself, up to `maximumElasticWorkerCount` (App Service plans, elastic scaling).
        elastic = Inputs(resource.inputs).integer("maximumElasticWorkerCount")
        yield replace(line, most=at_largest(most_units(resource, context), elastic))


def _registry(resource: Resource, context: Context) -> Iterable[Fact]:
    """A registry by its sku, and what is kept in it beyond what the sku has."""
    sku = text_at(Inputs(resource.inputs), "sku", "name")
    if isinstance(sku, str):
        yield charge(resource, context, f"container-registry-{plain(sku).lower()}-month", 1, "1 registry")
    else:
        yield charge(resource, context, "container-registry-month", UNKNOWN, "its sku is not known")
    yield by_use(resource, context, "container-registry-gib-month")


def _log_workspace(resource: Resource, context: Context) -> Iterable[Fact]:
    """Logs are billed as they come in; what is kept for longer than the first month bills too."""
    inputs = Inputs(resource.inputs)
    sku, days = text_at(inputs, "sku", "name"), inputs.integer("retentionInDays")
    if sku == "CapacityReservation":
        level = integer_at(inputs, "sku", "capacityReservationLevel")
        yield charge(resource, context, "log-commitment-gib-day", UNKNOWN if level is None else level, "GB a day")
    elif sku != "Free":
        yield by_use(resource, context, "log-ingest-gib")
    if isinstance(days, Unknown) or (days is not None and days > _FREE_LOG_DAYS):
        yield by_use(resource, context, "log-retention-gib-month")


def _metric_alert(resource: Resource, context: Context) -> Iterable[Fact]:
    """One time series for each condition and each resource that it watches; more where a condition has dimensions.

    A dynamic threshold is billed beside the time series that it is of, as much again (Azure Monitor pricing, Alert rules)."""
    inputs = Inputs(resource.inputs)
    conditions = block_at(inputs, "criteria")
    parts = UNKNOWN if not isinstance(conditions, Inputs) else conditions.blocks("allOf")
    scopes = inputs.texts("scopes")
    if isinstance(parts, Unknown) or isinstance(scopes, Unknown) or any(_spread(part) for part in parts):
        yield charge(resource, context, "monitor-metric-alert-month", UNKNOWN, "its time series")
        return
    dynamic = [it for it in parts if isinstance(it, Inputs) and it.text("criterionType") == "DynamicThresholdCriterion"]
    count = (max(1, len(parts)) + len(dynamic)) * max(1, len(scopes))
    words = "its time series, those with a dynamic threshold twice" if dynamic else "its time series"
    yield charge(resource, context, "monitor-metric-alert-month", count, words)


def _spread(condition: Maybe[Inputs]) -> bool:
    return isinstance(condition, Unknown) or condition.blocks("dimensions") != ()


def _key(resource: Resource, context: Context) -> Iterable[Fact]:
    """A key of a hardware module bills by the month; others by the operations of their vault."""
    kind = text_at(Inputs(resource.inputs), "properties", "kty")
    if isinstance(kind, Unknown):
        yield charge(resource, context, "key-vault-hsm-key-month", UNKNOWN, "its kind is not known")
    elif kind is not None and plain(kind).endswith("-HSM"):
        yield charge(resource, context, "key-vault-hsm-key-month", 1, "1 key")
    else:
        yield free(resource, context)


SERVICES: Final[Mapping[str, Reader]] = {
    SERVICE_PLAN: _service_plan,
    WEB_APP: _web_app,
    "azure-native:applicationinsights:Component": each_by_use("application-insights-ingest-gib"),
    "azure-native:automation:AutomationAccount": each_by_use("automation-job-minute"),
    "azure-native:containerregistry:Registry": _registry,
    "azure-native:dns:Zone": each_month("dns-zone-month", "1 zone"),
    "azure-native:eventgrid:EventSubscription": each_by_use("event-grid-million"),
    "azure-native:keyvault:Key": _key,
    "azure-native:keyvault:Vault": each_by_use("key-vault-operation-10k"),
    "azure-native:logic:Workflow": each_by_use("logic-action"),
    "azure-native:monitor:ActionGroup": each_by_use("monitor-email"),
    "azure-native:monitor:MetricAlert": _metric_alert,
    "azure-native:monitor:ScheduledQueryRule": each_month("monitor-log-alert-month", "1 rule"),
    "azure-native:operationalinsights:Workspace": _log_workspace,
    "azure-native:privatedns:PrivateZone": each_month("dns-zone-month", "1 zone"),
}
