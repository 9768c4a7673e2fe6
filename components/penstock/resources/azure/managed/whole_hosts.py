"""Whole hosts that a service rents out: VMware nodes, bare metal and large instances. Their names are in no table of machines, so what they
are is for a person to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.azure.charges import Reader
from penstock.resources.azure.machines.nodes import choice
from penstock.resources.facts import Fact
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.machines.rented import always
from penstock.resources.reading.blocks import integer_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs

from .rented_machines import rented


def _hosts(service: str, name: tuple[str, ...], count: tuple[str, ...] | None) -> Reader:
    """A reader of so many hosts of the kind that the input `name` says; None for `count`: one."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        where = ".".join(name)
        yield rented(
            resource,
            context,
            choice(or_unknown(text_at(inputs, *name)), where, resource),
            always(1 if count is None else integer_at(inputs, *count)),
            service=service,
            capacity=only_on_demand(where),
            public=False,
        )

    return read


HOSTS: Final[Mapping[str, Reader]] = {
    "azure-native:avs:Cluster": _hosts("vmware", ("sku", "name"), ("clusterSize",)),
    "azure-native:avs:PrivateCloud": _hosts("vmware", ("sku", "name"), ("managementCluster", "clusterSize")),
    "azure-native:azurelargeinstance:AzureLargeInstance": _hosts(
        "large-instance", ("hardwareProfile", "azureLargeInstanceSize"), None
    ),
    "azure-native:baremetalinfrastructure:AzureBareMetalInstance": _hosts(
        "bare-metal", ("hardwareProfile", "azureBareMetalInstanceSize"), None
    ),
    "azure-native:vmwarecloudsimple:DedicatedCloudNode": _hosts("vmware", ("sku", "name"), ("nodesCount",)),
}
