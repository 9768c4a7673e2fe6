"""Cosmos DB: provisioned request units of a database or container, by the hour, in each location of its account.

One without throughput shares its database's, or its account is serverless and bills by use. Autoscale is between a tenth of its maximum
and all of it, at one and a half times the price.

Sources: Azure Cosmos DB, Provisioned throughput; Autoscale throughput ("scales between 10% of the maximum and the maximum"); pricing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock.resources.azure.charges import Reader, charge
from penstock.resources.facts import Charge, Fact
from penstock.resources.reading.blocks import number_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs, as_list
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

_ACCOUNT: Final = "azure-native:cosmosdb:DatabaseAccount"
_AUTOSCALE: Final = Decimal("1.5")
_LEAST: Final = Decimal("0.1")
"""Of an autoscale maximum, what is always billed."""


def _read(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    fixed = number_at(inputs, "options", "throughput")
    most = number_at(inputs, "options", "autoscaleSettings", "maxThroughput")
    kind, locations = _account(resource, context)
    sku = f"cosmosdb-{kind}-request-unit-hour"
    if most is not None:
        yield _line(
            resource, context, sku, _times(most, locations, _AUTOSCALE * _LEAST), _times(most, locations, _AUTOSCALE)
        )
    elif fixed is not None:
        yield _line(resource, context, sku, _times(fixed, locations, Decimal(1)), None)
    else:
        yield charge(resource, context, f"cosmosdb-{kind}-request-unit", None, "by use")


def _line(
    resource: Resource, context: Context, sku: str, hourly: Maybe[Decimal], most: Maybe[Decimal] | None
) -> Charge:
    if isinstance(hourly, Unknown):
        return charge(resource, context, sku, UNKNOWN, "how many request units is not known")
    line = charge(resource, context, sku, hourly * HOURS_PER_MONTH, f"730 h x {hourly.normalize():f} RU/s")
    return line if most is None or isinstance(most, Unknown) else replace(line, most=most * HOURS_PER_MONTH)


def _times(units: Maybe[Decimal], locations: int, factor: Decimal) -> Maybe[Decimal]:
    return UNKNOWN if isinstance(units, Unknown) else units * locations * factor


def _account(resource: Resource, context: Context) -> tuple[str, int]:
    """(how its account writes, its locations), where the account is the program's; else of one that writes in one place."""
    urns = resource.property_dependencies.get("accountName", ())
    found = [it for urn in urns if (it := context.by_urn.get(urn)) is not None and it.type == _ACCOUNT]
    if not found:
        return "single-write", 1
    inputs = Inputs(found[0].inputs)
    places = as_list(inputs.raw("locations"))
    several = inputs.flag("enableMultipleWriteLocations")
    kind = "single-write" if several in (None, False) else "multi-write"
    return kind, max(1, 1 if isinstance(places, Unknown) else len(places))


REQUEST_UNITS: Final[Mapping[str, Reader]] = {
    **{
        f"azure-native:cosmosdb:{name}": _read
        for name in (
            *("DatabaseAccountMongoDBCollection", "DatabaseAccountSqlContainer", "DatabaseAccountSqlDatabase"),
            *("CassandraResourceCassandraKeyspace", "CassandraResourceCassandraTable"),
            *("GremlinResourceGremlinDatabase", "GremlinResourceGremlinGraph", "TableResourceTable"),
            *("MongoDBResourceMongoDBCollection", "MongoDBResourceMongoDBDatabase"),
            *("SqlResourceSqlContainer", "SqlResourceSqlDatabase"),
        )
    },
}
