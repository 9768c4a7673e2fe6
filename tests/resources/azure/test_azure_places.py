"""Where a part of another resource is that has no location of its own."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.azure.places import region
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.values import UNKNOWN

from .azure_program import PROVIDER, resource

FACTORY = resource(
    "azure-native:datafactory:Factory", "f", {"location": "northeurope", "factoryName": "f1", "name": "f1"}
)


def place(it: Resource, *others: Resource) -> object:
    """Beside the provider of westeurope."""
    return region(it, Context(Capture(project="small", stack="dev", resources=(PROVIDER, it, *others))))


@pytest.mark.parametrize(("given", "sources"), [("f1", {}), (UNKNOWN, {"factoryName": (FACTORY,)})])
def test_a_part_is_where_what_it_is_named_under_is(given: Any, sources: Any) -> None:
    """Not where the provider's default is: a linked service has no location."""
    inputs = {"factoryName": given, "linkedServiceName": "lake"}
    part = resource("azure-native:datafactory:LinkedService", "lake", inputs, sources=sources)
    assert place(part, FACTORY) == "northeurope"
    assert place(part) == "westeurope"
    placed = resource("azure-native:datafactory:LinkedService", "own", {**inputs, "location": "eastus"})
    assert place(placed, FACTORY) == "eastus"


def test_a_part_of_a_part_is_where_the_whole_is() -> None:
    server = resource("azure-native:sql:Server", "s", {"location": "norwayeast", "serverName": "s"})
    database = resource(
        "azure-native:sql:Database",
        "d",
        {"serverName": UNKNOWN, "databaseName": "d"},
        sources={"serverName": (server,)},
    )
    audit = resource(
        "azure-native:sql:ExtendedDatabaseBlobAuditingPolicy",
        "a",
        {"databaseName": UNKNOWN, "serverName": "elsewhere", "blobAuditingPolicyName": "default"},
        sources={"databaseName": (database,)},
    )
    assert place(audit, database, server) == "norwayeast"


def test_two_that_are_named_under_each_other_are_where_the_provider_is() -> None:
    one = resource("azure-native:sql:A", "a", {"bName": UNKNOWN})
    two = resource("azure-native:sql:B", "b", {"aName": UNKNOWN}, sources={"aName": (one,)})
    one = resource("azure-native:sql:A", "a", {"bName": UNKNOWN}, sources={"bName": (two,)})
    assert place(one, two) == "westeurope"
