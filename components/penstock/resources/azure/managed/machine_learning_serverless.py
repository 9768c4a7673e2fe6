"""Machines that Azure Machine Learning finds by itself for a job, by the instance type that the job names: schedules, features, inference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from penstock.resources.azure.charges import Reader, free
from penstock.resources.azure.machines.nodes import choice
from penstock.resources.facts import Fact
from penstock.resources.machines.capacity_types import on_demand, only_on_demand
from penstock.resources.reading.blocks import block_at, integer_at, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .rented_machines import rented

_SERVICE: Final = "azure-ml-serverless"
_JOB: Final = ("properties", "action", "jobDefinition", "resources")
_TRIAL: Final = ("properties", "action", "jobDefinition", "trial", "resources")
_MONITOR: Final = ("properties", "action", "monitorDefinition", "computeConfiguration")
_FEATURES: Final = ("properties", "materializationSettings", "resource")


def _ordered(*places: tuple[str, ...]) -> Reader:
    """A reader of jobs that name their instance type at one of `places`; one that names none runs on a compute of its workspace, which
    bills for it."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        inputs = Inputs(resource.inputs)
        found = [(place, size) for place in places if (size := text_at(inputs, *place, "instanceType")) is not None]
        if not found:
            yield free(resource, context)
        for place, size in found:
            count = integer_at(inputs, *place, "instanceCount")
            where = ".".join((*place, "instanceType"))
            yield rented(
                resource,
                context,
                choice(size, where, resource),
                (0, None, 1 if count is None else count),
                service=_SERVICE,
                capacity=on_demand(where),
                part=place[-2],
            )

    return read


def _inference(resource: Resource, context: Context) -> Iterable[Fact]:
    """A group of an inference pool: so many nodes of a type, kept until it is deleted."""
    inputs = Inputs(resource.inputs)
    outer = block_at(inputs, "inferenceGroupProperties")
    size = text_at(outer, "nodeSkuType")
    count: Maybe[int] | None = integer_at(inputs, "sku", "capacity")
    nodes = UNKNOWN if count is None or isinstance(count, Unknown) else count
    yield rented(
        resource,
        context,
        choice(UNKNOWN if size is None else size, "inferenceGroupProperties.nodeSkuType", resource),
        (nodes, nodes, nodes),
        service=_SERVICE,
        capacity=only_on_demand("inferenceGroupProperties.nodeSkuType"),
    )


SERVERLESS: Final[Mapping[str, Reader]] = {
    "azure-native:machinelearningservices:FeaturesetVersion": _ordered(_FEATURES),
    "azure-native:machinelearningservices:InferenceGroup": _inference,
    "azure-native:machinelearningservices:Schedule": _ordered(_JOB, _TRIAL, _MONITOR),
}
